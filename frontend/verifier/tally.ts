// 汇总和开启 (tally), as `secret_ballot.v1.tally` has it: the product of the ballots, partial decryptions, what they open.
import { cells as cellsOf } from "../booth/questions.ts";
import { modulo, scalarOf } from "../booth/suites/base.ts";
import { readCiphertext } from "./answers.ts";
import type { Ballot } from "./ballots.ts";
import { array, count, decode, type Json, members } from "./canonical.ts";
import type { Weights } from "./credentials.ts";
import { type Election, readElement } from "./elections.ts";
import { BallotError } from "./findings.ts";
import { type Element, type Group } from "./groups/index.ts";
import { powers } from "./groups/group.ts";
import { readProof } from "./proofs.ts";
import { isPedersen, type Pedersen, type Single, type Trustees } from "./trustees.ts";

interface Cell {
  readonly alpha: Element;
  readonly beta: Element;
}

// What of a ballot is added up; the rest is let go of, so that thousands have room.
export interface Cast {
  readonly credential: string;
  readonly tracker: string;
  readonly cells: readonly (readonly Cell[])[];
}

export function castOf({ credential, tracker, answers }: Ballot): Cast {
  const cells = answers.map(({ choices }) => choices.map(({ alpha, beta }) => ({ alpha, beta })));
  return { credential, tracker, cells };
}

export type Cells = readonly (readonly Cell[])[];
export type Factors = readonly (readonly Element[])[];

export interface Tally {
  readonly cells: Cells;
  readonly ballots: number;
  readonly weight: bigint;
}

// Of each credential the last ballot.
export function counted(ballots: readonly Cast[]): Cast[] {
  return [...new Map(ballots.map((ballot) => [ballot.credential, ballot])).values()];
}

// The product of checked ballots, each raised to its weight.
export function tally(election: Election, weights: Weights, ballots: readonly Cast[]): Tally {
  const { group, questions } = election;
  const last = counted(ballots);
  const own = last.map((ballot) => weights.get(ballot.credential)!);
  const product = (row: number, place: number, part: keyof Cell) =>
    group.product(
      last.map((ballot, n) => raised(group, ballot.cells[row]![place]![part], own[n]!)),
    );
  const cells = questions.map((question, row) =>
    Array.from({ length: cellsOf(question) }, (_, place) => ({
      alpha: product(row, place, "alpha"),
      beta: product(row, place, "beta"),
    })),
  );
  return { cells, ballots: last.length, weight: own.reduce((sum, each) => sum + each, 0n) };
}

function raised(group: Group, element: Element, weight: bigint): Element {
  return weight === 1n ? element : group.power(element, weight);
}

// Whether the stored cells are those of the ballots.
export function isTally(election: Election, { cells }: Tally, raw: Uint8Array, where = "tally"): boolean {
  const { group } = election;
  let same = true;
  array(decode(raw, where), where, cells.length).forEach((row, number) => {
    const own = cells[number]!;
    array(row, `${where}[${number}]`, own.length).forEach((value, place) => {
      const stored = readCiphertext(group, value, `${where}[${number}][${place}]`);
      const { alpha, beta } = own[place]!;
      same = same && group.equal(stored.alpha, alpha) && group.equal(stored.beta, beta);
    });
  });
  return same;
}

// Partial decryption

// The factors, members and proven.
export function readDecryption(
  election: Election,
  key: Single,
  cells: Cells,
  raw: Uint8Array,
  where: string,
): Factors {
  const found = members(decode(raw, where), "decryption_factors decryption_proofs", where);
  const factors = array(found["decryption_factors"], `${where}.decryption_factors`, cells.length);
  const proofs = array(found["decryption_proofs"], `${where}.decryption_proofs`, cells.length);
  return cells.map((row, number) => {
    const texts = array(factors[number], `${where}.decryption_factors[${number}]`, row.length);
    const given = array(proofs[number], `${where}.decryption_proofs[${number}]`, row.length);
    return row.map((cell, place) =>
      readFactor(election, key, cell, [texts[place], given[place]], `${where}[${number}][${place}]`),
    );
  });
}

function readFactor(
  election: Election,
  key: Single,
  cell: Cell,
  [text, shown]: [Json | undefined, Json | undefined],
  where: string,
): Element {
  const { group, generator } = election;
  const factor = readElement(group, text, where);
  const { challenge, response } = readProof(group, shown, where);
  const one = group.multiply(generator.power(response), powers(group, key.publicKey, [challenge])[0]);
  const other = group.multiply(
    powers(group, cell.alpha, [response])[0],
    powers(group, factor, [challenge])[0],
  );
  const prefix = `decrypt|${election.fingerprint}|${key.text}|`;
  if (scalarOf(group.suite, prefix + group.texts([one, other]).join(",")) !== challenge) {
    throw new BallotError("decryption_proof", where);
  }
  return factor;
}

// The result

type Shares = [Factors, bigint][];

// g^n of every cell, from the factors by trustee number: single keys all, of a threshold the first as many as it needs.
export function combine(
  election: Election,
  trustees: Trustees,
  cells: Cells,
  factors: ReadonlyMap<number, Factors>,
): Factors {
  const { group } = election;
  const shares: Shares = [];
  let number = 1;
  for (const item of trustees.items) {
    if (isPedersen(item)) {
      shares.push(...byThreshold(group, item, factors, number));
      number += item.members.length;
    } else {
      const given = factors.get(number);
      if (!given) throw new BallotError("decryptions_missing", `trustee ${number}`);
      shares.push([given, 1n]);
      number++;
    }
  }
  return cells.map((row, r) =>
    row.map(({ beta }, place) => {
      const all = shares.map(([each, power]) => raised(group, each[r]![place], power));
      return group.multiply(beta, group.power(group.product(all), -1n));
    }),
  );
}

function byThreshold(
  group: Group,
  item: Pedersen,
  factors: ReadonlyMap<number, Factors>,
  first: number,
): Shares {
  const inside = (n: number) => first <= n && n < first + item.members.length;
  const places = [...factors.keys()].filter(inside).map((n) => n - first + 1);
  if (places.length < item.threshold) {
    throw new BallotError("decryptions_missing", `trustees from ${first}`);
  }
  const chosen = places.slice(0, item.threshold);
  return chosen.map((k) => [factors.get(first + k - 1)!, lagrange(group.order, chosen, k)]);
}

// The coefficient of one place for the value at 0.
function lagrange(order: bigint, places: readonly number[], own: number): bigint {
  let [above, below] = [1n, 1n];
  for (const other of places) {
    if (other === own) continue;
    above = modulo(above * BigInt(other), order);
    below = modulo(below * BigInt(other - own), order);
  }
  return modulo(above * inverse(below, order), order);
}

// Euclid's algorithm; the order is prime.
function inverse(number: bigint, order: bigint): bigint {
  let [low, high, one, other] = [number, order, 1n, 0n];
  while (low > 1n) {
    const times = high / low;
    [low, high] = [high - times * low, low];
    [one, other] = [other - times * one, one];
  }
  return modulo(one, order);
}

// The counts as stored.
export function readResult(election: Election, raw: Uint8Array, where = "result"): bigint[][] {
  const { questions } = election;
  const rows = array(members(decode(raw, where), "result", where)["result"], where, questions.length);
  return questions.map((question, row) =>
    array(rows[row], where, cellsOf(question)).map((cell) => count(cell, where)),
  );
}

// Every count is what was opened, and no more than was counted.
export function checkResult(
  election: Election,
  whole: Tally,
  opened: Factors,
  claimed: readonly (readonly bigint[])[],
): void {
  claimed.forEach((numbers, row) => {
    numbers.forEach((number, place) => {
      const { group, generator } = election;
      const fits = number <= whole.weight && group.equal(generator.power(number), opened[row]![place]);
      if (!fits) throw new BallotError("result_differs", `result[${row}][${place}]`);
    });
  });
}
