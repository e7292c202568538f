// BELENIOS-2048 and RFC-3526-2048 (group 14 of that RFC: 2^2048 - 2^1984 - 1 + 2^64 · ([2^1918 π] + 124476)), which has
// p = 2q + 1, so that its members are the squares, told by the Jacobi symbol.
import { belenios2048, ModP, P as BELENIOS_P } from "../../booth/suites/modp.ts";
import type { Suite } from "../../booth/suites/base.ts";
import { Group, powers } from "./group.ts";

class PrimeGroup extends Group {
  readonly #p: bigint;

  constructor(suite: Suite, p: bigint) {
    super(suite);
    this.#p = p;
  }

  read(text: string): bigint | null {
    const found = this.suite.read(text) as bigint | null;
    return found !== null && found > 0n && found < this.#p ? found : null;
  }

  equal(one: bigint, other: bigint): boolean {
    return one === other;
  }

  multiply(one: bigint, other: bigint): bigint {
    return (one * other) % this.#p;
  }

  square(element: bigint): bigint {
    return (element * element) % this.#p;
  }
}

class SafePrimeGroup extends PrimeGroup {
  checkedPowers(base: bigint, exponents: readonly bigint[]): unknown[] | null {
    return jacobi(base, RFC_3526_P) === 1 ? powers(this, base, exponents) : null;
  }
}

// The Jacobi symbol of two numbers, the second odd.
function jacobi(above: bigint, below: bigint): number {
  let [a, n, sign] = [above % below, below, 1];
  while (a) {
    const low = a & -a;
    const twos = low.toString(2).length - 1;
    a >>= BigInt(twos);
    const rest = Number(n & 7n);
    if (twos % 2 && (rest === 3 || rest === 5)) sign = -sign;
    if (Number(a & 3n) === 3 && rest % 4 === 3) sign = -sign;
    [a, n] = [n % a, a];
  }
  return n === 1n ? sign : 0;
}

const RFC_3526_P = BigInt(
  "0x" +
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22" +
    "514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6" +
    "F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3D" +
    "C2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB" +
    "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E8603" +
    "9B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
    "15728E5A8AACAA68FFFFFFFFFFFFFFFF",
);
const rfc3526 = new ModP("RFC-3526-2048", RFC_3526_P, (RFC_3526_P - 1n) / 2n, 2n);

export const beleniosGroup = () => new PrimeGroup(belenios2048, BELENIOS_P);
export const rfc3526Group = () => new SafePrimeGroup(rfc3526, RFC_3526_P);
