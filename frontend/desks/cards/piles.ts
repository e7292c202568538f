// 清点 (counting): piles of cards that were not handed out or came back, scanned or typed, and the list of the others.
// What is listed is what was printed less left over, spoiled and surrendered (a card given back for paper).
import { BETWEEN } from "../../booth/credentials.ts";
import { encode } from "../../booth/canonical.ts";
import { derive } from "../../booth/credentials.ts";
import { UUID } from "../../booth/elections.ts";
import type { Work } from "../../booth/slices.ts";
import type { Suite } from "../../booth/suites/base.ts";
import { generatorTable } from "../../booth/suites/index.ts";
import { DeskError } from "../errors.ts";

export const PILES = ["left_over", "spoiled", "surrendered"] as const;
export type PileName = (typeof PILES)[number];
export type Taken = "taken" | "not_printed" | "twice" | "elsewhere";

export class Piles {
  readonly #printed: Map<string, string>;
  readonly #codes: Record<PileName, string[]> = { left_over: [], spoiled: [], surrendered: [] };

  constructor(printed: readonly string[]) {
    this.#printed = new Map(printed.map((code) => [code.replace(/-/g, ""), code]));
  }

  count(pile: PileName): number {
    return this.#codes[pile].length;
  }

  // What a scanner or a hand put in: kept where it is one that was printed and was not scanned before.
  take(pile: PileName, typed: string): Taken {
    const bare = typed.normalize("NFKC").replace(BETWEEN, "");
    const code = this.#printed.get(bare) ?? this.#printed.get(bare.toUpperCase());
    if (!code) return "not_printed";
    if (this.#codes[pile].includes(code)) return "twice";
    if (PILES.some((other) => this.#codes[other].includes(code))) return "elsewhere";
    this.#codes[pile].push(code);
    return "taken";
  }

  undo(pile: PileName): void {
    this.#codes[pile].pop();
  }

  // The codes to list, in an order of their own; refused unless they are as many as were handed out.
  listed(handedOut: number): string[] {
    const out = new Set(PILES.flatMap((pile) => this.#codes[pile]));
    const listed = [...this.#printed.values()].filter((code) => !out.has(code)).sort();
    if (listed.length !== handedOut || !listed.length) {
      throw new DeskError("cards_number", `${listed.length} ≠ ${handedOut}`);
    }
    return listed;
  }
}

const TRIAL = /^(试投|trial)$/i;

// Words of a field of ids, without what stands between them.
const wordsOf = (text: string): string[] => text.split(/[\s,，、;；:：]+/).filter((each) => each);

// The id that stands behind the word “trial”, null where none does.
export function trialIn(text: string): string | null {
  const words = wordsOf(text);
  const at = words.findIndex((each) => TRIAL.test(each));
  return at < 0 ? null : (words[at + 1] ?? null);
}

// Ids of elections, with anything between them; refused unless each is one, and no two alike.
export function readUuids(text: string): string[] {
  const found = wordsOf(text).filter((each) => !TRIAL.test(each));
  const bad = found.find((each) => !UUID.test(each));
  if (!found.length || bad !== undefined || new Set(found).size < found.length) {
    throw new DeskError("uuid", bad ?? "uuid");
  }
  return found;
}

// The public list of one election, as the server's form takes it: the elements, sorted by number.
export function* listOf(suite: Suite, uuid: string, codes: readonly string[]): Work<string> {
  const texts: string[] = [];
  for (const code of codes) {
    const secret = derive(suite, uuid, code);
    texts.push(suite.write(yield* generatorTable(suite).power(secret)));
  }
  texts.sort((one, other) => one.length - other.length || (one < other ? -1 : Number(one > other)));
  return encode(texts);
}
