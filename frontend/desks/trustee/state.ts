// 仪式的状态 (the state of a ceremony), as the server tells it: judged in its form, compared with what was told before.
import { encode, type Json as BoothJson } from "../../booth/canonical.ts";
import type { Json } from "../../verifier/canonical.ts";
import { Wrong } from "../errors.ts";

export const GROUPS = ["BELENIOS-2048", "Ed25519"];
const PARTS = ["certificate", "commitment", "polynomial", "share"] as const;
const PINNED = ["set", "group", "threshold", "number", "members", "certificates", "commitments", "received"] as const;
const TEXTS = ["trustees", "fingerprint", "sealed"] as const;

export interface Listed {
  readonly number: number;
  readonly name: string;
  readonly certificate: boolean;
  readonly commitment: boolean;
  readonly polynomial: boolean;
  readonly share: boolean;
}

export interface State {
  readonly title: string;
  readonly group: string;
  readonly threshold: number;
  readonly number: number;
  readonly stage: string;
  readonly members: readonly Listed[];
  readonly certificates: Json;
  readonly commitments: Json;
  readonly received: Json;
  readonly trustees: string | null;
  readonly fingerprint: string | null;
  readonly sealed: string | null;
}

export function readState(told: Record<string, unknown>): State {
  const has = (name: string) => Object.prototype.hasOwnProperty.call(told, name);
  for (const name of [...PINNED, ...TEXTS, "title", "stage"]) {
    if (!has(name)) throw new Wrong("server_answer", name);
  }
  if (!GROUPS.includes(told["group"] as string)) throw new Wrong("server_answer", "group");
  const members = told["members"];
  if (!Array.isArray(members)) throw new Wrong("server_answer", "members");
  members.forEach((each: unknown, place) => {
    const one = (each ?? {}) as Record<string, unknown>;
    const fits = one["number"] === place + 1 && typeof one["name"] === "string";
    if (!fits || !PARTS.every((part) => typeof one[part] === "boolean")) {
      throw new Wrong("server_answer", `members[${place}]`);
    }
  });
  for (const name of ["threshold", "number"]) {
    const found = told[name];
    if (!Number.isInteger(found) || (found as number) < 1 || (found as number) > members.length) {
      throw new Wrong("server_answer", name);
    }
  }
  for (const name of TEXTS) {
    if (told[name] !== null && typeof told[name] !== "string") throw new Wrong("server_answer", name);
  }
  if (told["stage"] === "ended") throw new Wrong("ceremony_ended", "ceremony");
  return told as unknown as State;
}

// What was told once may not change: of members their names.
export class Pins {
  readonly #before = new Map<string, string>();

  check(state: State): void {
    const now = new Map<string, string>();
    for (const name of PINNED) {
      const value = (state as unknown as Record<string, BoothJson | null>)[name];
      if (value === null || value === undefined) continue;
      const kept = name === "members" ? state.members.map((each) => [each.number, each.name]) : value;
      now.set(name, encode(kept));
    }
    for (const [name, value] of this.#before) {
      if (now.get(name) !== value) throw new Wrong("ceremony_changed", name);
    }
    for (const [name, value] of now) this.#before.set(name, value);
  }
}
