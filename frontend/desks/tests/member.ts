// For the Python tests: a desk that does what it is told, a line of JSON each, against the server of the arguments.
import { createInterface } from "node:readline";
import { setTimeout as slept } from "node:timers/promises";
import { findingOf } from "../errors.ts";
import type { Hands } from "../trustee/hands.ts";
import { type Joined, Joining } from "../trustee/joining.ts";
import { Remote } from "../trustee/remote.ts";
import { Watching } from "../trustee/watching.ts";

interface Asked {
  do: "join" | "watch" | "restart";
  seed?: string;
  ballots?: number;
  confirms?: boolean;
}

class Stopped extends Error {}

const [base, code] = process.argv.slice(2) as [string, string];
const remote = new Remote(code, base);
let asked: Asked;
let said: string[] = [];
let seeds: string[] = [];
let joined: Joined;
let watching: Watching;

const hands: Hands = {
  seen: () => undefined,
  waiting: () => undefined,
  backup: async (seed) => void seeds.push(seed),
  restore: async () => asked.seed ?? seeds[0]!,
  say: (word) => void said.push(word),
  ballots: async () => asked.ballots!,
  confirm: async (word) => (said.push(word), asked.confirms ?? false),
  alarm: (uuid, raw) => void said.push(`alarm ${uuid} ${raw.length}`),
  reached: (yes) => void (yes || said.push("unreachable")),
  async pause() {
    if (asked.do === "watch") throw new Stopped();
    await slept(20);
  },
};

async function done(): Promise<object> {
  if (asked.do === "join") {
    joined = await new Joining(remote, hands).run();
    return { fingerprint: joined.fingerprint, key: joined.key.toString() };
  }
  if (asked.do === "restart" || !watching) watching = new Watching(remote, hands, joined, async () => undefined);
  if (asked.do === "watch") await watching.run();
  return {};
}

for await (const line of createInterface({ input: process.stdin })) {
  asked = JSON.parse(line) as Asked;
  [said, seeds] = [[], []];
  let answer: object;
  try {
    answer = await done();
  } catch (error) {
    if (!(error instanceof Stopped) && !findingOf(error)) throw error;
    answer = { refused: findingOf(error) };
  }
  process.stdout.write(`${JSON.stringify({ ...answer, said, seeds })}\n`);
}
