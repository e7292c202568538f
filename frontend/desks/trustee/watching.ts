// 看守票箱 (watching), as `secret_ballot.watching` does it: the copy of each box grows while the vote runs, every new ballot
// is verified once here, what the server signs while it receives is pinned, and only the closed total of as many ballots as the wall says is opened. All of it is in memory.
import { UUID } from "../../booth/elections.ts";
import { inFours } from "../../booth/page/receipt.ts";
import { readContents } from "../../verifier/contents.ts";
import { DeskError, findingOf, Wrong } from "../errors.ts";
import { joined as put } from "./ccm.ts";
import { Committed } from "./committed.ts";
import { type Hands, judging, type Tell, until } from "./hands.ts";
import type { Joined } from "./joining.ts";
import { decryptClosed, judge, type Judged } from "./judging.ts";
import { openShare } from "./recovering.ts";
import { Refused, type Remote } from "./remote.ts";

const RUNNING = ["waiting", "open", "closing"];
const TO_OPEN = "tallied";
const STATES = [...RUNNING, TO_OPEN, "opened", "announced", "sealed"];
const GROWN_BY = 10; // a running box is looked into again when a tenth more ballots are there

interface Box {
  readonly uuid: string;
  readonly title: string;
  readonly trial: boolean;
  readonly state: string;
  readonly ballots: number;
}

interface Copy {
  raw: Uint8Array | null;
  ballots: number;
  decryption: string | null;
  over: boolean;
  // What tells how many ballots there are, until the number on the wall was typed.
  unsaid: (() => void)[];
  readonly committed: Committed;
  // Shares that the user was asked for.
  readonly asked: Set<string>;
}

export class Watching {
  readonly #remote: Remote;
  readonly #hands: Hands;
  readonly #joined: Joined;
  readonly #rest: () => Promise<void>;
  readonly #copies = new Map<string, Copy>();
  readonly #known = new Set<string>();

  constructor(remote: Remote, hands: Hands, joined: Joined, rest: () => Promise<void>) {
    this.#remote = remote;
    this.#hands = hands;
    this.#joined = joined;
    this.#rest = rest;
  }

  // Until every box is over.
  async run(): Promise<void> {
    let told = false;
    for (;;) {
      const boxes = await judging(async () => (await until(this.#hands, () => this.#remote.boxes())).map(readBox));
      for (const box of boxes) await this.#box(box);
      if (boxes.length && boxes.every((box) => this.#copy(box).over)) return this.#hands.say("watch_over", {}, "good");
      if (!told) this.#hands.say("watch_runs");
      told = true;
      await this.#hands.pause();
    }
  }

  #copy({ uuid }: Box): Copy {
    let found = this.#copies.get(uuid);
    if (!found) {
      const committed = new Committed(this.#remote, this.#hands, uuid, this.#rest);
      found = { raw: null, ballots: -1, decryption: null, over: false, unsaid: [], committed, asked: new Set() };
      this.#copies.set(uuid, found);
    }
    return found;
  }

  async #box(box: Box): Promise<void> {
    const copy = this.#copy(box);
    if (copy.over) return;
    if (RUNNING.includes(box.state)) await this.#recover(box, copy);
    if (box.state === "waiting") return;
    if (RUNNING.includes(box.state)) {
      const grown = box.ballots - Math.max(copy.ballots, 0);
      const due = copy.ballots < 0 || grown >= Math.max(1, Math.floor(copy.ballots / GROWN_BY));
      await copy.committed.follow(nameOf(box));
      if (due) await this.#verified(box, copy, false);
      return;
    }
    if (box.state === "sealed") {
      copy.over = true;
      return this.#hands.say("watch_sealed", { title: nameOf(box) });
    }
    const before = [...this.#known];
    const judged = await this.#verified(box, copy, true);
    const { state } = judged.contents;
    const opens = box.state === TO_OPEN;
    if (opens && !["tallied", "decrypting", "done"].includes(state)) {
      throw new Wrong("not_closed", `boxes/${box.uuid}/archive`);
    }
    await copy.committed.whole(judged, nameOf(box), opens, this.#teller(box, copy));
    if (opens && state !== "done") await this.#open(box, copy, judged, before);
    tellUnsaid(copy);
    copy.over = true;
  }

  // Opens the own share of the journal's key where the server asks for it and the user confirms; never of a closed box.
  async #recover(box: Box, copy: Copy): Promise<void> {
    const { member, number } = this.#joined;
    const sealed = await until(this.#hands, () => this.#remote.recovery(box.uuid));
    if (sealed === null || copy.asked.has(sealed)) return;
    copy.asked.add(sealed);
    if (copy.raw && readContents(copy.raw, true).state !== "voting") throw new Wrong("recovery", box.uuid);
    const share = await judging(() => openShare(member, number, sealed, box.uuid));
    const values = { title: nameOf(box) };
    if (!(await this.#hands.confirm("confirm_recovery", values))) return this.#hands.say("watch_not_given", values);
    await until(this.#hands, () => this.#remote.recovered(box.uuid, share));
    this.#hands.say("watch_given", values, "good");
  }

  // The archive as it is now, the continuation of the copy here. Unless the whole is wanted only what is new is fetched;
  // where that does not fit, the whole is, to see what was changed.
  async #verified(box: Box, copy: Copy, whole: boolean): Promise<Judged> {
    const { raw: earlier } = copy;
    const rest = earlier && !whole ? await until(this.#hands, () => this.#remote.rest(box.uuid, earlier.length)) : null;
    const raw = earlier && rest ? put(earlier, rest) : await until(this.#hands, () => this.#remote.archive(box.uuid));
    const known = this.#known.size;
    let judged: Judged;
    try {
      judged = await judging(() => this.#judged(box, raw, earlier));
    } catch (error) {
      if (rest) return this.#verified(box, copy, true);
      if (findingOf(error)) this.#hands.alarm(box.uuid, raw);
      throw error;
    }
    const ballots = judged.contents.ballots.length;
    const values = { title: nameOf(box), ballots, fresh: this.#known.size - known };
    if (!earlier) this.#hands.say("watch_election", { title: nameOf(box), fingerprint: inFours(judged.election.fingerprint).join(" ") });
    const tell = this.#teller(box, copy);
    if (asks(box, copy)) this.#hands.say("watch_holds", { title: nameOf(box) }, "good");
    copy.unsaid = [];
    tell("watch_verified", values, "good");
    copy.raw = raw;
    copy.ballots = ballots;
    return judged;
  }

  // Says what tells how many ballots there are; once the wall's number was typed where that is asked for.
  #teller(box: Box, copy: Copy): Tell {
    return (...line) => {
      if (asks(box, copy)) copy.unsaid.push(() => this.#hands.say(...line));
      else this.#hands.say(...line);
    };
  }

  // Everything holds, it is this box, these trustees, and it only grew.
  async #judged(box: Box, raw: Uint8Array, earlier: Uint8Array | null): Promise<Judged> {
    const judged = await judge(raw, earlier, this.#known, this.#rest).catch((error: unknown) => {
      const found = findingOf(error);
      throw found ? new DeskError(found.code, `${box.uuid}: ${found.where}`) : error;
    });
    if (judged.election.uuid !== box.uuid) throw new DeskError("ballot_uuid", `${box.uuid}: election.uuid`);
    if (new TextDecoder().decode(judged.contents.trustees) !== this.#joined.trustees) {
      throw new DeskError("trustees_differ", `${box.uuid}: trustees`);
    }
    return judged;
  }

  // Decrypts the total once, and hands it over.
  async #open(box: Box, copy: Copy, judged: Judged, before: readonly string[]): Promise<void> {
    const { trustees, factors, election } = judged;
    const { key, member } = this.#joined;
    const own = election.group.power(member.group.suite.generator, key);
    const owner = trustees.keys.findIndex((each) => election.group.equal(each.publicKey, own)) + 1;
    if (factors.has(owner)) return this.#hands.say("watch_there", { title: nameOf(box) }, "good");
    if (copy.decryption === null) {
      const counted = judged.whole.ballots;
      const ballots = await this.#hands.ballots(nameOf(box), counted);
      if (ballots === counted) tellUnsaid(copy);
      copy.decryption = (await judging(() => decryptClosed(judged, key, ballots, before))).raw;
    }
    const decryption = copy.decryption;
    try {
      const missing = await until(this.#hands, () => this.#remote.decrypted(box.uuid, decryption));
      this.#hands.say("watch_opened", { title: nameOf(box), missing }, "good");
    } catch (error) {
      if (!(error instanceof Refused) || error.told !== "opened_already") throw error;
      this.#hands.say("watch_not_needed", { title: nameOf(box) }, "good");
    }
  }
}

// Whether the number on the wall is still to be typed, so that nothing may tell the archive's.
function asks(box: Box, copy: Copy): boolean {
  return ["closing", TO_OPEN].includes(box.state) && copy.decryption === null;
}

function tellUnsaid(copy: Copy): void {
  for (const say of copy.unsaid.splice(0)) say();
}

function nameOf({ title, trial }: Box): string {
  return trial ? `（试投）${title}` : title;
}

function readBox(value: unknown): Box {
  const { uuid, title, trial, state, ballots } = (value ?? {}) as Record<string, unknown>;
  const fits = typeof uuid === "string" && UUID.test(uuid) && uuid.length <= 64 && STATES.includes(state as string);
  if (!fits || !Number.isInteger(ballots) || (ballots as number) < 0) throw new Wrong("server_answer", "boxes");
  const shown = typeof title === "string" ? title : "";
  return { uuid, title: shown, trial: trial === true, state: state as string, ballots: ballots as number };
}
