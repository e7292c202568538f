// 规范形式 (canonical form), as `secret_ballot.v1.canonical` reads it: no JSON but whole numbers, no member twice, and what
// writing would give other bytes for is told apart from what is no JSON at all.
import { array as anyArray, type Json as BoothJson, members as membersOf } from "../booth/canonical.ts";
import { hex } from "../booth/random.ts";
import { digest } from "../booth/suites/base.ts";
import { BallotError } from "./findings.ts";

export type Json = BoothJson | bigint | null | Json[] | { [name: string]: Json };
export type Members = { [name: string]: Json };

const DEEPEST = 500;
const SPACE = /[ \t\n\r]*/y;
const PLAIN = /"[^"\\\x00-\x1f]*"/y;
const QUOTED = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)/y;
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?:^|[^\ud800-\udbff])[\udc00-\udfff]/;

class Malformed extends Error {}

// Reads once from the beginning to the end; `canonical` is false as soon as anything would be written otherwise.
class Reader {
  canonical = true;
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Json {
    const value = this.#value();
    if (this.#at !== this.#text.length) throw new Malformed();
    return value;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return null;
    this.#at = pattern.lastIndex;
    return found[0];
  }

  #space(): void {
    if (this.#take(SPACE)) this.canonical = false;
  }

  #sees(mark: string): boolean {
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  // With the space around it, of which there should be none.
  #value(): Json {
    if (++this.#depth > DEEPEST) throw new Malformed();
    this.#space();
    const value = this.#bare();
    this.#space();
    this.#depth--;
    return value;
  }

  #bare(): Json {
    switch (this.#text[this.#at]) {
      case '"':
        return this.#string();
      case "{":
        return this.#members();
      case "[":
        return this.#array();
    }
    for (const [word, value] of [["true", true], ["false", false], ["null", null]] as const) {
      if (this.#sees(word)) return value;
    }
    return this.#number();
  }

  #string(): string {
    const plain = this.#take(PLAIN);
    if (plain !== null && !plain.includes("\x7f")) return plain.slice(1, -1);
    if (plain !== null) this.#at -= plain.length;
    const quoted = this.#take(QUOTED);
    if (quoted === null) throw new Malformed();
    const text = JSON.parse(quoted) as string;
    if (HALF.test(text) || written(text) !== quoted) this.canonical = false;
    return text;
  }

  #number(): number | bigint {
    const text = this.#take(NUMBER);
    if (text === null || /[.eE]/.test(this.#text.charAt(this.#at))) throw new Malformed();
    if (text === "-0") this.canonical = false;
    const found = Number(text);
    return Number.isSafeInteger(found) ? found + 0 : BigInt(text);
  }

  #array(): Json[] {
    const found: Json[] = [];
    this.#at++;
    this.#space();
    if (this.#sees("]")) return found;
    do found.push(this.#value());
    while (this.#sees(","));
    if (!this.#sees("]")) throw new Malformed();
    return found;
  }

  #members(): Members {
    const found = Object.create(null) as Members;
    this.#at++;
    this.#space();
    if (this.#sees("}")) return found;
    do {
      this.#space();
      if (this.#text[this.#at] !== '"') throw new Malformed();
      const name = this.#string();
      this.#space();
      if (!this.#sees(":") || name in found) throw new Malformed();
      found[name] = this.#value();
    } while (this.#sees(","));
    if (!this.#sees("}")) throw new Malformed();
    return found;
  }
}

function written(text: string): string {
  return JSON.stringify(text).replace(/\x7f/g, "\\u007f");
}

export function decode(raw: Uint8Array, where: string): Json {
  let reader: Reader;
  let value: Json;
  try {
    reader = new Reader(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw));
    value = reader.whole();
  } catch {
    throw new BallotError("malformed", where);
  }
  if (!reader.canonical) throw new BallotError("not_canonical", where);
  return value;
}

export function decodeText(text: string, where: string): Json {
  return decode(new TextEncoder().encode(text), where);
}

export function members(value: Json | undefined, order: string, where: string): Members {
  return membersOf((value ?? null) as BoothJson, order, where) as Members;
}

// An array, of this length where one is given.
export function array(value: Json | undefined, where: string, length?: number): Json[] {
  const found = anyArray(value as BoothJson | undefined, where) as Json[];
  if (length !== undefined && found.length !== length) throw new BallotError("shape", where);
  return found;
}

export function string(value: Json | undefined, where: string): string {
  if (typeof value !== "string") throw new BallotError("shape", where);
  return value;
}

export const LARGEST_NUMBER = 2 ** 30 - 1;

export function small(value: Json | undefined, where: string): number {
  if (typeof value !== "number" || value < 0 || value > LARGEST_NUMBER) {
    throw new BallotError("shape", where);
  }
  return value;
}

// A count or weight: a number or, if large, a string.
export function count(value: Json | undefined, where: string): bigint {
  if (typeof value !== "string") return BigInt(small(value, where));
  const found = /^[1-9][0-9]{0,99}$/.test(value) ? BigInt(value) : 0n;
  if (found <= BigInt(LARGEST_NUMBER)) throw new BallotError("shape", where);
  return found;
}

export function hexHash(raw: Uint8Array): string {
  return hex(digest(raw));
}

export function isHexHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}
