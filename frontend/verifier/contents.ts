// 档案的内容 (contents), as `secret_ballot.v1.contents` has them: chain, heights and order of the events, every record
// before the event that names it, none left over.
import { count, decode, isHexHash, type Json, members, type Members, small } from "./canonical.ts";
import { readRecords, type Record } from "./archive.ts";
import { BallotError } from "./findings.ts";

type Kinds = { readonly [kind: string]: string };

// state → the kinds of events that may follow, with the state that each leads to
const GRAMMAR: { readonly [state: string]: Kinds } = {
  start: { Setup: "voting" },
  voting: { Ballot: "voting", EndBallots: "ended" },
  ended: { EncryptedTally: "tallied" },
  tallied: { PartialDecryption: "decrypting" },
  decrypting: { PartialDecryption: "decrypting", Result: "done" },
  done: {},
};
const KNOWN = new Set(Object.values(GRAMMAR).flatMap((kinds) => Object.keys(kinds)));

export interface SizedTally {
  readonly raw: Uint8Array;
  readonly ballots: number;
  readonly weight: bigint;
}

export class Contents {
  state = "start";
  election = new Uint8Array();
  trustees = new Uint8Array();
  credentials = new Uint8Array();
  ballots: Uint8Array[] = [];
  tally: SizedTally | null = null;
  decryptions: [number, Uint8Array][] = [];
  result: Uint8Array | null = null;
  lastEvent = "";
  height = -1;
}

class Reader {
  readonly contents = new Contents();
  readonly waiting: Record[] = [];
  readonly #seen = new Set<string>();

  take(record: Record): void {
    if (this.#seen.has(record.name)) throw new BallotError("record_twice", record.where);
    this.#seen.add(record.name);
    if (record.isEvent) this.#event(record);
    else this.waiting.push(record);
  }

  #event(record: Record): void {
    const { where } = record;
    const found = members(decode(record.body, where), "parent? height type payload?", where);
    const { contents } = this;
    const kind = found["type"];
    const parent = found["parent"] ?? null;
    if (found["height"] !== contents.height + 1 || parent !== (contents.lastEvent || null)) {
      throw new BallotError("event_chain", where);
    }
    if (typeof kind !== "string" || !KNOWN.has(kind)) throw new BallotError("event_unknown", where);
    const next = GRAMMAR[contents.state]![kind];
    if (next === undefined) throw new BallotError("event_order", where);
    if ("payload" in found === (kind === "EndBallots")) throw new BallotError("shape", where);
    this.#keep(kind, found["payload"], record);
    const left = this.waiting[0];
    if (left) throw new BallotError("record_misplaced", left.where);
    contents.state = next;
    contents.height++;
    contents.lastEvent = record.hash;
  }

  #keep(kind: string, payload: Json | undefined, event: Record): void {
    const { contents } = this;
    if (kind === "Setup") this.#setup(payload, event);
    else if (kind === "Ballot") contents.ballots.push(this.#part(payload, event).body);
    else if (kind === "Result") contents.result = this.#part(payload, event).body;
    else if (kind === "EncryptedTally") {
      const order = "num_tallied total_weight encrypted_tally";
      const { raw, found, where } = this.#named(payload, event, order, "encrypted_tally");
      const ballots = small(found["num_tallied"], where);
      contents.tally = { raw, ballots, weight: count(found["total_weight"], where) };
    } else if (kind === "PartialDecryption") {
      const { raw, found, where } = this.#named(payload, event, "owner payload", "payload");
      contents.decryptions.push([small(found["owner"], where), raw]);
    }
  }

  // The record that waits last, which must be the one named.
  #part(name: Json | undefined, event: Record): Record {
    const last = this.waiting[this.waiting.length - 1];
    if (!last || !isHexHash(name) || last.hash !== name) {
      throw new BallotError("record_misplaced", event.where);
    }
    this.waiting.pop();
    return last;
  }

  // A record that names another before it.
  #named(
    payload: Json | undefined,
    event: Record,
    order: string,
    member: string,
  ): { raw: Uint8Array; found: Members; where: string } {
    const outer = this.#part(payload, event);
    const found = members(decode(outer.body, outer.where), order, outer.where);
    return { raw: this.#part(found[member], outer).body, found, where: outer.where };
  }

  #setup(payload: Json | undefined, event: Record): void {
    const outer = this.#part(payload, event);
    const found = members(decode(outer.body, outer.where), "election trustees credentials", outer.where);
    for (const name of ["credentials", "trustees", "election"] as const) {
      this.contents[name] = this.#part(found[name], outer).body as Uint8Array<ArrayBuffer>;
    }
  }
}

// An archive's contents, up to its result unless `partial`.
export function readContents(raw: Uint8Array, partial = false): Contents {
  const reader = new Reader();
  let last = 0;
  for (const record of readRecords(raw)) {
    if (record.number) reader.take(record);
    last = record.number;
  }
  const left = reader.waiting[0];
  if (left) throw new BallotError("record_misplaced", left.where);
  const { contents } = reader;
  if (contents.state === "start" || (!partial && contents.state !== "done")) {
    throw new BallotError("event_missing", `record ${last}`);
  }
  return contents;
}
