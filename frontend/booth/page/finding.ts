// 找到投票 (finding the vote): asks the host until there is one that is open, and later whether it still is.
import { Listing } from "./listing.ts";
import { Refused, type Server } from "./server.ts";
import type { Clock, Screen } from "./steps.ts";
import { Mismatch, readVote, type Vote } from "./vote.ts";

const LOOK = 4_000; // milliseconds between two questions
const HASTE = 2_000; // how long a deputy waits for the answer whether it is still open

export class Finding {
  vote: Vote | null = null;
  // Whether there was another to choose.
  several = false;

  readonly #server: Server;
  readonly #clock: Clock;
  readonly #bundle: string | null;
  readonly #show: (screen: Screen) => void;
  readonly #listing: Listing;

  constructor(server: Server, clock: Clock, bundle: string | null, show: (screen: Screen) => void) {
    this.#server = server;
    this.#clock = clock;
    this.#bundle = bundle;
    this.#show = show;
    this.#listing = new Listing(server);
  }

  // Which vote (哪一次投票): skipped where there is one only. Both throw what the host refuses with.
  async start(signal: AbortSignal): Promise<void> {
    this.vote = null;
    let trouble: Screen = { name: "starting", trouble: true };
    this.#show({ name: "starting", trouble: false });
    while (!signal.aborted) {
      const votes = await this.#asked(() => this.#server.elections(), signal);
      if (signal.aborted) return;
      if (votes?.length === 1) return this.choose(votes[0]!.uuid, false, signal);
      if (votes) {
        this.#show({ name: "votes", votes, trouble: false });
        trouble = { name: "votes", votes, trouble: true };
      } else this.#show(trouble);
      await this.#clock.pause(LOOK, signal);
    }
  }

  async choose(uuid: string, several: boolean, signal: AbortSignal): Promise<void> {
    this.several = several;
    this.#show({ name: "starting", trouble: false });
    while (!signal.aborted) {
      const told = await this.#asked(() => this.#server.election(uuid), signal);
      if (signal.aborted) return;
      try {
        if (told) this.vote = readVote(told, uuid, this.#bundle);
      } catch (error) {
        const what = error instanceof Mismatch ? error.what : "election";
        return this.#show({ name: "mismatch", what });
      }
      if (!told) this.#show({ name: this.vote ? "waiting" : "starting", trouble: true });
      else if (told.state === "open") {
        this.#listing.load(told);
        return this.#show({ name: "code" });
      }
      else if (told.state === "waiting") this.#show({ name: "waiting", trouble: false });
      else return this.#show({ name: "over", trouble: false });
      await this.#clock.pause(LOOK, signal);
    }
  }

  // Where the host does not say so soon, the vote is taken to be open: the box decides.
  async isStillOpen(): Promise<boolean> {
    const told = await this.#soon(this.#server.election(this.vote!.told.uuid).catch(() => null));
    return told === null || told.state === "open";
  }

  // Whether a card is on no list of this vote. Where the list does not come, the box decides.
  async isUnlisted(credential: string): Promise<boolean> {
    const { told } = this.vote!;
    this.#listing.load(told);
    return (await this.#soon(this.#listing.has(told.uuid, credential))) === false;
  }

  async #soon<T>(answer: Promise<T | null>): Promise<T | null> {
    const hurry = new AbortController();
    const silent = this.#clock.pause(HASTE, hurry.signal).then(() => null);
    return Promise.race([answer, silent]).finally(() => hurry.abort());
  }

  // Whether there is a vote to go on to from one that is over.
  async isAnother(): Promise<boolean> {
    const votes = await this.#server.elections().catch(() => []);
    return votes.some(({ state }) => state === "open" || state === "waiting");
  }

  // What the host says, or null where it says nothing now.
  async #asked<T>(question: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
    try {
      return await question();
    } catch (error) {
      if (error instanceof Refused && !signal.aborted) throw error;
      return null;
    }
  }
}
