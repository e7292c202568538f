// 选票 (ballots): sealed, then either cast or opened for an audit, never both.
//
// A sealed ballot has no signature yet. Its digest is told first; casting signs it and lets go of everything secret,
// opening shows the randomness and leaves it without a signature for ever, so that no server takes it.
import { makeAnswer } from "./answers.ts";
import { encode, type Json } from "./canonical.ts";
import { derive } from "./credentials.ts";
import type { Election } from "./elections.ts";
import { BoothError } from "./errors.ts";
import { Hidden } from "./hidden.ts";
import { asJson, type Opening, proveKnowledge } from "./proofs.ts";
import { checkChoices } from "./questions.ts";
import type { Draw } from "./random.ts";
import { atOnce, type Work } from "./slices.ts";
import { fingerprint } from "./suites/base.ts";
import { generatorTable } from "./suites/index.ts";

type Body = { [name: string]: Json };

class Secret extends Hidden {
  readonly scalar: bigint;

  constructor(scalar: bigint) {
    super();
    this.scalar = scalar;
  }
}

// Here alone, so that no page holds what could sign an opened ballot.
const SECRETS = new WeakMap<Card, Secret>();
const SEALED = new WeakMap<SealedBallot, Sealed>();

// A voting card (投票卡) in one election: good for one ballot that is cast.
export class Card {
  readonly election: Election;
  readonly credential: string;

  constructor(election: Election, credential: string) {
    this.election = election;
    this.credential = credential;
  }

  // Whether a ballot can still be sealed and cast with it.
  get isUsable(): boolean {
    return SECRETS.has(this);
  }

  // Lets go of the secret: after a cast, and where a deputy leaves without one.
  wipe(): void {
    SECRETS.delete(this);
  }
}

export function* takeCard(election: Election, code: string): Work<Card> {
  const secret = new Secret(derive(election.suite, election.uuid, code));
  yield;
  const table = generatorTable(election.suite);
  const credential = election.suite.write(yield* table.power(secret.scalar));
  const card = new Card(election, credential);
  SECRETS.set(card, secret);
  return card;
}

// What may be sent.
export interface CastBallot {
  readonly kind: "cast";
  readonly raw: string;
  readonly tracker: string;
}

// What may be shown to anybody: what is in the ballot and by which randomness; the record holds both and the ballot
// without a signature, for `jiannuo-ballot opened`.
export interface OpenedBallot {
  readonly kind: "opened";
  readonly digest: string;
  readonly choices: readonly (readonly number[])[];
  readonly randomness: readonly (readonly string[])[];
  readonly record: string;
}

interface Sealed {
  readonly card: Card;
  readonly body: Body;
  readonly openings: readonly (readonly Opening[])[];
  readonly draw: Draw;
}

export class SealedBallot {
  // What the deputy notes before deciding; in a cast ballot it is `signature.hash`.
  readonly digest: string;

  constructor(digest: string) {
    this.digest = digest;
  }

  // Signs, then holds neither choices nor randomness, and the card no secret.
  cast(): CastBallot {
    const { card, body, draw } = taken(this);
    const signature = { hash: this.digest, proof: signed(card, this.digest, draw) };
    const raw = encode({ ...body, signature });
    return Object.freeze({ kind: "cast", raw, tracker: fingerprint(raw) });
  }

  // Shows everything of a ballot that then is never cast; the card stays good for another.
  open(): OpenedBallot {
    const { body, openings } = taken(this);
    const choices = openings.map((each) => each.map((opening) => opening.message));
    const randomness = openings.map((each) => each.map(({ randomness }) => `${randomness}`));
    const record = encode({ unsigned: encode(body), choices, randomness });
    return Object.freeze({ kind: "opened", digest: this.digest, choices, randomness, record });
  }

  // Lets go of it unused: the deputy goes back to a question, or leaves.
  wipe(): void {
    SEALED.delete(this);
  }
}

// What a ballot holds, which from now on it does not.
function taken(ballot: SealedBallot): Sealed {
  const sealed = SEALED.get(ballot);
  if (!sealed) throw new BoothError("spent", "ballot");
  ballot.wipe();
  return sealed;
}

// The signature, after which the card is worth nothing.
function signed(card: Card, digest: string, draw: Draw): { challenge: string; response: string } {
  const secret = SECRETS.get(card);
  if (!secret) throw new BoothError("spent", "card");
  card.wipe();
  const { suite } = card.election;
  const prefix = `sig|${digest}|`;
  return asJson(atOnce(proveKnowledge(suite, generatorTable(suite), secret.scalar, prefix, draw)));
}

// Encrypts and proves: one 0 or 1 for each answer of each question, the blank choice first where there is one.
export function* seal(
  card: Card,
  choices: readonly (readonly number[])[],
  draw: Draw,
): Work<SealedBallot> {
  if (!card.isUsable) throw new BoothError("spent", "card");
  const { election, credential } = card;
  const { suite, key, questions } = election;
  if (choices.length !== questions.length) throw new BoothError("choices", "ballot");
  // Copied and judged before the first rest: what the page changes meanwhile changes no ballot.
  const chosen = questions.map((question, place) => {
    const copied = [...choices[place]!];
    checkChoices(question, copied, `ballot.answers[${place}]`);
    return copied;
  });
  const keys = { suite, generator: generatorTable(suite), key };
  const base = `${election.fingerprint}|${credential}`;
  const answers = [];
  for (const [place, question] of questions.entries()) {
    answers.push(yield* makeAnswer(keys, question, chosen[place]!, base, draw));
  }
  const body: Body = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential,
    answers: answers.map((answer) => answer.json),
  };
  const ballot = new SealedBallot(fingerprint(encode(body)));
  SEALED.set(ballot, { card, body, openings: answers.map((each) => each.openings), draw });
  return ballot;
}
