// 送票 (sending): the same bytes again and again until the server has them, then what becomes of them.
import type { CastBallot } from "../booth.ts";
import { hexDigest } from "../suites/base.ts";
import { isGood } from "./receipt.ts";
import { type BallotState, type Kept, Refused, type Server, Unreachable } from "./server.ts";
import type { Clock } from "./steps.ts";
import type { Vote } from "./vote.ts";

const PAUSES = [1_000, 2_000, 4_000, 8_000]; // milliseconds, the last for ever
const FOLLOWED = 2_000;

export type Trouble = "unreachable" | "busy" | "not_open";

export interface Sent {
  readonly receipt: string;
  readonly tracker: string;
  // Whether the server's signature on the receipt holds.
  readonly good: boolean;
  readonly state: BallotState;
  // Whether an earlier ballot of the card no longer counts.
  readonly again: boolean;
}

export class Sending {
  readonly vote: Vote;
  // Why the server has not taken it yet.
  trouble: Trouble | null = null;
  tries = 0;
  sent: Sent | null = null;

  readonly #server: Server;
  readonly #clock: Clock;
  readonly #tell: () => void;
  #hurry = new AbortController();
  #hash = "";
  // Check value of the card: the SHA-256 of its public credential, by which anybody finds which of its ballots counts.
  card = "";

  constructor(server: Server, clock: Clock, vote: Vote, tell: () => void) {
    this.#server = server;
    this.#clock = clock;
    this.vote = vote;
    this.#tell = tell;
  }

  // Until it is received; throws what the server refuses it with.
  async send(cast: CastBallot, signal: AbortSignal): Promise<void> {
    const { uuid, ballot_size: size } = this.vote.told;
    this.#hash = hexDigest(cast.raw);
    this.card = hexDigest((JSON.parse(cast.raw) as { credential: string }).credential);
    while (!signal.aborted) {
      this.tries++;
      try {
        this.#keep(await this.#server.cast(uuid, cast.raw, size), cast.tracker);
        this.trouble = null;
        return;
      } catch (error) {
        if (!(await this.#goesOn(error, cast))) return;
        await this.#rest(error instanceof Unreachable ? error.seconds * 1_000 : 0, signal);
      }
    }
  }

  // At once instead of after the pause.
  hurry(): void {
    this.#hurry.abort();
  }

  // Received, then verified: asked until the server says so.
  async follow(signal: AbortSignal): Promise<void> {
    let wait = FOLLOWED;
    while (!signal.aborted && this.sent?.state === "received") {
      await this.#clock.pause(wait, signal);
      if (signal.aborted) return;
      wait = Math.min(60_000, 2 * wait); // thousands ask
      const state = await this.#state();
      if (state && this.sent && state !== this.sent.state) {
        this.sent = { ...this.sent, state };
        this.#tell();
      }
    }
  }

  // Whether to try again. A refusal may be the answer to a second copy of what had arrived: then it is received.
  async #goesOn(error: unknown, cast: CastBallot): Promise<boolean> {
    if (error instanceof Refused && error.code !== "not_open") {
      const kept = await this.#kept();
      if (!kept) throw error;
      this.#keep(kept, cast.tracker);
      return false;
    }
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    this.trouble = error instanceof Refused ? "not_open" : error.busy ? "busy" : "unreachable";
    this.#tell();
    return true;
  }

  // What became of a ballot that had arrived; null where the server does not say. Where a card may vote again, one that
  // is not there any more was replaced.
  async #state(): Promise<BallotState | null> {
    try {
      const kept = await this.#server.ballot(this.vote.told.uuid, this.#hash);
      return kept ? kept.state : this.vote.told.revote_clause ? "replaced" : null;
    } catch {
      return null;
    }
  }

  async #kept(): Promise<Kept | null> {
    try {
      return await this.#server.ballot(this.vote.told.uuid, this.#hash);
    } catch {
      return null;
    }
  }

  #keep(kept: Kept, tracker: string): void {
    const { uuid, receipt_key: key } = this.vote.told;
    const good = isGood(kept.receipt, uuid, tracker, key);
    this.sent = { receipt: kept.receipt, tracker, good, state: kept.state, again: kept.again === 1 };
  }

  async #rest(least: number, signal: AbortSignal): Promise<void> {
    this.#hurry = new AbortController();
    const { signal: hurried } = this.#hurry;
    const leave = () => this.#hurry.abort();
    signal.addEventListener("abort", leave);
    const pause = PAUSES[Math.min(this.tries, PAUSES.length) - 1]!;
    await this.#clock.pause(Math.max(least, pause), hurried);
    signal.removeEventListener("abort", leave);
  }
}
