// 写票的经过 (a session): from which vote to the receipt, and what is let go of on the way. It knows no page: screens read
// it and call it, tests too.
//
// The code, choices and randomness live here or in the engine, in memory alone. They go when the ballot is cast, when the
// deputy leaves, and after three minutes without a touch.
import {
  BoothError,
  type Card,
  type Letters,
  prepare,
  type Refusal,
  seal,
  type SealedBallot,
  takeCard,
} from "../booth.ts";
import { NOTHING, type Typed, typed } from "./code.ts";
import { Drafts } from "./draft.ts";
import { Finding } from "./finding.ts";
import { Sending, type Sent } from "./sending.ts";
import { Refused, type Server } from "./server.ts";
import { type Clock, FORGOTTEN, IDLE, type Screen, UNFINISHED, WARNED } from "./steps.ts";
import type { Vote } from "./vote.ts";

const LOOK = 15_000; // milliseconds between two questions whether the vote is still open, while nobody types

export class Session {
  screen: Screen = { name: "starting", trouble: false };
  // What is written so far.
  drafts = new Drafts([]);
  code: Typed = NOTHING;
  // Whether the camera is on.
  watching = false;
  problem: { readonly code: Refusal; readonly where: string } | null = null;
  digest = "";
  // How many ballots were opened with this card.
  opened = 0;

  readonly #server: Server;
  readonly #clock: Clock;
  readonly #finding: Finding;
  readonly #tell: () => void;
  #card: Card | null = null;
  #sealed: SealedBallot | null = null;
  #before: Screen | null = null;
  #entering = false;
  #stop = new AbortController();
  #touched = 0;
  #looked = 0;

  constructor(server: Server, clock: Clock, bundle: string | null, tell: () => void) {
    this.#server = server;
    this.#clock = clock;
    this.#tell = tell;
    this.#finding = new Finding(server, clock, bundle, (screen) => this.#show(screen));
    this.touch();
  }

  get vote(): Vote | null {
    return this.#finding.vote;
  }

  // Whether there was another vote to choose.
  get several(): boolean {
    return this.#finding.several;
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

  // Which vote, then the card; whatever was written before is gone.
  start(): Promise<void> {
    this.#drop();
    return this.#find((signal) => this.#finding.start(signal));
  }

  choose(uuid: string): Promise<void> {
    this.#drop();
    return this.#find((signal) => this.#finding.choose(uuid, true, signal));
  }

  async #find(find: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#stop;
    try {
      await find(signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#show({ name: "refused", code: error.code });
    }
    this.#looked = this.#clock.now();
  }

  type(at: number, text: string): void {
    this.touch();
    this.problem = null;
    this.code = typed(this.code, at, text, this.letters === "capitals");
  }

  // All four groups anew.
  retype(): void {
    this.type(0, "");
    this.code = NOTHING;
    this.#show({ name: "code" });
  }

  // The code, as typed or scanned: from here on only the engine has its secret.
  async enter(code: string = this.code.groups.join("")): Promise<void> {
    this.touch();
    if (this.#entering || this.screen.name !== "code") return;
    this.#entering = true;
    if (this.problem) {
      this.problem = null;
      this.#show({ name: "code" });
    }
    const { signal } = this.#stop;
    const card = await this.#taken(code).finally(() => (this.#entering = false));
    if (!card || signal.aborted) return card?.wipe();
    this.#card = card;
    this.code = NOTHING;
    this.problem = null;
    this.#begin();
    // The tables, while the deputy reads.
    await prepare(card.election, signal).catch(() => undefined);
  }

  // The card of a code, or null where the code is wrong, on no list, or the vote over, which is then shown.
  async #taken(code: string): Promise<Card | null> {
    const { signal } = this.#stop;
    let card: Card | null = null;
    try {
      card = await takeCard(this.vote!.election, code, this.letters);
      const open = await this.#finding.isStillOpen();
      if (signal.aborted) return card;
      if (open && (await this.#finding.isUnlisted(card.credential))) {
        throw new BoothError("not_listed", "code");
      }
      if (open || signal.aborted) return card;
      void this.start();
    } catch (error) {
      if (!(error instanceof BoothError)) throw error;
      this.problem = error;
      if (!signal.aborted) this.#show({ name: "code" });
    }
    card?.wipe();
    return null;
  }

  // To a question; false where the one on the screen is not done.
  go(place: number): boolean {
    this.touch();
    if (this.screen.name === "question" && place > this.screen.place) {
      if (this.drafts.missing(this.screen.place)) return false;
    }
    if (place < this.drafts.length) this.#show({ name: "question", place });
    else this.#show({ name: "review" });
    return true;
  }

  async encrypt(): Promise<void> {
    this.touch();
    if (this.screen.name !== "review") return;
    const { signal } = this.#stop;
    const chosen = this.drafts.marks();
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
    this.drafts.empty();
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
    if (this.screen.name === "refused") return void this.start();
    const received = this.screen.name === "received";
    this.#drop();
    this.#finding.vote = null;
    this.#show({ name: "left", why: received ? "received" : why });
  }

  touch(): void {
    this.#touched = this.#clock.now();
  }

  // Milliseconds until everything is let go of, where that is soon; null otherwise.
  get left(): number | null {
    if (!FORGOTTEN.includes(this.screen.name) || this.#isUntouched) return null;
    const left = this.#touched + IDLE - this.#clock.now();
    return left > WARNED ? null : Math.max(0, left);
  }

  // Every second, and when the page is seen again. A tablet that lies there goes on from the trial to the vote.
  tick(): void {
    if (this.left === 0) return this.leave("idle");
    const now = this.#clock.now();
    const waits = this.#isUntouched || this.screen.name === "over";
    if (!waits || now - this.#looked < LOOK) return;
    this.#looked = now;
    void this.#look();
  }

  get #isUntouched(): boolean {
    const typed = this.code.groups.some((text) => text !== "");
    return this.screen.name === "code" && !typed && !this.watching && !this.#entering;
  }

  async #look(): Promise<void> {
    const { signal } = this.#stop;
    const over = this.screen.name === "over";
    const goes = over ? await this.#finding.isAnother() : !(await this.#finding.isStillOpen());
    if (goes && !signal.aborted && (over || this.#isUntouched)) await this.start();
  }

  #begin(): void {
    this.digest = "";
    this.drafts = new Drafts(this.vote!.election.questions);
    this.#show({ name: "question", place: 0 });
  }

  #drop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#sealed?.wipe();
    this.#card?.wipe();
    this.#sealed = this.#card = this.#before = this.problem = null;
    this.drafts = new Drafts([]);
    this.code = NOTHING;
    this.digest = "";
    this.opened = 0;
  }

  #show(screen: Screen): void {
    this.screen = screen;
    this.#tell();
  }
}
