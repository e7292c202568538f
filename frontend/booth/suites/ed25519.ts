// Ed25519: the prime-order subgroup of the curve of RFC 8032, with @noble/curves. The text of an element is the 32
// bytes of RFC 8032 in reverse order, in hexadecimal. A product is a sum of points.
import "../oldest.ts";
import { ed25519 as curve } from "@noble/curves/ed25519.js";
import { hex } from "../random.ts";
import type { Suite } from "./base.ts";

const { Point } = curve;
type Point = typeof Point.BASE;

export const ed25519: Suite = {
  name: "Ed25519",
  order: Point.Fn.ORDER,
  generator: Point.BASE,
  identity: Point.ZERO,

  read(text: string): Point | null {
    if (!/^[0-9a-f]{64}$/.test(text)) return null;
    const pairs = text.match(/../g) ?? [];
    try {
      return Point.fromBytes(Uint8Array.from(pairs, (pair) => parseInt(pair, 16)).reverse());
    } catch {
      return null; // no point of the curve
    }
  },

  write(element: Point): string {
    return hex(element.toBytes().reverse());
  },

  isMember(element: Point): boolean {
    return element.isTorsionFree();
  },

  multiply(one: Point, other: Point): Point {
    return one.add(other);
  },
};
