// 写票处 (the booth): what its pages use. Everything long rests every few milliseconds; randomness is the browser's.
import { type Card, seal as sealing, type SealedBallot, takeCard as takingCard } from "./ballots.ts";
import { type Letters, readCode } from "./credentials.ts";
import { type Election, prepare as preparing } from "./elections.ts";
import { powers, sum } from "./questions.ts";
import { randomBelow } from "./random.ts";
import { inSlices } from "./slices.ts";

export type { Card, CastBallot, OpenedBallot, SealedBallot } from "./ballots.ts";
export type { Letters } from "./credentials.ts";
export { type Election, readElection } from "./elections.ts";
export { BoothError, type Refusal } from "./errors.ts";
export type { Question } from "./questions.ts";

// Builds the tables, best while the deputy reads; whatever is missing is built when it is needed.
export function prepare(election: Election, signal?: AbortSignal): Promise<void> {
  return inSlices(preparing(election), signal);
}

// The card of a code as it was typed or scanned.
export async function takeCard(
  election: Election,
  typed: string,
  letters: Letters = "both",
): Promise<Card> {
  return inSlices(takingCard(election, readCode(typed, letters)));
}

// Encrypts and proves; what comes is cast or opened. `told` hears which part of the work is done, from 0 to 1.
export function seal(
  card: Card,
  choices: readonly (readonly number[])[],
  signal?: AbortSignal,
  told?: (part: number) => void,
): Promise<SealedBallot> {
  const whole = sum(card.election.questions.map(powers));
  const work = sealing(card, choices, randomBelow);
  return inSlices(work, signal, (steps) => told?.(Math.min(1, steps / whole)));
}
