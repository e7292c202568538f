import assert from "node:assert/strict";
import test from "node:test";
import { setImmediate as settled } from "node:timers/promises";
import v8 from "node:v8";
import { seal as sealing, takeCard as taking } from "../ballots.ts";
import { encode, type Json } from "../canonical.ts";
import { Hidden } from "../hidden.ts";
import { Opening, proveAlternative } from "../proofs.ts";
import { checkChoices, powers, sum } from "../questions.ts";
import { randomBelow } from "../random.ts";
import { atOnce } from "../slices.ts";
import { fingerprint } from "../suites/base.ts";
import { type CastBallot, type OpenedBallot, prepare, readElection, seal, takeCard } from "../booth.ts";
import { bytes, cardOf, ED25519, electionOf, KNOWN, refused } from "./known.ts";

const CHOICES = [[0, 1], [1, 1], [1, 0, 0]];
const CODE = ED25519.ballots[0]!.code;

// How much that is hidden can still be reached; counting collects what cannot.
function held(): number {
  return v8.queryObjects(Hidden, { format: "count" }) as number;
}

test("once a ballot is cast, dropped or stopped, nothing secret is held", async () => {
  const before = held();
  const election = electionOf(ED25519);
  await prepare(election);
  const card = await takeCard(election, CODE);
  const sealed = await seal(card, CHOICES);
  assert.ok(held() >= before + 8); // a secret, seven ciphertexts
  assert.equal(sealed.cast().kind, "cast");
  const [other, dropped] = [cardOf(ED25519), await seal(cardOf(ED25519), CHOICES)];
  dropped.wipe();
  const stop = new AbortController();
  const running = seal(other, CHOICES, stop.signal);
  stop.abort();
  await assert.rejects(running, refused("stopped"));
  other.wipe();
  await settled();
  assert.equal(held(), before);
  assert.ok(!card.isUsable && !other.isUsable && sealed.digest !== dropped.digest);
});

test("cast or opened, never both, and once a card", () => {
  const card = cardOf(ED25519);
  const [audited, cast, third] = [1, 2, 3].map(() => atOnce(sealing(card, CHOICES, randomBelow)));
  audited!.open();
  assert.ok(card.isUsable);
  const { raw, tracker } = cast!.cast();
  assert.equal(tracker, fingerprint(raw));
  for (const sealed of [audited!, cast!]) {
    assert.throws(() => sealed.open(), refused("spent", "ballot"));
    assert.throws(() => sealed.cast(), refused("spent", "ballot"));
  }
  assert.ok(!card.isUsable);
  assert.throws(() => third!.cast(), refused("spent", "card"));
  assert.throws(() => atOnce(sealing(card, CHOICES, randomBelow)), refused("spent", "card"));
  const made = Reflect.construct(audited!.constructor, [audited!.digest]) as typeof third;
  assert.throws(() => made!.cast(), refused("spent", "ballot"));
});

test("an opened ballot shows its choices and randomness, and has no signature", () => {
  const card = cardOf(ED25519);
  const { suite, key } = card.election;
  const opened = atOnce(sealing(card, CHOICES, randomBelow)).open();
  const { unsigned } = JSON.parse(opened.record);
  assert.equal(fingerprint(unsigned), opened.digest);
  const body = JSON.parse(unsigned);
  assert.ok(!("signature" in body));
  assert.deepEqual(opened.choices, CHOICES);
  for (const [row, drawn] of opened.randomness.entries()) {
    for (const [cell, randomness] of drawn.entries()) {
      const mask = atOnce(key.power(BigInt(randomness)));
      const beta: unknown = opened.choices[row]![cell] ? suite.multiply(mask, suite.generator) : mask;
      assert.equal(body.answers[row].choices[cell].beta, suite.write(beta));
    }
  }
});

// Never run: what the types refuse.
export async function refusedByTypes(cast: CastBallot, opened: OpenedBallot): Promise<void> {
  // @ts-expect-error a cast ballot has nothing to open
  cast.open();
  // @ts-expect-error an opened ballot cannot be cast
  opened.cast();
  // @ts-expect-error an opened ballot is not what is sent
  ((ballot: CastBallot) => ballot.raw)(opened);
  // @ts-expect-error nor is a sealed one
  ((ballot: CastBallot) => ballot.raw)(await seal(cardOf(ED25519), CHOICES));
}

test("choices that a question does not allow give no ballot", () => {
  const plain = { question: "?", answers: ["a", "b", "c"], least: 1, most: 2, blank: false };
  const [two, one] = [2, 1.5] as number[];
  const wrong = [[0, 0, 0], [1, 1, 1], [1, 0], [1, 0, 0, 0], [two!, 0, 0], [-1, 1, 1], [one!, 0, 0],
    [NaN, 1, 0], new Array<number>(3), [true, false, false] as unknown as number[], ["1", 0, 0] as unknown as number[]];
  for (const choices of wrong) assert.throws(() => checkChoices(plain, choices, "?"), refused("choices"));
  const blank = { ...plain, blank: true };
  for (const choices of [[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 0], [0, 1, 1, 1]]) {
    assert.throws(() => checkChoices(blank, choices, "?"), refused("choices"));
  }
  for (const choices of [[1, 0, 0, 0], [0, 1, 0, 1]]) checkChoices(blank, choices, "?");
  const card = cardOf(ED25519);
  for (const choices of [[], CHOICES.slice(1), [...CHOICES, [0]], [[1, 1], [1, 1], [1, 0, 0]]]) {
    assert.throws(() => atOnce(sealing(card, choices, randomBelow)), refused("choices"));
  }
});

test("what changes while a ballot is sealed does not change it", async () => {
  const [card, choices] = [cardOf(ED25519), CHOICES.map((each) => [...each])];
  const running = seal(card, choices);
  for (const each of choices) each.fill(1);
  choices.pop();
  assert.deepEqual((await running).open().choices, CHOICES);
  await assert.rejects(seal(card, choices), refused("choices", "ballot"));
});

test("long work lets others work in between", async () => {
  const election = electionOf(KNOWN.find((each) => each.group === "BELENIOS-2048")!);
  let [others, running] = [0, true];
  const other = () => {
    others++;
    if (running) setImmediate(other);
  };
  other();
  await prepare(election);
  await seal(atOnce(taking(election, CODE)), CHOICES);
  running = false;
  assert.ok(others > 2, `${others}`);
});

test("every step of sealing is foreseen, so that a page can tell how far it is", async () => {
  for (const known of KNOWN) {
    const card = cardOf(known);
    await prepare(card.election);
    const work = sealing(card, CHOICES, randomBelow);
    let steps = 0;
    while (!work.next().done) steps++;
    assert.equal(steps, sum(card.election.questions.map(powers)));
  }
});

test("a false claim is not proved", () => {
  const { suite, key } = electionOf(ED25519);
  const opening = new Opening(1, 5n);
  const branches = [{ opening, claimed: 0 }];
  const work = proveAlternative({ suite, generator: key, key }, branches, 0, "", randomBelow);
  assert.throws(() => atOnce(work), refused("choices"));
});

test("one code gives other credentials in another election", () => {
  const value = JSON.parse(ED25519.election) as { [name: string]: Json };
  const other = readElection(bytes(encode({ ...value, uuid: "KnownAnswers12" })));
  assert.notEqual(atOnce(taking(other, CODE)).credential, cardOf(ED25519).credential);
});

test("random numbers are drawn again, not reduced", (context) => {
  const drawn: number[][] = [[0xff], [0x05], [0x07], [0x04], [0x12, 0x34], [0xff, 0xff]];
  context.mock.method(globalThis.crypto, "getRandomValues", (into: Uint8Array) => {
    into.set(drawn.shift()!);
    return into;
  });
  // Three bits: 7, 0, 0 of the first three bytes; 7 is not below 5.
  assert.deepEqual([randomBelow(5n), randomBelow(5n), randomBelow(5n)], [0n, 0n, 0n]);
  // Nine bits: 0x1234 >> 7 of the first byte.
  assert.equal(randomBelow(257n), 0x34n);
  // 511 is not below, and nothing more comes.
  assert.throws(() => randomBelow(257n), TypeError);
});

test("without the browser's randomness there is no ballot", (context) => {
  const card = cardOf(ED25519);
  const kept = Object.getOwnPropertyDescriptor(globalThis, "crypto")!;
  context.after(() => Object.defineProperty(globalThis, "crypto", kept));
  Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
  const work = sealing(card, CHOICES, randomBelow);
  assert.throws(() => atOnce(work), refused("no_randomness"));
});
