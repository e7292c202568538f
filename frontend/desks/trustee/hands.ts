// 人机之间 (hands): how the steps speak, ask and wait; the page, and the tests, put theirs in its place.
import { findingOf, Wrong } from "../errors.ts";
import { Refused, Unreachable } from "./remote.ts";
import type { State } from "./state.ts";

export type Waited = "certificates" | "commitments" | "polynomials" | "shares";

export type Tell = (word: string, values?: Readonly<Record<string, string | number>>, kind?: "good" | "bad") => void;

export interface Hands {
  // Who is in it and how far it is, each time it was looked at.
  seen(state: State): void;
  // What is waited for, and for whom.
  waiting(what: Waited, names: readonly string[]): void;
  // Shows the seed until it was written down and entered again.
  backup(seed: string): Promise<void>;
  // The seed from the paper, where it was made before.
  restore(): Promise<string>;
  // A line of the watch.
  say: Tell;
  // As many ballots as the wall of the hall says; of a few only once that is confirmed. A number that is not the
  // archive's, which is never shown before, is asked for again, and is given back at the last of the tries.
  ballots(title: string, counted: number): Promise<number>;
  // Whether the user confirms what the words ask.
  confirm(word: string, values: Readonly<Record<string, string | number>>): Promise<boolean>;
  // What was refused, to be kept as evidence under this name.
  alarm(name: string, raw: Uint8Array): void;
  // Until the next look; throws to end.
  pause(): Promise<void>;
  // Whether the server answered.
  reached(yes: boolean): void;
}

// The answer, asked again while the server cannot be reached.
export async function until<T>(hands: Hands, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const found = await ask();
      hands.reached(true);
      return found;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      hands.reached(false);
      await hands.pause();
    }
  }
}

// What fails here is the server's fault, not the user's.
export async function judging<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const found = findingOf(error);
    if (!found || error instanceof Wrong || error instanceof Refused) throw error;
    throw new Wrong(found.code, found.where);
  }
}
