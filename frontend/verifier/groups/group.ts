// What the verifier asks of a group beyond the booth's suite: powers of elements from outside, for which no table is worth
// building, and texts of many elements together.
import type { Element, Suite } from "../../booth/suites/base.ts";
import { modulo } from "../../booth/suites/base.ts";

export type { Element } from "../../booth/suites/base.ts";

const WINDOW = 4; // bits of an odd digit
const BUCKETS = 1 << (WINDOW - 1);
const LONG = 512; // bits of an exponent from which on large tables do not pay

export abstract class Group {
  readonly suite: Suite;

  constructor(suite: Suite) {
    this.suite = suite;
  }

  get name(): string {
    return this.suite.name;
  }

  get order(): bigint {
    return this.suite.order;
  }

  get identity(): Element {
    return this.suite.identity;
  }

  // The element that a text writes in its only form, or null; whether it is a member is judged later.
  abstract read(text: string): Element | null;
  abstract equal(one: Element, other: Element): boolean;
  abstract square(element: Element): Element;

  multiply(one: Element, other: Element): Element {
    return this.suite.multiply(one, other);
  }

  texts(elements: readonly Element[]): string[] {
    return elements.map((each) => this.suite.write(each));
  }

  isMember(element: Element): boolean {
    return this.checkedPowers(element, []) !== null;
  }

  // The powers of an element that may be no member; null where it is none.
  checkedPowers(base: Element, exponents: readonly bigint[]): Element[] | null {
    const [one, ...found] = powers(this, base, [this.order, ...exponents]);
    return this.equal(one, this.identity) ? found : null;
  }

  power(base: Element, exponent: bigint): Element {
    return powers(this, base, [modulo(exponent, this.order)])[0];
  }

  product(elements: readonly Element[]): Element {
    return elements.reduce((one, other) => this.multiply(one, other), this.identity);
  }
}

// base^e for several exponents, whose squarings are shared (Yao): base^(2^i) goes into a bucket for each odd digit of four
// bits that begins at bit i of an exponent; the buckets are put together at the end.
export function powers(group: Group, base: Element, exponents: readonly bigint[]): Element[] {
  const steps: [number, number][][] = [];
  exponents.forEach((exponent, which) => {
    const bits = exponent ? exponent.toString(2) : "";
    for (let place = 0; place < bits.length; place++) {
      if (bits[bits.length - 1 - place] !== "1") continue;
      const from = Math.max(0, bits.length - place - WINDOW);
      const digit = parseInt(bits.slice(from, bits.length - place), 2);
      (steps[place] ??= []).push([which, digit >> 1]);
      place += WINDOW - 1;
    }
  });
  const buckets = exponents.map(() => new Array<Element | undefined>(BUCKETS));
  let rung = base;
  for (let place = 0; place < steps.length; place++) {
    if (place) rung = group.square(rung);
    for (const [which, digit] of steps[place] ?? []) {
      buckets[which]![digit] = times(group, buckets[which]![digit], rung);
    }
  }
  return buckets.map((each) => together(group, each));
}

function times(group: Group, one: Element | undefined, other: Element | undefined): Element | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : group.multiply(one, other);
}

// The product of the k-th bucket to the (2k + 1).
function together(group: Group, buckets: readonly (Element | undefined)[]): Element {
  let running: Element | undefined;
  let total: Element | undefined;
  for (let k = BUCKETS - 1; k > 0; k--) {
    running = times(group, running, buckets[k]);
    total = times(group, total, running);
  }
  running = times(group, running, buckets[0]);
  if (total !== undefined) running = times(group, group.square(total), running);
  return running ?? group.identity;
}

// Powers of one element that is raised often: the generator, an election's key. base^(d·b^i) for every digit d at every
// place i, the digits bytes (of long exponents half a byte), so that a power is one product a digit.
export class FixedBase {
  readonly base: Element;
  readonly #group: Group;
  readonly #nibbles: number; // of a digit
  readonly #rows: Element[][] = [];

  constructor(group: Group, base: Element) {
    this.base = base;
    this.#group = group;
    this.#nibbles = group.order.toString(2).length > LONG ? 1 : 2;
  }

  #row(place: number): Element[] {
    const [group, digits] = [this.#group, 16 ** this.#nibbles];
    while (this.#rows.length <= place) {
      const last = this.#rows[this.#rows.length - 1];
      const first = last ? group.multiply(last[digits - 1], last[1]) : this.base;
      const row = [group.identity, first, group.square(first)];
      while (row.length < digits) row.push(group.multiply(row[row.length - 1], first));
      this.#rows.push(row);
    }
    return this.#rows[place]!;
  }

  power(exponent: bigint): Element {
    const text = modulo(exponent, this.#group.order).toString(16);
    let found: Element | undefined;
    for (let place = 0, end = text.length; end > 0; place++, end -= this.#nibbles) {
      const digit = parseInt(text.slice(Math.max(0, end - this.#nibbles), end), 16);
      if (digit) found = times(this.#group, found, this.#row(place)[digit]);
    }
    return found ?? this.#group.identity;
  }
}
