// 凭证 (credentials): reading the code of a voting card (投票码), typed or scanned, and deriving its secret.
//
// Two forms: 15 characters with a checksum (belenios-tool 2.0) and 22 characters (from 2.4). Both tell capital from
// small letters, so small letters can be forgiven only where the ticket office says that all cards have capitals alone.
import "./oldest.ts";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { BoothError } from "./errors.ts";
import { fromBytes } from "./random.ts";
import { hexDigest, type Suite } from "./suites/base.ts";

export type Letters = "both" | "capitals";

export const BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const SHORT = [3, 3, 3, 3, 3];
export const FULL = [5, 6, 5, 6];
const LENGTHS = { short: 15, full: 22 };
const ROUNDS = 1000;
// Spaces, dashes of every kind and what a Chinese keyboard gives for them, full stops, marks that do not show.
export const BETWEEN = /[\s\p{Pd}\p{Cf}\u2212\u30fc\u4e00_.,·。、]/gu;

// The code as it is hashed. Refused with code_empty, code_character (and its place), code_length, code_checksum.
export function readCode(typed: string, letters: Letters = "both"): string {
  const bare = typed.normalize("NFKC").replace(BETWEEN, "");
  if (!bare) throw new BoothError("code_empty", "code");
  const full = letters === "capitals" || Array.from(bare).length >= LENGTHS.full;
  const word = letters === "capitals" ? capitals(bare) : mixed(bare);
  const wrong = Array.from(word).findIndex((character) => !BASE_58.includes(character));
  if (wrong >= 0) throw new BoothError("code_character", `code[${wrong}]`);
  if (word.length !== (full ? LENGTHS.full : LENGTHS.short)) {
    throw new BoothError("code_length", "code");
  }
  if (!full && !checks(word)) throw new BoothError("code_checksum", "code");
  return grouped(word, full ? FULL : SHORT);
}

// Of 0, O and o only o occurs; 1, I and l may each be meant where both cases occur, and stay wrong.
function mixed(word: string): string {
  return word.replace(/[0O]/g, "o");
}

// Neither O nor 0 occurs, and of 1, I and l only 1 could be printed.
function capitals(word: string): string {
  return word.toUpperCase().replace(/I/g, "1");
}

// Whether number plus checksum is divisible by 53.
function checks(word: string): boolean {
  const digits = Array.from(word, (character) => BASE_58.indexOf(character));
  const last = digits.pop() ?? 0;
  const number = digits.reduce((found, digit) => (58 * found + digit) % 53, 0);
  return (number + last) % 53 === 0;
}

export function grouped(word: string, sizes: readonly number[]): string {
  let start = 0;
  return sizes.map((size) => word.slice(start, (start += size))).join("-");
}

// The secret scalar of a code, as `readCode` gives it, in one election.
export function derive(suite: Suite, uuid: string, code: string): bigint {
  if (code.replace(/-/g, "").length === LENGTHS.full) {
    const halves = [0, 1].map((half) => hexDigest(`derive_credential|${uuid}|${half}|${code}`));
    return BigInt(`0x${halves.join("")}`) % suite.order;
  }
  const key = pbkdf2(sha256, code, uuid, { c: ROUNDS, dkLen: 32 });
  const secret = fromBytes(key) % suite.order;
  key.fill(0);
  return secret;
}
