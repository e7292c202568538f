// 选票 (ballots), as `secret_ballot.v1.ballots` reads and judges them: form first, proofs in the workers.
import { fingerprint } from "../booth/suites/base.ts";
import { type Answer, checkAnswer, readAnswer } from "./answers.ts";
import { array, decode, members, string } from "./canonical.ts";
import { type Election, readForm } from "./elections.ts";
import { BallotError, type Finding, findingOf } from "./findings.ts";
import { knows, type Proof, readProof } from "./proofs.ts";

const ORDER = "election_uuid election_hash credential answers signature";
const SIGNATURE = ',"signature":';

export interface Ballot {
  readonly credential: string;
  readonly answers: readonly Answer[];
  readonly signedHash: string;
  readonly signature: Proof;
  readonly tracker: string;
}

// Canonical form, election, listed credential, lengths, ranges, hash.
export function readBallot(
  election: Election,
  isListed: (credential: string) => boolean,
  raw: Uint8Array,
  where: string,
): Ballot {
  const found = members(decode(raw, where), ORDER, where);
  if (found["election_uuid"] !== election.uuid) {
    throw new BallotError("ballot_uuid", `${where}.election_uuid`);
  }
  if (found["election_hash"] !== election.fingerprint) {
    throw new BallotError("ballot_election", `${where}.election_hash`);
  }
  const credential = string(found["credential"], where);
  if (!isListed(credential)) throw new BallotError("ballot_credential", `${where}.credential`);
  const { group, questions } = election;
  const answers = array(found["answers"], `${where}.answers`, questions.length);
  const signature = members(found["signature"], "hash proof", `${where}.signature`);
  const ballot = {
    credential,
    answers: questions.map((question, place) =>
      readAnswer(group, question, answers[place], `${where}.answers[${place}]`),
    ),
    signedHash: string(signature["hash"], `${where}.signature`),
    signature: readProof(group, signature["proof"], `${where}.signature.proof`),
    tracker: fingerprint(raw),
  };
  if (fingerprint(signed(raw)) !== ballot.signedHash) {
    throw new BallotError("ballot_hash", `${where}.signature.hash`);
  }
  return ballot;
}

// Canonical, and the signature is the last member: what was signed ends before it.
function signed(raw: Uint8Array): Uint8Array {
  const end = Array.from(SIGNATURE, (character) => character.charCodeAt(0));
  let at = raw.length - end.length;
  while (at > 0 && end.some((byte, place) => raw[at + place] !== byte)) at--;
  const found = new Uint8Array(raw.subarray(0, at + 1));
  found[at] = "}".charCodeAt(0);
  return found;
}

// The credential is a member and has signed; every element is a member and every proof holds.
export function checkBallot(election: Election, ballot: Ballot, where: string): void {
  const { group } = election;
  const public_ = readForm(group, ballot.credential, `${where}.credential`);
  const raised = group.checkedPowers(public_, [ballot.signature.challenge]);
  if (!raised) throw new BallotError("not_member", `${where}.credential`);
  if (!knows(group, ballot.signature, raised[0], `sig|${ballot.signedHash}|`)) {
    throw new BallotError("ballot_signature", `${where}.signature`);
  }
  const base = `${election.fingerprint}|${ballot.credential}`;
  election.questions.forEach((question, place) => {
    checkAnswer(election, question, ballot.answers[place]!, base, `${where}.answers[${place}]`);
  });
}

// What is wrong with the signature or the proofs of a ballot that was read already, or null.
export function judged(election: Election, raw: Uint8Array, number: number): Finding | null {
  const where = `ballots[${number}]`;
  try {
    checkBallot(election, readBallot(election, () => true, raw, where), where);
    return null;
  } catch (error) {
    return findingOf(error);
  }
}
