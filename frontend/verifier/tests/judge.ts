// Judges archives for `tests/test_browser_verifier.py`: paths on the standard input, each alone or with that of an earlier
// copy, a report a line on the output. A ballot whose proofs held once is not judged again in the same election.
import { readFileSync } from "node:fs";
import { judged } from "../ballots.ts";
import type { Finding } from "../findings.ts";
import { Judgement } from "../judgement.ts";
import type { Report } from "../report.ts";

const held = new Set<string>();

function verify(raw: Uint8Array, earlier: Uint8Array | null): Report {
  const judgement = new Judgement();
  judgement.begin(raw, earlier);
  const found = new Map<number, Finding>();
  for (const number of judgement.waiting) {
    const [election, ballot] = [judgement.election!, judgement.contents.ballots[number]!];
    const key = election.fingerprint + Buffer.from(ballot).toString("base64");
    const finding = held.has(key) ? null : judged(election, ballot, number);
    if (finding) found.set(number, finding);
    else held.add(key);
  }
  return judgement.finish(found);
}

for (const [path, earlier] of JSON.parse(readFileSync(0, "utf8")) as [string, string?][]) {
  const read = (name: string) => new Uint8Array(readFileSync(name));
  const report = verify(read(path), earlier ? read(earlier) : null);
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
