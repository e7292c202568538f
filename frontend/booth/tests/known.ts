// What the tests share: the known answers that the Python package keeps, and ballots of them.
import { readFileSync } from "node:fs";
import { type Card, takeCard } from "../ballots.ts";
import { readCode } from "../credentials.ts";
import { type Election, readElection } from "../elections.ts";
import { BoothError } from "../errors.ts";
import type { Draw } from "../random.ts";
import { atOnce } from "../slices.ts";
import { scalarOf } from "../suites/base.ts";
import { suiteOf } from "../suites/index.ts";

export interface KnownBallot {
  code: string;
  secret: string;
  credential: string;
  choices: number[][];
  label: string;
  tracker: string;
  ballot: string;
}

export interface Known {
  group: string;
  election: string;
  fingerprint: string;
  ballots: KnownBallot[];
}

const DATA = "../../../packages/secret_ballot/tests/data/known-answers.json";

export const KNOWN = JSON.parse(readFileSync(new URL(DATA, import.meta.url), "utf8")) as Known[];
export const ED25519 = KNOWN.find((each) => each.group === "Ed25519")!;

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function electionOf(known: Known): Election {
  return readElection(bytes(known.election));
}

export function cardOf(known: Known, place = 0): Card {
  return atOnce(takeCard(electionOf(known), readCode(known.ballots[place]!.code)));
}

// The n-th scalar drawn is the hash of "known answer|label|n", n from 0.
export function tape(group: string, label: string): Draw {
  const suite = suiteOf(group)!;
  let number = 0;
  return () => scalarOf(suite, `known answer|${label}|${number++}`);
}

// Whether an error is the booth's refusal with this code.
export function refused(code: string, where?: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof BoothError && error.code === code && (!where || error.where === where);
}
