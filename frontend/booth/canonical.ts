// 规范形式 (canonical form), as `secret_ballot.v1.canonical` has it: compact JSON, members in the order of the
// specification, absent rather than null. Reading fails where writing would give other bytes.
import { BoothError } from "./errors.ts";

export type Json = string | number | boolean | Json[] | { [name: string]: Json };
type Members = { [name: string]: Json };

const LARGEST_NUMBER = 2 ** 30 - 1;

export function encode(value: Json): string {
  return JSON.stringify(value).replace(/\x7f/g, "\\u007f");
}

export function decode(raw: Uint8Array, where: string): Json {
  let text: string;
  let value: Json;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    value = JSON.parse(text) as Json;
  } catch {
    throw new BoothError("malformed", where);
  }
  // Half a pair of surrogates is no Unicode text; JSON.stringify alone would write it as it was.
  const half = /(^|[^\\])(\\\\)*\\ud[89a-f]/.test(text);
  if (half || encode(value) !== text) throw new BoothError("not_canonical", where);
  return value;
}

// An object with these members in this order, those with `?` optional.
export function members(value: Json, order: string, where: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BoothError("shape", where);
  }
  const has = (name: string) => Object.prototype.hasOwnProperty.call(value, name);
  const expected = order
    .split(" ")
    .filter((name) => !name.endsWith("?") || has(name.slice(0, -1)))
    .map((name) => name.replace("?", ""));
  if (Object.keys(value).join(" ") !== expected.join(" ")) throw new BoothError("shape", where);
  return value;
}

export function array(value: Json | undefined, where: string): Json[] {
  if (!Array.isArray(value)) throw new BoothError("shape", where);
  return value;
}

export function string(value: Json | undefined, where: string): string {
  if (typeof value !== "string") throw new BoothError("shape", where);
  return value;
}

export function small(value: Json | undefined, where: string): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw new BoothError("shape", where);
  if (value < 0 || value > LARGEST_NUMBER) throw new BoothError("shape", where);
  return value;
}
