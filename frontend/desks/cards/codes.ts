// 投票码 (codes): made here, or read from the file in which they were kept. The files are those of
// `jiannuo-ballot cards make`: a code a line.
import { BASE_58, FULL, grouped, readCode } from "../../booth/credentials.ts";
import { randomBelow } from "../../booth/random.ts";
import { DeskError } from "../errors.ts";

export const MOST = 100_000;
const LENGTH = 22;
const CAPITALS = BASE_58.slice(0, 33);

export function newCode(capitals: boolean): string {
  const letters = capitals ? CAPITALS : BASE_58;
  const order = BigInt(letters.length);
  const word = Array.from({ length: LENGTH }, () => letters[Number(randomBelow(order))]!);
  return grouped(word.join(""), FULL);
}

// So many different ones, sorted: nothing tells in which order they were made.
export function makeCodes(number: number, capitals: boolean): string[] {
  if (!Number.isInteger(number) || number < 1 || number > MOST) throw new DeskError("number_wrong", "number");
  const found = new Set<string>();
  while (found.size < number) found.add(newCode(capitals));
  return [...found].sort();
}

// Each line a code, no two alike; refused with the line's number, never with the code.
export function readCodes(text: string): string[] {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line);
  for (const [place, line] of lines.entries()) {
    if (!isCode(line)) throw new DeskError("private_credential", String(place + 1));
  }
  if (!lines.length || new Set(lines).size < lines.length) throw new DeskError("cards_unknown", "codes");
  return lines;
}

export function fileOf(codes: readonly string[]): string {
  return codes.map((code) => `${code}\n`).join("");
}

function isCode(line: string): boolean {
  try {
    return readCode(line) === line;
  } catch {
    return false;
  }
}
