import assert from "node:assert/strict";
import test from "node:test";
import { GROUPS, impossible, isFull, NOTHING, typed } from "../page/code.ts";
import { blanked, EMPTY, marks, missing, touched } from "../page/draft.ts";
import { glosser } from "../page/gloss.ts";
import { isGood, readReceipt } from "../page/receipt.ts";
import { ALL, sayer } from "../page/words.ts";

const CODE = "ABCDEFGHJKLMNPQRSTUVWX";
const WHOLE = ["ABCDE", "FGHJKL", "MNPQR", "STUVWX"];

test("a code is typed letter by letter and goes on by itself", () => {
  let now = NOTHING;
  for (const letter of "abcde fghjkl-mnpqr—stuvwx") {
    now = typed(now, now.at, now.groups[now.at] + letter, true);
  }
  assert.deepEqual(now.groups, WHOLE);
  assert.ok(isFull(now.groups));
  assert.equal(typed(NOTHING, 0, "abcde", false).groups[0], "abcde");
});

test("a whole code may be pasted into any group, in any form", () => {
  for (const text of [CODE, " ＡＢＣＤＥ－fghjkl MNPQR－STUVWX\n"]) {
    for (const at of GROUPS.keys()) assert.deepEqual(typed(NOTHING, at, text, true).groups, WHOLE);
  }
  const short = typed(NOTHING, 2, "DwA-H48-HGT-CBK-idb", false);
  assert.deepEqual(short, { groups: ["DwAH4", "8HGTCB", "Kidb", ""], at: 2 });
});

test("a forgotten letter can be put in, and one too many taken out", () => {
  const missed = typed(NOTHING, 0, CODE.replace("C", ""), true);
  assert.deepEqual(missed.groups, ["ABDEF", "GHJKLM", "NPQRS", "TUVWX"]);
  assert.deepEqual(typed(missed, 0, "ABCDEF", true).groups, WHOLE);
  assert.deepEqual(typed({ groups: WHOLE, at: 3 }, 3, "STUVW", true).groups[3], "STUVW");
  assert.deepEqual(typed(NOTHING, 1, "FG", true), { groups: ["", "FG", "", ""], at: 1 });
});

test("what no code has is found by its place", () => {
  assert.deepEqual(impossible(["ABé", "", "", ""]), { group: 0, place: 2 });
  assert.deepEqual(impossible(["AB", "赞", "", ""]), { group: 1, place: 0 });
  assert.equal(impossible(["0OIl1", "", "", ""]), null);
});

test("nobody can mark more than the question allows", () => {
  const asked = { question: "?", answers: ["a", "b", "c"], least: 0, most: 2, blank: true };
  const two = touched(asked, touched(asked, EMPTY, 2)!, 0)!;
  assert.deepEqual(two.chosen, [0, 2]);
  assert.equal(touched(asked, two, 1), null);
  assert.deepEqual(marks(asked, two), [0, 1, 0, 1]);
  assert.deepEqual(touched(asked, two, 0)!.chosen, [2]);
  const blank = blanked(asked, two);
  assert.deepEqual(marks(asked, blank), [1, 0, 0, 0]);
  assert.deepEqual(marks(asked, touched(asked, blank, 1)!), [0, 0, 1, 0]);
  assert.deepEqual(blanked(asked, blank), EMPTY);
  const one = { ...asked, least: 1, most: 1, blank: false };
  assert.deepEqual(touched(one, { chosen: [0], blank: false }, 2)!.chosen, [2]);
  assert.deepEqual([missing(one, EMPTY), missing(one, { chosen: [1], blank: false })], [1, 0]);
  assert.deepEqual(blanked(one, EMPTY), EMPTY);
});

// Made with PyNaCl from the secret key of 32 zero bytes.
const KEY = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";

test("a receipt is good only for its ballot, its vote, its key", () => {
  assert.equal(readReceipt("JN1.KnownAnswers11.x.y"), null);
  const tracker = "CbJ2n0BNs5TVs7BIYrtED4cRnqsFqV6okBY7lxQs/R8";
  const signature = "27A4LL7VSkTqbQq3zoOwVKWThVvl1_75DjX5pqejqufamK1IzquMz39wlrTXVF0-AQODA26zVwjZBz99fff7CQ";
  const text = `JN1.KnownAnswers11.${tracker.replace(/\//g, "_").replace(/\+/g, "-")}.${signature}`;
  assert.equal(readReceipt(text)!.tracker, tracker);
  assert.ok(isGood(text, "KnownAnswers11", tracker, KEY));
  assert.ok(!isGood(text, "KnownAnswers12", tracker, KEY));
  assert.ok(!isGood(text, "KnownAnswers11", tracker.replace("C", "D"), KEY));
  assert.ok(!isGood(text.replace(/.{8}$/, "AAAAAAAA"), "KnownAnswers11", tracker, KEY));
  assert.ok(!isGood(text, "KnownAnswers11", tracker, KEY.replace("O", "P")));
  assert.ok(!isGood(text, "KnownAnswers11", tracker, "no key"));
});

test("every text stands in both languages, with the same gaps", () => {
  const gaps = (text: string) => (text.match(/{\w+}/g) ?? []).sort();
  for (const [chinese, english] of ALL) {
    const free = new Set([...gaps(english), ...gaps(chinese)]);
    assert.deepEqual([...free].sort(), gaps(chinese).length ? gaps(english) : [], chinese);
    assert.ok(!/[\u4e00-\u9fff]/.test(english) || english === "中文", english);
  }
  assert.equal(sayer("zh")("chosenOf", { chosen: 9, left: 1 }), "已选 9 项，还可选 1 项");
});

test("what is said fits a deputy's own phone and the count sheet, and names as wall and tools do", () => {
  const [zh, en] = [sayer("zh"), sayer("en")];
  assert.match(zh("verified"), /^已核验。用会场平板的/);
  assert.match(en("verified"), /^Verified\. If you used a tablet/);
  assert.match(zh("mayBeEmpty"), /计为“未选”/);
  assert.match(en("mayBeEmpty"), /counts as “Not chosen”/);
  assert.deepEqual([zh("ofVote"), en("ofVote")], ["选举指纹", "Election fingerprint"]);
});

test("English stands beside the frozen answers, never beside free names", () => {
  const sheet = (kind: "vote" | "satisfaction" | "choose") =>
    ({ kind, heading: "", note: "", audio: null, answers: [] }) as const;
  const english = glosser("en");
  assert.equal(english(sheet("vote"), "弃权"), "Abstain");
  assert.equal(english(sheet("satisfaction"), "不了解"), "Not familiar with it");
  assert.equal(english(sheet("choose"), "弃权"), "");
  assert.equal(english(sheet("vote"), "constructor"), "");
  assert.equal(glosser("zh")(sheet("vote"), "弃权"), "");
});
