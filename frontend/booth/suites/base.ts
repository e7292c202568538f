// What the booth asks of a suite (密码套件): a group of prime order, written multiplicatively. The prover knows all
// exponents, so every power is one of the generator or of the election's key: products and tables are enough.
import "../oldest.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBytes, hex } from "../random.ts";
import type { Work } from "../slices.ts";

// Only its suite looks inside.
export type Element = unknown;

export interface Suite {
  readonly name: string;
  readonly order: bigint;
  readonly generator: Element;
  readonly identity: Element;
  // The element that a text writes in its only form, or null; says nothing of membership.
  read(text: string): Element | null;
  write(element: Element): string;
  isMember(element: Element): boolean;
  multiply(one: Element, other: Element): Element;
}

const BITS = 6;
const DIGITS = 1 << BITS;

// base^(d·64^i) for every digit d at every place i: a power is one product a digit.
export class Table {
  readonly base: Element;
  readonly #suite: Suite;
  readonly #rows: Element[][] = [];

  constructor(suite: Suite, base: Element) {
    this.base = base;
    this.#suite = suite;
  }

  // Row by row; what was built before stays.
  *build(): Work<void> {
    const suite = this.#suite;
    const places = Math.ceil(suite.order.toString(2).length / BITS);
    while (this.#rows.length < places) {
      const last = this.#rows[this.#rows.length - 1];
      const first = last ? suite.multiply(last[DIGITS - 1], last[1]) : this.base;
      const row = [suite.identity, first];
      while (row.length < DIGITS) row.push(suite.multiply(row[row.length - 1], first));
      this.#rows.push(row);
      yield;
    }
  }

  // The base to any exponent. The time tells of the exponent: the device is the deputy's own.
  *power(exponent: bigint): Work<Element> {
    yield* this.build();
    let left = modulo(exponent, this.#suite.order);
    let found = this.#suite.identity;
    for (let place = 0; left; place++) {
      const digit = Number(left & BigInt(DIGITS - 1));
      if (digit) found = this.#suite.multiply(found, this.#rows[place]![digit]);
      left >>= BigInt(BITS);
    }
    yield;
    return found;
  }
}

export function modulo(number: bigint, order: bigint): bigint {
  const found = number % order;
  return found < 0n ? found + order : found;
}

export function digest(text: string | Uint8Array): Uint8Array {
  return sha256(typeof text === "string" ? new TextEncoder().encode(text) : text);
}

// Hash to a scalar: that of the UTF-8 text, read as a big-endian number, modulo the order.
export function scalarOf(suite: Suite, text: string): bigint {
  return fromBytes(digest(text)) % suite.order;
}

// The hash in base 64 without padding: what people compare.
export function fingerprint(text: string | Uint8Array): string {
  return btoa(String.fromCharCode(...digest(text))).replace(/=+$/, "");
}

export function hexDigest(text: string): string {
  return hex(digest(text));
}
