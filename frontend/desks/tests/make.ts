// For the Python tests: codes of the desk, the public lists of codes that they give, the second generators. JSON in, JSON
// out.
import { readFileSync } from "node:fs";
import { atOnce } from "../../booth/slices.ts";
import { suiteOf } from "../../booth/suites/index.ts";
import { fileOf, makeCodes, readCodes } from "../cards/codes.ts";
import { listOf, type PileName, Piles } from "../cards/piles.ts";
import { SECOND } from "../trustee/commitments.ts";

interface Asked {
  make: number;
  codes: string;
  out: [PileName, string][];
  handed_out: number;
  elections: { uuid: string; group: string }[];
}

const asked = JSON.parse(readFileSync(0, "utf8")) as Asked;
const piles = new Piles(readCodes(asked.codes));
for (const [pile, code] of asked.out) piles.take(pile, code);
const listed = piles.listed(asked.handed_out);
const lists = asked.elections.map(({ uuid, group }) => atOnce(listOf(suiteOf(group)!, uuid, listed)));
const made = [true, false].map((capitals) => fileOf(makeCodes(asked.make, capitals)));
process.stdout.write(JSON.stringify({ made, lists, second: SECOND }));
