import assert from "node:assert/strict";
import test from "node:test";
import { encode, type Json } from "../canonical.ts";
import { readCode } from "../credentials.ts";
import { readElection } from "../elections.ts";
import { suiteOf } from "../suites/index.ts";
import { bytes, ED25519, KNOWN, refused } from "./known.ts";

const SHORT = "DwA-H48-HGT-CBK-idb";
const FULL = "ABCDE-FGHJKL-MNPQR-STUVWX";

test("codes are read however they are typed", () => {
  for (const typed of [SHORT, "DwAH48HGTCBKidb", " DwA H48\u3000HGT\tCBK idb\n", "DwA—H48－HGT一CBK−idb",
    "ＤｗＡ－Ｈ４８－ＨＧＴ－ＣＢＫ－ｉｄｂ", "\u200bDwA.H48.HGT。CBK·idb"]) {
    assert.equal(readCode(typed), SHORT);
  }
  assert.equal(readCode("ABCDEFGHJKLMNPQRSTUVWX"), FULL);
  assert.equal(readCode("0BCDE-FGHJKL-MNPQR-STUVWO"), "oBCDE-FGHJKL-MNPQR-STUVWo");
  assert.equal(readCode("abcde ｆｇｈｊｋｌ mnpqr stuvwx", "capitals"), FULL);
  assert.equal(readCode("Ibcde fghjkl mnpqr stuvwi", "capitals"), "1BCDE-FGHJKL-MNPQR-STUVW1");
});

test("codes that cannot be right are refused with the reason, and not repeated", () => {
  assert.throws(() => readCode(" -　"), refused("code_empty"));
  assert.throws(() => readCode(SHORT.slice(0, -1)), refused("code_length"));
  assert.throws(() => readCode(FULL + "2"), refused("code_length"));
  assert.throws(() => readCode(SHORT, "capitals"), refused("code_length"));
  assert.throws(() => readCode("DwA-H4é-HGT-CBK-idb"), refused("code_character", "code[5]"));
  assert.throws(() => readCode("DwA-H48-lGT-CBK-idb"), refused("code_character", "code[6]"));
  assert.throws(() => readCode("0bcde-fghjk-lmnpq-rstuvwx", "capitals"), refused("code_character"));
  const changed = [...SHORT.replace(/-/g, "")].map((_, place, all) =>
    all.map((each, at) => (at === place ? (each === "x" ? "y" : "x") : each)).join(""),
  );
  for (const each of [...changed, SHORT.toLowerCase(), "wDA-H48-HGT-CBK-idb"]) {
    assert.throws(() => readCode(each), (error: Error) => {
      return refused("code_checksum")(error) && !error.message.includes(each);
    });
  }
});

// In its place, so that the order of the members is right.
function nullBlank({ answers, min, max, question }: any): unknown {
  return { answers, blank: null, min, max, question };
}

function changed(change: (value: any) => void): Uint8Array {
  const value = JSON.parse(ED25519.election);
  change(value);
  return bytes(encode(value as Json));
}

test("an election that is not as the protocol has it is refused", () => {
  const identity = suiteOf("Ed25519")!.write(suiteOf("Ed25519")!.identity);
  const order2 = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"; // the point (0, -1)
  const cases: [string, (value: any) => void][] = [
    ["version", (value) => (value.version = 2)],
    ["shape", (value) => (value.name = 1)],
    ["shape", (value) => (value.more = 1)],
    ["shape", (value) => delete value.uuid],
    ["shape", (value) => (value.questions[0].min = -1)],
    ["shape", (value) => (value.questions[0].blank = 1)],
    ["shape", (value) => (value.questions[0] = nullBlank(value.questions[0]))],
    ["group", (value) => (value.group = "RFC-3526-2048")],
    ["uuid", (value) => (value.uuid = "KnownAnswers1l")],
    ["question", (value) => (value.questions = [])],
    ["question", (value) => (value.questions[0].max = 3)],
    ["question", (value) => (value.questions[0].min = 2)],
    ["question_kind", (value) => (value.questions[0].type = "Lists")],
    ["element", (value) => (value.public_key = value.public_key.toUpperCase())],
    ["element", (value) => (value.public_key = "f".repeat(64))],
    ["not_member", (value) => (value.public_key = order2)],
    ["identity", (value) => (value.public_key = identity)],
  ];
  for (const [code, change] of cases) {
    assert.throws(() => readElection(changed(change)), refused(code), code + change);
  }
});

test("one form only: whatever is written otherwise is refused", () => {
  const text = ED25519.election;
  for (const other of [text + " ", text.replace(":1,", ":1.0,"), text.replace("已", "\\u5df2"),
    text.replace("{", '{"version":1,'), text.replace("\\u007f", "\x7f"), text.replace("已知", "\\ud800")]) {
    assert.throws(() => readElection(bytes(other)), refused("not_canonical"));
  }
  for (const other of [bytes("\ufeff" + text), bytes(text.slice(1)), Uint8Array.of(0xff)]) {
    assert.throws(() => readElection(other), refused("malformed"));
  }
});

test("no key outside the group modulo p", () => {
  const belenios = KNOWN.find((each) => each.group === "BELENIOS-2048")!;
  const key = JSON.parse(belenios.election).public_key as string;
  const wrong = { "2": "not_member", "0": "not_member", "1": "identity", ["0" + key]: "element" };
  for (const [other, code] of Object.entries(wrong)) {
    assert.throws(() => readElection(bytes(belenios.election.replace(key, other))), refused(code));
  }
});
