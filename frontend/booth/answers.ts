// 答案 (answers): the ciphertexts of one question with their proofs, as `secret_ballot.v1.answers` makes them.
//
// Blank choices: the first cell holds the blank bit. Then `blank_proof` says that it is 0 or nothing else is chosen,
// `overall_proof` that it is 1 or the number chosen is allowed.
import type { Json } from "./canonical.ts";
import {
  asJson,
  type Branch,
  type Ciphertext,
  encrypt,
  type Keys,
  Opening,
  type Proof,
  proveAlternative,
} from "./proofs.ts";
import { type Question, sum } from "./questions.ts";
import type { Draw } from "./random.ts";
import type { Work } from "./slices.ts";
import { modulo } from "./suites/base.ts";

export interface Answer {
  readonly json: Json;
  readonly openings: readonly Opening[];
}

// Encrypts and proves choices that the question allows; `base` is fingerprint and credential, what every proof is bound
// to.
export function* makeAnswer(
  keys: Keys,
  question: Question,
  choices: readonly number[],
  base: string,
  draw: Draw,
): Work<Answer> {
  const openings = choices.map((bit) => new Opening(bit, draw(keys.suite.order)));
  const ciphertexts: Ciphertext[] = [];
  for (const opening of openings) ciphertexts.push(yield* encrypt(keys, opening));
  const individual: Proof[][] = [];
  for (const [place, opening] of openings.entries()) {
    const prefix = `prove|${base}|${written(keys, [ciphertexts[place]!])}|`;
    const branches = [0, 1].map((claimed) => ({ opening, claimed }));
    individual.push(yield* proveAlternative(keys, branches, opening.message, prefix, draw));
  }
  const whole = `${base}|${written(keys, ciphertexts)}`;
  const sealed = written(keys, [product(keys, ciphertexts)]);
  const about = question.blank
    ? aboutBlank(keys, question, openings, whole, draw)
    : aboutNumber(keys, question, openings, `prove|${whole}|${sealed}|`, draw);
  const json: Json = {
    choices: ciphertexts.map((each) => cell(keys, each)),
    individual_proofs: individual.map((proofs) => proofs.map(asJson)),
    ...(yield* about),
  };
  return { json, openings };
}

function cell(keys: Keys, each: Ciphertext): { alpha: string; beta: string } {
  return { alpha: keys.suite.write(each.alpha), beta: keys.suite.write(each.beta) };
}

function written(keys: Keys, ciphertexts: readonly Ciphertext[]): string {
  return ciphertexts.map((each) => Object.values(cell(keys, each)).join(",")).join(",");
}

// What the product of ciphertexts holds: the number chosen.
function added(keys: Keys, openings: readonly Opening[]): Opening {
  const drawn = openings.reduce((total, each) => total + each.randomness, 0n);
  return new Opening(sum(openings.map((each) => each.message)), modulo(drawn, keys.suite.order));
}

function product(keys: Keys, ciphertexts: readonly Ciphertext[]): Ciphertext {
  const { suite } = keys;
  const all = (pick: (each: Ciphertext) => unknown) =>
    ciphertexts.map(pick).reduce((one, other) => suite.multiply(one, other), suite.identity);
  return { alpha: all((each) => each.alpha), beta: all((each) => each.beta) };
}

function numbers(question: Question, opening: Opening): Branch[] {
  const count = question.most - question.least + 1;
  return Array.from({ length: count }, (_, more) => ({ opening, claimed: question.least + more }));
}

function* aboutNumber(
  keys: Keys,
  question: Question,
  openings: readonly Opening[],
  prefix: string,
  draw: Draw,
): Work<{ overall_proof: Json }> {
  const total = added(keys, openings);
  const real = total.message - question.least;
  const proof = yield* proveAlternative(keys, numbers(question, total), real, prefix, draw);
  return { overall_proof: proof.map(asJson) };
}

function* aboutBlank(
  keys: Keys,
  question: Question,
  openings: readonly Opening[],
  whole: string,
  draw: Draw,
): Work<{ overall_proof: Json; blank_proof: Json }> {
  const [first, total] = [openings[0]!, added(keys, openings.slice(1))];
  const isBlank = first.message === 1;
  const overall = yield* proveAlternative(
    keys,
    [{ opening: first, claimed: 1 }, ...numbers(question, total)],
    isBlank ? 0 : 1 + total.message - question.least,
    `bproof1|${whole}|`,
    draw,
  );
  const blank = yield* proveAlternative(
    keys,
    [first, total].map((opening) => ({ opening, claimed: 0 })),
    isBlank ? 1 : 0,
    `bproof0|${whole}|`,
    draw,
  );
  return { overall_proof: overall.map(asJson), blank_proof: blank.map(asJson) };
}
