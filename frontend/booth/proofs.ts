// 零知识证明 (proofs), as `secret_ballot.v1.proofs` makes them. The prover knows what each ciphertext holds, so a
// simulated branch too is made of powers of g and y alone: A = g^(s + r·c), B = y^(s + r·c) · g^((m - m')·c).
import { BoothError } from "./errors.ts";
import { Hidden } from "./hidden.ts";
import type { Draw } from "./random.ts";
import type { Work } from "./slices.ts";
import { type Element, modulo, scalarOf, type Suite, type Table } from "./suites/base.ts";

export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

// alpha = g^r, beta = y^r · g^m.
export interface Ciphertext {
  readonly alpha: Element;
  readonly beta: Element;
}

// What a ciphertext holds: message and randomness.
export class Opening extends Hidden {
  readonly message: number;
  readonly randomness: bigint;

  constructor(message: number, randomness: bigint) {
    super();
    this.message = message;
    this.randomness = randomness;
  }
}

// One alternative: the ciphertext so opened holds the message claimed.
export interface Branch {
  readonly opening: Opening;
  readonly claimed: number;
}

export interface Keys {
  readonly suite: Suite;
  readonly generator: Table;
  readonly key: Table;
}

export function asJson(proof: Proof): { challenge: string; response: string } {
  return { challenge: proof.challenge.toString(), response: proof.response.toString() };
}

export function* encrypt(keys: Keys, opening: Opening): Work<Ciphertext> {
  const alpha = yield* keys.generator.power(opening.randomness);
  return { alpha, beta: yield* masked(keys, opening.randomness, BigInt(opening.message)) };
}

// y^exponent · g^message.
function* masked(keys: Keys, exponent: bigint, message: bigint): Work<Element> {
  const mask = yield* keys.key.power(exponent);
  return keys.suite.multiply(mask, yield* keys.generator.power(message));
}

// That one knows x with X = g^x: the challenge is the hash of the prefix and the commitment.
export function* proveKnowledge(
  suite: Suite,
  generator: Table,
  secret: bigint,
  prefix: string,
  draw: Draw,
): Work<Proof> {
  const nonce = draw(suite.order);
  const commitment = yield* generator.power(nonce);
  const challenge = scalarOf(suite, prefix + suite.write(commitment));
  return { challenge, response: modulo(nonce - secret * challenge, suite.order) };
}

// That one of the branches holds: the one at the place `real`, which must; the others are simulated.
export function* proveAlternative(
  keys: Keys,
  branches: readonly Branch[],
  real: number,
  prefix: string,
  draw: Draw,
): Work<Proof[]> {
  const { suite, generator, key } = keys;
  const branch = branches[real];
  if (!branch || branch.opening.message !== branch.claimed) throw new BoothError("choices", "proof");
  const nonce = draw(suite.order);
  const simulated: (Proof | null)[] = [];
  const commitments: Element[] = [];
  for (const [place, each] of branches.entries()) {
    if (place === real) {
      simulated.push(null);
      commitments.push(yield* generator.power(nonce), yield* key.power(nonce));
    } else {
      const proof = { challenge: draw(suite.order), response: draw(suite.order) };
      simulated.push(proof);
      commitments.push(...(yield* committed(keys, each, proof)));
    }
  }
  const others = simulated.reduce((total, proof) => total + (proof ? proof.challenge : 0n), 0n);
  const hashed = scalarOf(suite, prefix + commitments.map((each) => suite.write(each)).join(","));
  const challenge = modulo(hashed - others, suite.order);
  const response = modulo(nonce - branch.opening.randomness * challenge, suite.order);
  return simulated.map((proof) => proof ?? { challenge, response });
}

// The commitments that a chosen challenge and response answer.
function* committed(keys: Keys, branch: Branch, proof: Proof): Work<Element[]> {
  const { message, randomness } = branch.opening;
  const exponent = proof.response + randomness * proof.challenge;
  const shift = BigInt(message - branch.claimed) * proof.challenge;
  const first = yield* keys.generator.power(exponent);
  return [first, yield* masked(keys, exponent, shift)];
}
