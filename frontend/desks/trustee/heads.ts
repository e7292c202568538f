// 收票承诺 (heads), as `secret_ballot.v1.heads` has them: what a server signs while a vote runs, each continuing the one
// before, so that it cannot change its mind about what it received.
import { ed25519 } from "@noble/curves/ed25519.js";
import { hexDigest, scalarOf } from "../../booth/suites/base.ts";
import { array, type Json, members, string } from "../../verifier/canonical.ts";
import { readElement } from "../../verifier/elections.ts";
import type { Group } from "../../verifier/groups/index.ts";
import { DeskError } from "../errors.ts";
import { checkShuffle } from "./commitments.ts";

const DOMAIN = "jiannuo-head-1";
const MOST = 1_000_000;

interface Head {
  readonly number: number;
  readonly ballots: number;
  // Commitments to what came since the head before, null where it only counts.
  readonly leaves: readonly string[] | null;
  readonly signature: string;
}

function readHead(value: Json): Head {
  const found = members(value, "number ballots leaves signature", "head");
  const { number, ballots } = found;
  const fits = (each: unknown) => Number.isInteger(each) && (each as number) >= 0 && (each as number) <= MOST;
  if (!fits(number) || !fits(ballots)) throw new DeskError("heads_form", "head");
  const { leaves: told } = found;
  const leaves = told === null ? null : array(told, "head").map((each) => string(each, "head"));
  if (leaves?.some((each, place) => place > 0 && leaves[place - 1]! >= each)) throw new DeskError("heads_form", "head");
  return { number: number as number, ballots: ballots as number, leaves, signature: string(found["signature"], "head") };
}

// The 32 bytes of the key of receipts, in base 64, padded or not.
export function readReceiptKey(text: string): Uint8Array {
  const raw = fromBase64(text.replace(/=+$/, ""));
  if (raw?.length !== 32) throw new DeskError("receipt_key", "heads.key");
  return raw;
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

// The heads of one box as far as they are known, each judged when it came.
export class Chain {
  readonly uuid: string;
  readonly leaves: string[] = [];
  length = 0;
  ballots = 0;
  root = "";
  onlyCounts = false;

  constructor(uuid: string) {
    this.uuid = uuid;
  }

  // Takes on the next head; refused with heads_form, heads_signature.
  grow(value: Json, key: Uint8Array): void {
    const head = readHead(value);
    const where = `head ${head.number}`;
    const { leaves } = head;
    const more = head.ballots - this.ballots;
    const goesOn = head.number === this.length + 1 && more > 0;
    const sameKind = !this.length || (leaves === null) === this.onlyCounts;
    if (!goesOn || !sameKind || (leaves && leaves.length !== more)) throw new DeskError("heads_form", where);
    const told = leaves === null ? "-" : leaves.join(",");
    const root = hexDigest(`${DOMAIN}|${this.uuid}|${head.number}|${head.ballots}|${this.root}|${told}`);
    if (!isSigned(head.signature, `${DOMAIN}|${root}`, key)) throw new DeskError("heads_signature", where);
    this.length++;
    this.ballots = head.ballots;
    this.root = root;
    this.onlyCounts = leaves === null;
    this.leaves.push(...(leaves ?? []));
  }

  // The ballots with these hashes are just those that were committed to. Where heads only count, nothing is judged here.
  async check(group: Group, hashes: readonly string[], proof: Json, rest: () => Promise<void>): Promise<void> {
    if (this.onlyCounts) return;
    const sorted = [...new Set(hashes)].sort();
    if (sorted.length !== hashes.length || hashes.length !== this.ballots) {
      throw new DeskError("heads_number", `${sorted.length} ≠ ${this.ballots}`);
    }
    if (!sorted.length) return;
    const committed = this.leaves.map((leaf) => readElement(group, leaf, "head"));
    const messages = sorted.map((hash) => scalarOf(group.suite, `jiannuo-entry-1|${this.uuid}|${hash}`));
    await checkShuffle(group, committed, messages, proof, `${this.uuid}|${this.root}|${sorted.join(",")}`, rest);
  }
}

function isSigned(signature: string, text: string, key: Uint8Array): boolean {
  const raw = fromBase64(signature);
  if (raw?.length !== 64) return false;
  try {
    return ed25519.verify(raw, new TextEncoder().encode(text), key, { zip215: false });
  } catch {
    return false; // the key is no point
  }
}
