// Makes ballots for the Python package to judge: a request on the standard input, the answer on the output.
import { readFileSync } from "node:fs";
import { seal, takeCard } from "../ballots.ts";
import { readCode } from "../credentials.ts";
import { readElection } from "../elections.ts";
import { randomBelow } from "../random.ts";
import { atOnce } from "../slices.ts";
import { bytes } from "./known.ts";

interface Request {
  election: string;
  votes: { typed: string; choices: number[][]; opens: boolean }[];
}

const asked = JSON.parse(readFileSync(0, "utf8")) as Request[];
const made = asked.map(({ election, votes }) => {
  const read = readElection(bytes(election));
  return votes.map(({ typed, choices, opens }) => {
    const card = atOnce(takeCard(read, readCode(typed)));
    const sealed = atOnce(seal(card, choices, randomBelow));
    return opens ? sealed.open() : sealed.cast();
  });
});
process.stdout.write(JSON.stringify(made));
