// 一次投票 (one vote), as the booth host tells it. What is hashed is believed: names and questions come from the election
// whose fingerprint hangs on the wall; notes, photos and audio only stand beside them.
import { type Election, readElection } from "../booth.ts";
import { REVOTED } from "../elections.ts";

export type State = "waiting" | "open" | "closed" | "announced";
export type Kind = "vote" | "satisfaction" | "choose";

export interface Listed {
  readonly uuid: string;
  readonly title: string;
  readonly place: string;
  readonly trial: boolean;
  readonly state: State;
}

export interface Shown {
  readonly name: string;
  readonly note: string;
  readonly photo: string | null;
  readonly audio: string | null;
}

export interface Sheet {
  readonly kind: Kind;
  readonly heading: string;
  readonly note: string;
  readonly audio: string | null;
  readonly answers: readonly Shown[];
}

// As `GET /elections/<uuid>` has it.
export interface Told extends Listed {
  readonly election: string;
  readonly fingerprint: string;
  readonly configuration: string;
  readonly bundle: string;
  readonly receipt_key: string;
  readonly sheets: readonly Sheet[];
  readonly capitals: boolean;
  // The longest that a ballot of this vote can be, bytes.
  readonly ballot_size: number;
  // The check value of the marks of the listed cards; empty before there are any.
  readonly cards: string;
  // The clause of the measure by which a card may vote again before the close, its last ballot counting; else empty.
  readonly revote_clause: string;
  readonly close_at: string | null;
}

export interface Vote {
  readonly told: Told;
  readonly election: Election;
}

// Why a vote is not shown: what the server says of it and what it is do not agree.
export class Mismatch extends Error {
  readonly what: "uuid" | "fingerprint" | "sheets" | "bundle" | "revoting";

  constructor(what: Mismatch["what"]) {
    super(what);
    this.what = what;
  }
}

// `bundle` is the address that this page came from, or null where it has none.
export function readVote(told: Told, uuid: string, bundle: string | null): Vote {
  const election = readElection(new TextEncoder().encode(told.election));
  if (told.uuid !== uuid || election.uuid !== uuid) throw new Mismatch("uuid");
  if (told.fingerprint !== election.fingerprint) throw new Mismatch("fingerprint");
  if (bundle !== null && told.bundle !== bundle) throw new Mismatch("bundle");
  const clause = told.revote_clause;
  const said = clause ? election.description.endsWith(REVOTED + clause) : !election.description.includes(REVOTED);
  if (!said) throw new Mismatch("revoting");
  const same =
    told.sheets.length === election.questions.length &&
    election.questions.every(({ answers }, place) => {
      const shown = told.sheets[place]!.answers;
      return (
        shown.length === answers.length && answers.every((name, at) => name === shown[at]!.name)
      );
    });
  if (!same) throw new Mismatch("sheets");
  return { told, election };
}
