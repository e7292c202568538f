// Judges archives for the Python package's tests: paths on the standard input, a report a line on the output.
import { readFileSync } from "node:fs";
import { verify } from "../judgement.ts";

for (const path of JSON.parse(readFileSync(0, "utf8")) as string[]) {
  const began = performance.now();
  const report = verify(readFileSync(path));
  process.stdout.write(`${JSON.stringify({ ...report, seconds: (performance.now() - began) / 1000 })}\n`);
}
