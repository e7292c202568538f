// 随机数: from crypto.getRandomValues alone.
import { BoothError } from "./errors.ts";

// Draws one scalar below an order.
export type Draw = (order: bigint) => bigint;

// Every number below the order is as likely: what is not below is drawn again, never reduced.
export function randomBelow(order: bigint): bigint {
  if (typeof crypto === "undefined" || !crypto.getRandomValues) {
    throw new BoothError("no_randomness", "crypto");
  }
  const bits = (order - 1n).toString(2).length;
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  const spare = 8 * bytes.length - bits;
  for (;;) {
    crypto.getRandomValues(bytes);
    bytes[0]! >>= spare;
    const found = fromBytes(bytes);
    if (found < order) {
      bytes.fill(0);
      return found;
    }
  }
}

export function fromBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(bytes)}`);
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
