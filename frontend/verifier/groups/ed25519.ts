// Ed25519: the arithmetic of the booth's suite. A text in its form that is no point of the curve is read as something outside,
// so that it is refused where members are asked for, as the Python package does.
import { ed25519 as suite } from "../../booth/suites/ed25519.ts";
import type { Element } from "../../booth/suites/base.ts";
import { modulo } from "../../booth/suites/base.ts";
import { ed25519 as curve } from "@noble/curves/ed25519.js";
import { Group } from "./group.ts";

const { Point } = curve;
type Point = typeof Point.BASE;

const OUTSIDE = Object.freeze({});

class EdwardsGroup extends Group {
  read(text: string): Element | null {
    return /^[0-9a-f]{64}$/.test(text) ? (this.suite.read(text) ?? OUTSIDE) : null;
  }

  equal(one: Element, other: Element): boolean {
    return one !== OUTSIDE && other !== OUTSIDE && (one as Point).equals(other as Point);
  }

  square(element: Point): Point {
    return element.double();
  }

  checkedPowers(base: Element, exponents: readonly bigint[]): Element[] | null {
    return base === OUTSIDE ? null : super.checkedPowers(base, exponents);
  }

  // The costly inversions shared: one for all.
  texts(elements: readonly Point[]): string[] {
    const { Fp } = Point;
    const inverses = Fp.invertBatch(elements.map((each) => each.Z));
    return elements.map((each, place) => {
      const [x, y] = [Fp.mul(each.X, inverses[place]!), Fp.mul(each.Y, inverses[place]!)];
      return (y + (modulo(x, 2n) << 255n)).toString(16).padStart(64, "0");
    });
  }
}

export const edwardsGroup = () => new EdwardsGroup(suite);
