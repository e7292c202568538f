// 档案的字节 (archive), as `secret_ballot.v1.archive` reads them: every head is written anew and compared, every name is
// the hash of what it names, nothing is cut, nothing stands at the end.
import { decode, hexHash, members, string } from "./canonical.ts";
import { BallotError } from "./findings.ts";

const BLOCK = 512;
const FIRST = "BELENIOS";
const EVENT = ".event.json";
const NAME = /^[0-9a-f]{64}\.(?:data|event)\.json$/;
const OCTAL = /^[0-7]{11}\0$/;

export interface Record {
  readonly name: string;
  readonly body: Uint8Array;
  readonly number: number;
  readonly where: string;
  readonly isEvent: boolean;
  readonly hash: string;
}

export function* readRecords(raw: Uint8Array): Generator<Record, void> {
  if (!raw.length) throw new BallotError("archive_empty", "record 0");
  let timestamp = -1;
  for (let offset = 0, number = 0; offset < raw.length; number++) {
    const where = `record ${number}`;
    const block = raw.subarray(offset, offset + BLOCK);
    const { name, size } = parseHead(block, where);
    const stop = offset + BLOCK + size;
    const end = stop + ((BLOCK - (size % BLOCK)) % BLOCK);
    const body = raw.subarray(offset + BLOCK, stop);
    if (end > raw.length) throw new BallotError("archive_cut", where);
    if (number === 0) timestamp = readFirst(name, body);
    if (!same(block, head(name, size, timestamp))) throw new BallotError("archive_record", where);
    if (raw.subarray(stop, end).some((byte) => byte)) throw new BallotError("archive_padding", where);
    const hash = name.split(".")[0]!;
    if (number) {
      if (!NAME.test(name)) throw new BallotError("archive_record", where);
      if (hash !== hexHash(body)) throw new BallotError("record_hash", where);
    }
    yield { name, body, number, where, isEvent: name.endsWith(EVENT), hash };
    offset = end;
  }
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function parseHead(block: Uint8Array, where: string): { name: string; size: number } {
  if (block.length < BLOCK) throw new BallotError("archive_cut", where);
  const name = latin(block.subarray(0, 100)).replace(/\0+$/, "");
  const size = latin(block.subarray(124, 136));
  if (/[^\x00-\x7f]/.test(name) || !OCTAL.test(size)) {
    throw new BallotError(where === "record 0" ? "archive_header" : "archive_record", where);
  }
  return { name, size: parseInt(size, 8) };
}

// The 512 bytes before a record.
export function head(name: string, size: number, timestamp: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (text: string, at: number) => block.set(Uint8Array.from(text, (c) => c.charCodeAt(0)), at);
  const octal = (number: number, digits: number) => number.toString(8).padStart(digits, "0");
  put(name, 0);
  put("0000644", 100);
  put("0000000", 108);
  put("0000000", 116);
  put(octal(size, 11), 124);
  put(octal(timestamp, 11), 136);
  put(" ".repeat(8), 148);
  put("0", 156);
  put(`${octal(block.reduce((sum, byte) => sum + byte, 0), 6)}\0 `, 148);
  return block;
}

function readFirst(name: string, body: Uint8Array): number {
  const where = "record 0";
  if (name !== FIRST) throw new BallotError("archive_header", where);
  const found = members(decode(body, where), "version timestamp", where);
  if (found["version"] !== 1) throw new BallotError("archive_version", where);
  const seconds = string(found["timestamp"], where);
  if (!/^(?:0|[1-9][0-9]{0,9})$/.test(seconds)) throw new BallotError("shape", where);
  return Number(seconds);
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

// Where a later archive does not continue an earlier one, null where it does. Both must be readable.
export function firstDifference(earlier: Uint8Array, later: Uint8Array): string | null {
  if (same(earlier, later.subarray(0, earlier.length))) return null;
  const news = readRecords(later);
  for (const old of readRecords(earlier)) {
    const found = news.next();
    if (found.done) break;
    if (old.name !== found.value.name || !same(old.body, found.value.body)) return found.value.where;
  }
  return earlier.length <= later.length ? "record 0" : "the end";
}
