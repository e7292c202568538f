// 运行中的档案 (a running archive), judged as `secret_ballot.verify.judge` does with `partial`, by the verifier's own parts;
// and what a trustee's key may be used for, as `secret_ballot.opening` has it.
import { encode, type Json } from "../../booth/canonical.ts";
import { randomBelow } from "../../booth/random.ts";
import { modulo, scalarOf } from "../../booth/suites/base.ts";
import { firstDifference } from "../../verifier/archive.ts";
import { checkBallot, readBallot } from "../../verifier/ballots.ts";
import { hexHash } from "../../verifier/canonical.ts";
import { type Contents, readContents } from "../../verifier/contents.ts";
import { readCredentials } from "../../verifier/credentials.ts";
import { type Election, readElection } from "../../verifier/elections.ts";
import type { Element } from "../../verifier/groups/index.ts";
import {
  type Cast,
  castOf,
  checkResult,
  combine,
  type Factors,
  isTally,
  readDecryption,
  readResult,
  type Tally,
  tally,
} from "../../verifier/tally.ts";
import { electionKey, readTrustees, type Trustees } from "../../verifier/trustees.ts";
import { DeskError } from "../errors.ts";
import { publicOf, written } from "./channel.ts";

export interface Judged {
  readonly contents: Contents;
  readonly election: Election;
  readonly trustees: Trustees;
  readonly whole: Tally;
  readonly factors: ReadonlyMap<number, Factors>;
}

// Under which a checked ballot is remembered: it says nothing about another election.
function keyOf(election: Election, raw: Uint8Array): string {
  return `${election.fingerprint}:${hexHash(raw)}`;
}

// Refused with the first finding. `known` holds the ballots whose proofs were checked before, and takes the new ones;
// `rest` lets the page breathe.
export async function judge(
  raw: Uint8Array,
  earlier: Uint8Array | null,
  known: Set<string>,
  rest: () => Promise<void>,
): Promise<Judged> {
  const contents = readContents(raw, true);
  const changed = earlier && firstDifference(earlier, raw);
  if (changed) throw new DeskError("prefix_changed", changed);
  const election = readElection(contents.election);
  const { group } = election;
  const trustees = readTrustees(group, contents.trustees);
  if (!group.equal(electionKey(group, trustees), election.key.base)) {
    throw new DeskError("election_key", "election.public_key");
  }
  const weights = readCredentials(group, contents.credentials);
  const ballots: Cast[] = [];
  for (const [number, each] of contents.ballots.entries()) {
    const where = `ballots[${number}]`;
    const ballot = readBallot(election, (credential) => weights.has(credential), each, where);
    const key = keyOf(election, each);
    if (!known.has(key)) {
      checkBallot(election, ballot, where);
      known.add(key);
      await rest();
    }
    ballots.push(castOf(ballot));
  }
  const whole = tally(election, weights, ballots);
  checkTally(election, contents, whole);
  return { contents, election, trustees, whole, factors: opened(election, contents, trustees, whole) };
}

function checkTally(election: Election, { tally: stored }: Contents, whole: Tally): void {
  if (!stored) return;
  if (!isTally(election, whole, stored.raw)) throw new DeskError("tally_differs", "tally");
  if (stored.ballots !== whole.ballots || stored.weight !== whole.weight) throw new DeskError("tally_counts", "tally");
}

function opened(election: Election, contents: Contents, trustees: Trustees, whole: Tally): Map<number, Factors> {
  const factors = new Map<number, Factors>();
  contents.decryptions.forEach(([owner, raw], place) => {
    const where = `decryptions[${place}]`;
    if (factors.has(owner)) throw new DeskError("owner_twice", where);
    const key = trustees.keys[owner - 1];
    if (!key) throw new DeskError("owner_unknown", where);
    factors.set(owner, readDecryption(election, key, whole.cells, raw, where));
  });
  if (contents.result) {
    const claimed = readResult(election, contents.result);
    checkResult(election, whole, combine(election, trustees, whole.cells, factors), claimed);
  }
  return factors;
}

export interface Decrypted {
  readonly owner: number;
  readonly raw: string;
}

// The decryption of the closed tally of so many ballots, and of nothing else; `seen` are the ballots seen here before.
export function decryptClosed(judged: Judged, secret: bigint, ballots: number, seen: Iterable<string>): Decrypted {
  const { contents, election, trustees, whole, factors } = judged;
  const { group } = election;
  if (contents.state === "done") throw new DeskError("opened", "archive");
  if (contents.state !== "tallied" && contents.state !== "decrypting") throw new DeskError("not_closed", "archive");
  const found = whole.ballots; // the hall counts cards: of one that voted again the last ballot
  if (found !== ballots) throw new DeskError("ballots_number", `${found} ≠ ${ballots}`);
  const there = new Set(contents.ballots.map((raw) => keyOf(election, raw)));
  for (const key of seen) {
    if (key.startsWith(`${election.fingerprint}:`) && !there.has(key)) {
      throw new DeskError("ballots_missing", key.slice(election.fingerprint.length + 1));
    }
  }
  const mine = publicOf(group, secret);
  const owner = trustees.keys.findIndex((key) => group.equal(key.publicKey, mine)) + 1;
  if (!owner) throw new DeskError("owner_unknown", "private key");
  if (factors.has(owner)) throw new DeskError("owner_twice", `trustee ${owner}`);
  return { owner, raw: decrypt(election, secret, whole) };
}

// Every cell's factor alpha^x, each with the proof that x is the key's.
function decrypt(election: Election, secret: bigint, { cells }: Tally): string {
  const { group } = election;
  const prefix = `decrypt|${election.fingerprint}|${written(group, publicOf(group, secret))}|`;
  const proven = (alpha: Element): Json => {
    const nonce = randomBelow(group.order);
    const shown = group.texts([publicOf(group, nonce), group.power(alpha, nonce)]);
    const challenge = scalarOf(group.suite, prefix + shown.join(","));
    return { challenge: `${challenge}`, response: `${modulo(nonce - secret * challenge, group.order)}` };
  };
  return encode({
    decryption_factors: cells.map((row) => row.map(({ alpha }) => written(group, group.power(alpha, secret)))),
    decryption_proofs: cells.map((row) => row.map(({ alpha }) => proven(alpha))),
  });
}
