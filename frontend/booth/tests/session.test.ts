import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate as settled } from "node:timers/promises";
import v8 from "node:v8";
import { REVOTED } from "../elections.ts";
import { Hidden } from "../hidden.ts";
import { type Kept, Refused, type Server, Unreachable } from "../page/server.ts";
import { Session } from "../page/session.ts";
import { IDLE, type Screen, WARNED } from "../page/steps.ts";
import type { Told } from "../page/vote.ts";
import { hex } from "../random.ts";
import { digest, fingerprint, hexDigest } from "../suites/base.ts";
import { ED25519 } from "./known.ts";

const CODE = ED25519.ballots[0]!.code;
const OTHER = ED25519.ballots[1]!.code; // of another card
const ELECTION = JSON.parse(ED25519.election) as {
  uuid: string;
  questions: { question: string; answers: string[] }[];
};

const TOLD: Told = {
  uuid: ELECTION.uuid,
  title: "试验",
  place: "",
  trial: false,
  state: "open",
  election: ED25519.election,
  fingerprint: ED25519.fingerprint,
  configuration: "",
  bundle: "b",
  receipt_key: "",
  capitals: false,
  ballot_size: 20_000,
  cards: "",
  revote_clause: "",
  close_at: null,
  sheets: ELECTION.questions.map(({ question, answers }) => ({
    kind: "choose",
    heading: question,
    note: "",
    audio: null,
    answers: answers.map((name) => ({ name, note: "", photo: null, audio: null })),
  })),
};

// A hall of its own: what the server says next, the clock, and every screen that was shown.
class Hall implements Server {
  told: Told = TOLD;
  votes: Told[] = [TOLD];
  // What happens to the next ballots that are sent, before they are taken.
  next: (Error | "lost")[] = [];
  state: Kept["state"] = "received";
  raw: string[] = [];
  kept: string | null = null;
  now = 1_000;
  screens: string[] = [];
  readonly session = new Session(
    this,
    { now: () => this.now, pause: async () => settled() },
    "b",
    () => this.screens.push(this.session.screen.name),
  );

  async elections() {
    return this.votes;
  }

  async election() {
    return this.told;
  }

  // What the host hands out as the marks of the listed cards.
  marks: Uint8Array | null = null;
  looked = 0;

  list(...credentials: string[]): void {
    const mark = (each: string) => digest(`jiannuo-card-1|${TOLD.uuid}|${each}`).slice(0, 8);
    this.marks = Uint8Array.from(credentials.flatMap((each) => Array.from(mark(each))));
    this.told = { ...TOLD, cards: hex(digest(this.marks)) };
  }

  async cards(): Promise<Uint8Array> {
    this.looked++;
    if (!this.marks) throw new Unreachable();
    return this.marks;
  }

  async cast(_: string, raw: string): Promise<Kept> {
    this.raw.push(raw);
    const next = this.next.shift();
    if (next instanceof Error) throw next;
    this.kept ??= raw;
    if (next) throw new Unreachable();
    const again = Number(this.kept !== raw);
    if (again && !this.told.revote_clause) throw new Refused("voted_already");
    this.kept = raw;
    return { receipt: "JN1", state: this.state, again };
  }

  async ballot(_: string, hash: string): Promise<Kept | null> {
    const here = this.kept && hexDigest(this.kept) === hash;
    return here ? { receipt: "JN1", state: "verified", again: 0 } : null;
  }

  get at(): Screen["name"] {
    return this.session.screen.name;
  }

  // To the review, with the first answer of every question chosen.
  async write(): Promise<void> {
    const { session } = this;
    await session.start();
    await session.enter(CODE);
    for (let place = 0; place < session.drafts.length; place++) {
      session.drafts.touch(place, 0);
      assert.ok(session.go(place + 1));
    }
    assert.equal(this.at, "review");
  }
}

function held(): number {
  return v8.queryObjects(Hidden, { format: "count" }) as number;
}

test("from the one vote to the verified receipt, and nothing is held any more", async () => {
  await settled();
  const before = held();
  const hall = new Hall();
  await hall.write();
  await hall.session.encrypt();
  assert.equal(hall.at, "decide");
  assert.ok(held() > before);
  await hall.session.cast();
  assert.deepEqual([hall.at, hall.session.sent!.state], ["received", "verified"]);
  assert.equal(hall.session.sent!.tracker, fingerprint(hall.raw[0]!));
  assert.ok(!hall.session.sent!.good); // "JN1" is no receipt
  assert.ok(!hall.screens.includes("votes"));
  assert.deepEqual([hall.session.drafts.length, hall.session.digest, hall.session.isCardTaken], [0, "", false]);
  await settled();
  assert.equal(held(), before);
});

test("the same bytes are sent until they are taken, and once taken is enough", async () => {
  const hall = new Hall();
  await hall.write();
  hall.next = [new Unreachable(), new Refused("not_open"), "lost", new Unreachable(5, true)];
  await hall.session.encrypt();
  await hall.session.cast();
  assert.equal(hall.raw.length, 5);
  assert.equal(new Set(hall.raw).size, 1);
  assert.equal(hall.at, "received");
});

test("a refusal after a lost answer is looked into before it is believed", async () => {
  const hall = new Hall();
  await hall.write();
  hall.next = ["lost", new Refused("closed")];
  await hall.session.encrypt();
  await hall.session.cast();
  assert.equal(hall.at, "received");
});

test("a second ballot by one card is refused, in words for it", async () => {
  const hall = new Hall();
  hall.kept = "another";
  await hall.write();
  await hall.session.encrypt();
  await hall.session.cast();
  assert.deepEqual(hall.session.screen, { name: "refused", code: "voted_already" });
  await hall.session.start();
  assert.equal(hall.at, "code");
});

test("a card votes again where what is hashed says so, and the earlier ballot no longer counts", async () => {
  const clause = "本次会议表决办法第六条";
  const election = JSON.stringify({ ...ELECTION, description: `第五条${REVOTED}${clause}` });
  const again = { election, fingerprint: fingerprint(election), revote_clause: clause };
  const hall = new Hall();
  hall.told = { ...TOLD, ...again };
  hall.kept = "another";
  await hall.write();
  await hall.session.encrypt();
  await hall.session.cast();
  const { screen, sent } = hall.session;
  assert.deepEqual([hall.at, sent!.again, sent!.state], ["received", true, "verified"]);
  const { credential } = JSON.parse(hall.raw[0]!) as { credential: string };
  assert.ok(screen.name === "received" && screen.sending.card === hexDigest(credential));
  // On another device the card votes once more before this one was verified.
  const first = new Hall();
  first.told = hall.told;
  await first.write();
  await first.session.encrypt();
  first.ballot = async () => null;
  await first.session.cast();
  assert.deepEqual([first.at, first.session.sent!.state], ["received", "replaced"]);
  const ends = JSON.stringify({ ...ELECTION, description: clause });
  for (const lie of [
    { revote_clause: clause },
    { election: ends, fingerprint: fingerprint(ends), revote_clause: clause },
    { ...again, revote_clause: "" },
  ]) {
    const lying = new Hall();
    lying.told = { ...TOLD, ...lie };
    await lying.session.start();
    assert.deepEqual(lying.session.screen, { name: "mismatch", what: "revoting" });
  }
});

test("an opened ballot is never sent; the card is good for another", async () => {
  const hall = new Hall();
  await hall.write();
  await hall.session.encrypt();
  const { digest } = hall.session;
  hall.session.consider();
  hall.session.open();
  const { screen } = hall.session;
  assert.ok(screen.name === "opened" && screen.opened.digest === digest);
  await hall.session.cast();
  assert.deepEqual([hall.at, hall.raw], ["opened", []]);
  hall.session.again();
  assert.deepEqual(hall.session.screen, { name: "question", place: 0 });
  assert.ok(!hall.session.drafts.isWritten(0) && hall.session.isCardTaken);
});

test("three minutes without a touch, and everything is gone, wherever one was", async () => {
  const steps: ((hall: Hall) => unknown)[] = [
    (hall) => hall.session.go(0),
    () => undefined,
    (hall) => hall.session.ask(),
    (hall) => hall.session.encrypt(),
    async (hall) => (await hall.session.encrypt(), hall.session.consider()),
    async (hall) => (await hall.session.encrypt(), hall.session.open()),
  ];
  await settled();
  const before = held();
  for (const step of steps) {
    const hall = new Hall();
    await hall.write();
    await step(hall);
    hall.now += IDLE - WARNED - 1;
    assert.equal(hall.session.left, null);
    hall.now += 1;
    assert.equal(hall.session.left, WARNED);
    hall.session.touch();
    assert.equal(hall.session.left, null);
    hall.now += IDLE;
    hall.session.tick();
    assert.deepEqual(hall.session.screen, { name: "left", why: "idle" });
    assert.deepEqual([hall.session.drafts.length, hall.session.isCardTaken], [0, false]);
  }
  const typing = new Hall();
  await typing.session.start();
  typing.session.type(0, CODE);
  typing.now += IDLE;
  typing.session.tick();
  assert.deepEqual([typing.at, typing.session.code.groups.join("")], ["left", ""]);
  await settled();
  assert.equal(held(), before);
});

test("leaving while the ballot is encrypted drops it", async () => {
  await settled();
  const before = held();
  const hall = new Hall();
  await hall.write();
  const running = hall.session.encrypt();
  hall.session.leave("asked");
  await running;
  assert.equal(hall.at, "left");
  await settled();
  assert.equal(held(), before);
});

test("back goes back a screen, and an encrypted ballot becomes a written one again", async () => {
  const hall = new Hall();
  await hall.write();
  await hall.session.encrypt();
  hall.session.back();
  assert.deepEqual([hall.at, hall.session.digest], ["review", ""]);
  hall.session.back();
  assert.deepEqual(hall.session.screen, { name: "question", place: hall.session.drafts.length - 1 });
  for (let step = 0; step < hall.session.drafts.length; step++) hall.session.back();
  assert.equal(hall.at, "leaving");
  hall.session.back();
  assert.deepEqual(hall.session.screen, { name: "question", place: 0 });
  assert.ok(hall.session.drafts.isWritten(0));
});

test("what is not open waits and opens by itself", async () => {
  const hall = new Hall();
  hall.told = { ...TOLD, state: "waiting" };
  const running = hall.session.start();
  await settled();
  await settled();
  assert.equal(hall.at, "waiting");
  hall.told = TOLD;
  await running;
  assert.equal(hall.at, "code");
  hall.told = { ...TOLD, state: "closed" };
  await hall.session.start();
  assert.equal(hall.at, "over");
});

test("a tablet that lies there leaves a vote that is over, and no code is taken for it", async () => {
  const hall = new Hall();
  await hall.session.start();
  hall.now += IDLE;
  hall.session.tick();
  await settled();
  assert.equal(hall.at, "code");
  hall.told = { ...TOLD, state: "closed" };
  await hall.session.enter(CODE);
  await settled();
  assert.deepEqual([hall.at, hall.session.isCardTaken], ["over", false]);
  hall.told = TOLD;
  await hall.session.start();
  hall.told = { ...TOLD, state: "closed" };
  hall.session.tick();
  await settled();
  assert.equal(hall.at, "code");
  hall.now += 15_000;
  hall.session.tick();
  await settled();
  await settled();
  assert.equal(hall.at, "over");
  hall.told = TOLD;
  hall.now += 15_000;
  hall.session.tick();
  await settled();
  assert.equal(hall.at, "code");
});

test("several votes are a question; what does not agree is not shown", async () => {
  const hall = new Hall();
  hall.votes = [TOLD, { ...TOLD, trial: true }];
  const running = hall.session.start();
  await settled();
  assert.equal(hall.at, "votes");
  await hall.session.choose(TOLD.uuid);
  await running;
  assert.equal(hall.at, "code");
  const sheets = [...TOLD.sheets].reverse();
  const wrong: [Partial<Told>, string][] = [
    [{ fingerprint: "x" }, "fingerprint"],
    [{ bundle: "c" }, "bundle"],
    [{ sheets }, "sheets"],
    [{ sheets: [] }, "sheets"],
    [{ election: TOLD.election + " " }, "election"],
  ];
  for (const [change, what] of wrong) {
    hall.told = { ...TOLD, ...change };
    await hall.session.choose(TOLD.uuid);
    assert.deepEqual(hall.session.screen, { name: "mismatch", what });
  }
  hall.told = TOLD;
  await hall.session.choose("KnownAnswers12");
  assert.deepEqual(hall.session.screen, { name: "mismatch", what: "uuid" });
});

test("a wrong code is refused with the reason, and the card only taken once", async () => {
  const hall = new Hall();
  await hall.session.start();
  await hall.session.enter("DwA-H48-HGT-CBK-idc");
  assert.deepEqual([hall.at, hall.session.problem!.code], ["code", "code_checksum"]);
  hall.session.type(0, CODE);
  assert.equal(hall.session.problem, null);
  await Promise.all([hall.session.enter(), hall.session.enter()]);
  assert.equal(hall.screens.filter((each) => each === "question").length, 1);
});

test("a card on no list is told so before anything is written, by this device alone", async () => {
  await settled();
  const before = held();
  const hall = new Hall();
  const { credential } = ED25519.ballots[0]!;
  hall.list("another", credential);
  await hall.session.start();
  hall.session.type(0, OTHER);
  await hall.session.enter();
  assert.deepEqual([hall.at, hall.session.problem!.code], ["code", "not_listed"]);
  assert.equal(hall.session.isCardTaken, false);
  await settled();
  assert.equal(held(), before);
  await hall.session.enter(CODE);
  assert.deepEqual([hall.at, hall.looked], ["question", 1]);
  hall.session.leave("asked");
  await hall.session.start();
  await hall.session.enter(CODE);
  assert.deepEqual([hall.at, hall.looked], ["question", 1]);
});

test("a list that does not come, or is another, leaves it to the box", async () => {
  for (const spoil of [
    (hall: Hall) => (hall.marks = null),
    (hall: Hall) => (hall.marks = new Uint8Array(8)),
    (hall: Hall) => (hall.told = TOLD),
  ]) {
    const hall = new Hall();
    hall.list("another");
    spoil(hall);
    await hall.session.start();
    await hall.session.enter(CODE);
    assert.equal(hall.at, "question");
  }
});
