import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { atOnce } from "../../booth/slices.ts";
import { ed25519 } from "../../booth/suites/ed25519.ts";
import { WORDS } from "../cards/words.ts";
import { fileOf, makeCodes, readCodes } from "../cards/codes.ts";
import { listOf, Piles, readUuids, trialIn } from "../cards/piles.ts";
import { checkBooth, checkBundle, groupedLines, shuffled } from "../cards/sheets.ts";
import { has, SHARED } from "../say.ts";
import { WORDS as TRUSTEE } from "../trustee/words.ts";
import { refused, spoken } from "./known.ts";

const UUIDS = ["KnownAnswers11", "KnownAnswers12"];

test("codes are as many as asked, different, sorted, and read again as they were kept", () => {
  const codes = makeCodes(40, true);
  assert.equal(new Set(codes).size, 40);
  assert.deepEqual([...codes].sort(), codes);
  assert.ok(codes.every((code) => /^[1-9A-HJ-NP-Z]{5}-[1-9A-HJ-NP-Z]{6}-[1-9A-HJ-NP-Z]{5}-[1-9A-HJ-NP-Z]{6}$/.test(code)));
  assert.ok(makeCodes(40, false).some((code) => /[a-z]/.test(code)));
  assert.deepEqual(readCodes(`\ufeff${fileOf(codes).replace(/\n/g, "\r\n")}\n`), codes);
  for (const number of [0, 1.5, NaN, 100_001]) {
    assert.throws(() => makeCodes(number, true), refused("number_wrong"));
  }
  const [one] = codes as [string];
  assert.throws(() => readCodes(`${one}\n${one}\n`), refused("cards_unknown"));
  assert.throws(() => readCodes("\n"), refused("cards_unknown"));
  assert.throws(() => readCodes(`${one}\n${one.slice(1)}`), (error: Error) => {
    return refused("private_credential", "2")(error) && !error.message.includes(one.slice(1));
  });
});

test("piles take what was printed, once, however it is typed; the list is what is left", () => {
  const codes = makeCodes(6, true);
  const piles = new Piles(codes);
  assert.equal(piles.take("left_over", `${codes[0]}\r`), "taken");
  assert.equal(piles.take("left_over", codes[1]!.toLowerCase().replace(/-/g, " ")), "taken");
  assert.equal(piles.take("left_over", codes[1]!), "twice");
  assert.equal(piles.take("spoiled", codes[1]!), "elsewhere");
  assert.equal(piles.take("spoiled", makeCodes(1, true)[0]!), "not_printed");
  assert.equal(piles.take("surrendered", codes[2]!), "taken");
  assert.equal(piles.take("spoiled", codes[3]!), "taken");
  piles.undo("spoiled");
  assert.deepEqual(["left_over", "spoiled", "surrendered"].map((pile) => piles.count(pile as "spoiled")), [2, 0, 1]);
  assert.deepEqual(piles.listed(3), codes.slice(3));
  assert.throws(() => piles.listed(4), refused("cards_number", "3 ≠ 4"));
  assert.throws(() => piles.listed(NaN), refused("cards_number"));
});

test("two elections of one set of cards have lists that share nothing", () => {
  const codes = makeCodes(3, true);
  const [one, other] = UUIDS.map((uuid) => JSON.parse(atOnce(listOf(ed25519, uuid, codes))) as string[]);
  assert.equal(new Set([...one!, ...other!]).size, 6);
  assert.deepEqual([...one!].sort(), one);
  assert.deepEqual(readUuids(` ${UUIDS.join("，\n")}; `), UUIDS);
  assert.equal(trialIn(UUIDS.join(" ")), null);
  for (const text of [`试投：${UUIDS[0]}\n${UUIDS[1]}`, `Trial ${UUIDS[0]}, ${UUIDS[1]}`]) {
    assert.deepEqual([readUuids(text), trialIn(text)], [UUIDS, UUIDS[0]]);
  }
  for (const text of ["", "KnownAnswers1l", `${UUIDS[0]} ${UUIDS[0]}`]) {
    assert.throws(() => readUuids(text), refused("uuid"));
  }
});

test("what is printed on cards is judged as the tool judges it", () => {
  assert.equal(checkBooth(" https://piao.example.gov.cn"), "https://piao.example.gov.cn/");
  assert.equal(checkBooth("http://booth.localhost:8000/"), "http://booth.localhost:8000/");
  for (const text of ["http://piao.example.gov.cn", "https://a/b", "https://a/?c", "https://票.cn", "https://u@a/", "a"]) {
    assert.throws(() => checkBooth(text), refused("booth_address"));
  }
  assert.equal(checkBundle(`${"ab12 ".repeat(16)}`), "ab12".repeat(16));
  assert.throws(() => checkBundle("AB12".repeat(16)), refused("bundle_hash"));
  assert.equal(groupedLines("ABCDE-FGHJKL-MNPQR-STUVWX"), "ABCDE-FGHJKL-\nMNPQR-STUVWX");
  assert.equal(groupedLines("DwA-H48-HGT-CBK-idb"), "DwA-H48-HGT-\nCBK-idb");
  const all = Array.from({ length: 50 }, (_, place) => place);
  const other = shuffled(all);
  assert.notDeepEqual(other, all);
  assert.deepEqual([...other].sort((a, b) => a - b), all);
});

test("every text stands in both languages, with the same gaps", () => spoken(WORDS, TRUSTEE, SHARED));

test("whatever the watch says has words", () => {
  for (const name of ["watching", "committed"]) {
    const source = readFileSync(new URL(`../trustee/${name}.ts`, import.meta.url), "utf8");
    const said = [...source.matchAll(/hands\.(?:say|confirm)\("(\w+)"/g)].map(([, word]) => word!);
    assert.ok(said.length > 3 && said.every((word) => has(TRUSTEE, word)), said.join());
  }
});
