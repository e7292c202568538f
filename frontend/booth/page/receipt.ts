// 回执 (receipts): what the server signed, judged in the browser. A receipt says that a ballot is in the box, nothing of
// what it holds.
import "../oldest.ts";
import { ed25519 } from "@noble/curves/ed25519.js";

export interface Receipt {
  readonly text: string;
  readonly uuid: string;
  // In base 64, as the ballot has it.
  readonly tracker: string;
  readonly signature: Uint8Array;
}

const FORM = /^JN1\.([1-9A-HJ-NP-Za-km-z]{14,})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{86})$/;

// `JN1.<uuid>.<tracker>.<signature>`, or null.
export function readReceipt(text: string): Receipt | null {
  const found = FORM.exec(text);
  if (!found) return null;
  const [, uuid, tracker, signature] = found as unknown as [string, string, string, string];
  return { text, uuid, tracker: standard(tracker), signature: fromBase64(standard(signature)) };
}

// Whether it is about this ballot of this vote and signed with this key (base 64).
export function isGood(text: string, uuid: string, tracker: string, key: string): boolean {
  const receipt = readReceipt(text);
  if (!receipt || receipt.uuid !== uuid || receipt.tracker !== tracker) return false;
  const signed = new TextEncoder().encode(`jiannuo-receipt-1|${uuid}|${tracker}`);
  try {
    return ed25519.verify(receipt.signature, signed, fromBase64(key), { zip215: false });
  } catch {
    return false;
  }
}

// In groups of four, as people compare it.
export function inFours(text: string): string[] {
  return text.match(/.{1,4}/g) ?? [];
}

function standard(text: string): string {
  return text.replace(/-/g, "+").replace(/_/g, "/");
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/=+$/, "")), (each) => each.charCodeAt(0));
}
