// 写票的经过 (a session): from which vote to the receipt, and what is let go of on the way. It knows no page: screens read
// it and call it, tests too.
//
// The code, choices and randomness live here or in the engine, in memory alone. They go when the ballot is cast, when the
// deputy leaves, and after three minutes without a touch.
import {
  BoothError,
  type Card,
  type Letters,
  type OpenedBallot,
  prepare,
  type Refusal,
  seal,
  type SealedBallot,
  takeCard,
} from "../booth.ts";
import { NOTHING, type Typed, typed } from "./code.ts";
import { blanked, type Draft, EMPTY, isWritten, marks, missing, touched } from "./draft.ts";
import { Sending, type Sent } from "./sending.ts";
import { Refused, type Server } from "./server.ts";
import { type Listed, Mismatch, readVote, type Vote } from "./vote.ts";

export const IDLE = 180_000; // milliseconds without a touch
export const WARNED = 30_000; // of them, left when the warning comes
const LOOK = 4_000; // between two questions whether the vote has opened

export type Screen =
  | { readonly name: "starting"; readonly trouble: boolean }
  | { readonly name: "votes"; readonly votes: readonly Listed[]; readonly trouble: boolean }
  | { readonly name: "waiting" | "over"; readonly trouble: boolean }
  | { readonly name: "mismatch"; readonly what: Mismatch["what"] | "election" }
  | { readonly name: "code" | "review" | "leaving" | "decide" | "audit" }
  | { readonly name: "question"; readonly place: number }
  | { readonly name: "sealing"; readonly part: number }
  | { readonly name: "opened"; readonly opened: OpenedBallot }
  | { readonly name: "sending" | "received"; readonly sending: Sending }
  | { readonly name: "refused"; readonly code: string }
  | { readonly name: "left"; readonly why: "idle" | "asked" | "received" };

export interface Clock {
  now(): number;
  // Resolves after so many milliseconds, or as soon as the signal is aborted.
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

// Screens on which a deputy can be interrupted and something would be seen.
const UNFINISHED = ["code", "question", "review", "leaving", "sealing", "decide", "audit", "opened"];
const FORGOTTEN = [...UNFINISHED, "received", "refused"];

export class Session {
  screen: Screen = { name: "starting", trouble: false };
  vote: Vote | null = null;
  several = false;
  // What is written so far.
  drafts: Draft[] = [];
  code: Typed = NOTHING;
  problem: { readonly code: Refusal; readonly where: string } | null = null;
  digest = "";
  // How many ballots were opened with this card.
  opened = 0;

  readonly #server: Server;
  readonly #clock: Clock;
  readonly #bundle: string | null;
  readonly #tell: () => void;
  #card: Card | null = null;
  #sealed: SealedBallot | null = null;
  #before: Screen | null = null;
  #entering = false;
  #stop = new AbortController();
  #touched = 0;

  constructor(server: Server, clock: Clock, bundle: string | null, tell: () => void) {
    this.#server = server;
    this.#clock = clock;
    this.#bundle = bundle;
    this.#tell = tell;
    this.touch();
  }

  get isUnfinished(): boolean {
    return UNFINISHED.includes(this.screen.name);
  }

  // Whether going away would lose a ballot that nobody has received yet.
  get isOnTheWay(): boolean {
    return this.screen.name === "sending";
  }

  get isCardTaken(): boolean {
    return this.#card !== null;
  }

  get letters(): Letters {
    return this.vote?.told.capitals ? "capitals" : "both";
  }

  // Which vote (哪一次投票): skipped where there is one only.
  async start(): Promise<void> {
    this.#drop();
    this.vote = null;
    const { signal } = this.#stop;
    this.#show({ name: "starting", trouble: false });
    while (!signal.aborted) {
      const votes = await this.#asked(() => this.#server.elections(), signal);
      if (signal.aborted) return;
      if (votes?.length === 1) return this.choose(votes[0]!.uuid, false);
      if (votes) this.#show({ name: "votes", votes, trouble: false });
      else if (this.screen.name === "votes") this.#show({ ...this.screen, trouble: true });
      else this.#show({ name: "starting", trouble: true });
      await this.#clock.pause(LOOK, signal);
    }
  }

  async choose(uuid: string, several = true): Promise<void> {
    this.#drop();
    this.several = several;
    const { signal } = this.#stop;
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
      else if (told.state === "open") return this.#show({ name: "code" });
      else if (told.state === "waiting") this.#show({ name: "waiting", trouble: false });
      else return this.#show({ name: "over", trouble: false });
      await this.#clock.pause(LOOK, signal);
    }
  }

  type(at: number, text: string): void {
    this.touch();
    this.problem = null;
    this.code = typed(this.code, at, text, this.letters === "capitals");
  }

  // The code, as typed or scanned: from here on only the engine has its secret.
  async enter(code: string = this.code.groups.join("")): Promise<void> {
    this.touch();
    if (this.#entering || this.screen.name !== "code") return;
    this.#entering = true;
    const vote = this.vote!;
    const { signal } = this.#stop;
    try {
      const card = await takeCard(vote.election, code, this.letters);
      if (signal.aborted) return card.wipe();
      this.#card = card;
    } catch (error) {
      if (!(error instanceof BoothError)) throw error;
      this.problem = error;
      return this.#show({ name: "code" });
    } finally {
      this.#entering = false;
    }
    this.code = NOTHING;
    this.problem = null;
    this.#begin();
    // The tables, while the deputy reads.
    await prepare(vote.election, signal).catch(() => undefined);
  }

  // Marks an answer; false where the question allows no more.
  touchAnswer(place: number, answer: number): boolean {
    const found = touched(this.#question(place), this.drafts[place]!, answer);
    this.touch();
    if (!found) return false;
    this.drafts[place] = found;
    return true;
  }

  touchBlank(place: number): void {
    this.touch();
    this.drafts[place] = blanked(this.#question(place), this.drafts[place]!);
  }

  clear(place: number): void {
    this.touch();
    this.drafts[place] = EMPTY;
  }

  missing(place: number): number {
    return missing(this.#question(place), this.drafts[place]!);
  }

  isWritten(place: number): boolean {
    return isWritten(this.drafts[place]!);
  }

  // To a question; false where the one on the screen is not done.
  go(place: number): boolean {
    this.touch();
    if (this.screen.name === "question" && place > this.screen.place) {
      if (this.missing(this.screen.place)) return false;
    }
    if (place < this.drafts.length) this.#show({ name: "question", place });
    else this.#show({ name: "review" });
    return true;
  }

  async encrypt(): Promise<void> {
    this.touch();
    if (this.screen.name !== "review") return;
    const vote = this.vote!;
    const { signal } = this.#stop;
    const chosen = vote.election.questions.map((question, place) =>
      marks(question, this.drafts[place]!),
    );
    this.#show({ name: "sealing", part: 0 });
    try {
      const sealed = await seal(this.#card!, chosen, signal, (part) =>
        this.#show({ name: "sealing", part }),
      );
      if (signal.aborted) return sealed.wipe();
      this.#sealed = sealed;
      this.digest = sealed.digest;
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof BoothError ? error.code : "unknown";
      this.#drop();
      return this.#show({ name: "refused", code });
    }
    this.#show({ name: "decide" });
  }

  // Before a ballot is opened, so that its digest can be noted.
  consider(): void {
    this.touch();
    this.#show({ name: "audit" });
  }

  // The ballot is shown and can never be cast; the card stays good for another.
  open(): void {
    this.touch();
    if (!this.#sealed) return;
    const opened = this.#sealed.open();
    this.#sealed = null;
    this.opened++;
    this.drafts = this.drafts.map(() => EMPTY);
    this.#show({ name: "opened", opened });
  }

  // Anew with the same card, after a ballot was opened.
  again(): void {
    this.touch();
    this.#begin();
  }

  // Signs and sends. From here on this device knows neither what was chosen nor how it was encrypted.
  async cast(): Promise<void> {
    this.touch();
    if (!this.#sealed) return;
    const vote = this.vote!;
    const cast = this.#sealed.cast();
    this.#drop();
    const { signal } = this.#stop;
    const sending = new Sending(this.#server, this.#clock, vote, () => this.#tell());
    this.#show({ name: "sending", sending });
    try {
      await sending.send(cast, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Refused)) throw error;
      return this.#show({ name: "refused", code: error.code });
    }
    if (signal.aborted) return;
    this.touch();
    this.#show({ name: "received", sending });
    await sending.follow(signal);
  }

  get sent(): Sent | null {
    return this.screen.name === "received" ? this.screen.sending.sent : null;
  }

  // One step back, where there is one: of the browser's button and of the page's.
  back(): void {
    this.touch();
    const { screen } = this;
    if (screen.name === "question" && screen.place > 0) this.go(screen.place - 1);
    else if (screen.name === "question" || screen.name === "code") this.ask();
    else if (screen.name === "review") this.go(this.drafts.length - 1);
    else if (screen.name === "leaving") this.stay();
    else if (screen.name === "audit") this.#show({ name: "decide" });
    else if (screen.name === "decide" || screen.name === "sealing") this.unseal();
  }

  // Back from an encrypted ballot to what was written; the next one is encrypted anew.
  unseal(): void {
    this.touch();
    this.#sealed?.wipe();
    this.#sealed = null;
    this.digest = "";
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#show({ name: "review" });
  }

  // Asks whether to leave.
  ask(): void {
    this.touch();
    if (this.screen.name === "leaving") return;
    this.#before = this.screen;
    this.#show({ name: "leaving" });
  }

  stay(): void {
    this.touch();
    this.#show(this.#before ?? { name: "review" });
  }

  // Lets go of everything; what was cast stays cast.
  leave(why: "idle" | "asked"): void {
    const received = this.screen.name === "received";
    this.#drop();
    this.vote = null;
    this.#show({ name: "left", why: received ? "received" : why });
  }

  touch(): void {
    this.#touched = this.#clock.now();
  }

  // Milliseconds until everything is let go of, where that is soon; null otherwise.
  get left(): number | null {
    if (!FORGOTTEN.includes(this.screen.name)) return null;
    const left = this.#touched + IDLE - this.#clock.now();
    return left > WARNED ? null : Math.max(0, left);
  }

  // Every second, and when the page is seen again.
  tick(): void {
    if (this.left === 0) this.leave("idle");
  }

  #begin(): void {
    this.digest = "";
    this.drafts = this.vote!.election.questions.map(() => EMPTY);
    this.#show({ name: "question", place: 0 });
  }

  #question(place: number) {
    return this.vote!.election.questions[place]!;
  }

  #drop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#sealed?.wipe();
    this.#card?.wipe();
    this.#sealed = this.#card = this.#before = this.problem = null;
    this.drafts = [];
    this.code = NOTHING;
    this.digest = "";
    this.opened = 0;
  }

  // What the server says, or null where it says nothing now.
  async #asked<T>(question: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
    try {
      return await question();
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof Refused) {
        this.#drop();
        this.#show({ name: "refused", code: error.code });
      }
      return null;
    }
  }

  #show(screen: Screen): void {
    this.screen = screen;
    this.#tell();
  }
}
