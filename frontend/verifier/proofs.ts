// 零知识证明 (proofs), as `secret_ballot.v1.proofs` judges them: the commitments are recomputed and hashed.
import { modulo, scalarOf } from "../booth/suites/base.ts";
import { array, type Json, members } from "./canonical.ts";
import { BallotError } from "./findings.ts";
import { type Element, type FixedBase, generatorOf, type Group } from "./groups/index.ts";
import { powers } from "./groups/group.ts";

export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

// With the texts that were read: they are what is hashed.
export interface Ciphertext {
  readonly alpha: Element;
  readonly beta: Element;
  readonly text: string;
}

export interface Keys {
  readonly group: Group;
  readonly generator: FixedBase;
  readonly key: FixedBase;
}

export function readScalar(group: Group, text: Json | undefined, where: string): bigint {
  const plain = typeof text === "string" && text.length <= group.order.toString().length;
  if (!plain || !/^(?:0|[1-9][0-9]*)$/.test(text)) throw new BallotError("scalar", where);
  const found = BigInt(text);
  if (found >= group.order) throw new BallotError("scalar", where);
  return found;
}

export function readProof(group: Group, value: Json | undefined, where: string): Proof {
  const found = members(value, "challenge response", where);
  return {
    challenge: readScalar(group, found["challenge"], where),
    response: readScalar(group, found["response"], where),
  };
}

export function readProofs(group: Group, value: Json | undefined, length: number, where: string): Proof[] {
  return array(value, where, length).map((each, place) => readProof(group, each, `${where}[${place}]`));
}

// Whether the proof of knowledge holds for a member of the group.
export function knows(group: Group, proof: Proof, raised: Element, prefix: string): boolean {
  const commitment = group.multiply(generatorOf(group).power(proof.response), raised);
  return scalarOf(group.suite, prefix + group.texts([commitment])[0]!) === proof.challenge;
}

export function knowsKey(group: Group, key: Element, proof: Proof, prefix: string): boolean {
  return knows(group, proof, group.power(key, proof.challenge), prefix);
}

// The commitments A = g^s · alpha^c and B = y^s · (beta / g^m)^c of every branch of a member's ciphertext.
export function opened(
  keys: Keys,
  { alpha, beta }: Ciphertext,
  messages: readonly number[],
  proofs: readonly Proof[],
): Element[] {
  const challenges = proofs.map((proof) => proof.challenge);
  const raised = [powers(keys.group, alpha, challenges), powers(keys.group, beta, challenges)];
  return completed(keys, messages, proofs, raised[0]!, raised[1]!);
}

// The same of a ciphertext from outside.
export function openedChecked(
  keys: Keys,
  { alpha, beta }: Ciphertext,
  messages: readonly number[],
  proofs: readonly Proof[],
  where: string,
): Element[] {
  const challenges = proofs.map((proof) => proof.challenge);
  const alphas = keys.group.checkedPowers(alpha, challenges);
  if (!alphas) throw new BallotError("not_member", `${where}.alpha`);
  const betas = keys.group.checkedPowers(beta, challenges);
  if (!betas) throw new BallotError("not_member", `${where}.beta`);
  return completed(keys, messages, proofs, alphas, betas);
}

function completed(
  { group, generator, key }: Keys,
  messages: readonly number[],
  proofs: readonly Proof[],
  alphas: readonly Element[],
  betas: readonly Element[],
): Element[] {
  return proofs.flatMap(({ challenge, response }, place) => {
    let second = group.multiply(key.power(response), betas[place]);
    const message = messages[place]!;
    if (message) second = group.multiply(second, generator.power(BigInt(-message) * challenge));
    return [group.multiply(generator.power(response), alphas[place]), second];
  });
}

// Whether the challenges add up to the hash of the commitments.
export function challengesFit(
  group: Group,
  proofs: readonly Proof[],
  commitments: readonly Element[],
  prefix: string,
): boolean {
  const total = modulo(proofs.reduce((sum, proof) => sum + proof.challenge, 0n), group.order);
  return scalarOf(group.suite, prefix + group.texts(commitments).join(",")) === total;
}
