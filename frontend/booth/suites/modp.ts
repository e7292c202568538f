// BELENIOS-2048: the subgroup of order q modulo p, made after FIPS 186-4 (specification of Belenios 2.0, section 5.1).
// The cofactor has small factors, so membership is the power by q. Elements are written in base 10.
import type { Suite } from "./base.ts";

const DECIMAL = /^(0|[1-9][0-9]*)$/;

export class ModP implements Suite {
  readonly name: string;
  readonly order: bigint;
  readonly generator: bigint;
  readonly identity = 1n;
  readonly #p: bigint;
  readonly #digits: number;

  constructor(name: string, p: bigint, q: bigint, g: bigint) {
    this.name = name;
    this.order = q;
    this.generator = g;
    this.#p = p;
    this.#digits = p.toString().length;
  }

  read(text: string): bigint | null {
    if (text.length > this.#digits || !DECIMAL.test(text)) return null;
    return BigInt(text);
  }

  write(element: bigint): string {
    return element.toString();
  }

  isMember(element: bigint): boolean {
    if (element <= 0n || element >= this.#p) return false;
    let found = 1n;
    for (const bit of this.order.toString(2)) {
      found = (found * found) % this.#p;
      if (bit === "1") found = (found * element) % this.#p;
    }
    return found === 1n;
  }

  multiply(one: bigint, other: bigint): bigint {
    return (one * other) % this.#p;
  }
}

export const P = BigInt(
  "0x" +
    "A3EF2D011FEFB1B6E39E568FCCDFFB0FB7DC7EF3A791B6862791811D21FC35F21E6D36856B428030" +
    "421F514ED40BFD4C06E092A495AF8D79A2F85E0FB11C0EDE07DD973F9C53E50930C6E82AC36DE1AE" +
    "3FB8C3AABFFF12CE27A5022DDD8912D107435012768A2CDD0A4091D8FA447F6C7EBC15A349FA318A" +
    "6B4FE17D8D47E843A3E14DFA9B2162F4D7229ABE93A188B46B006517D6F6747EBBB29C9EC3099B60" +
    "7F18FB1A8BC858279AA8599411D998D3E3FADA9E010840D082D8C31911ACDD4A0E7992D0F18CC759" +
    "CB5DE0ACF66A3882555BC810941E021B6A4CCFA04EE4008F878AFFA2375E2999B44F6CEF17D70730" +
    "1E59E0E6351E051ED9CEC4157646E64F",
);
const Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;
const G = BigInt(
  "0x" +
    "1307C1AB5F295885D7CAA3A78A42415E31FD1C5807B61FB1E781878A52230A51988B98C259597F9C" +
    "5A9DFD001D26BA31D9D8976F01D95A1C8262EE68A0E92CEA541E5219E0D0D094301B894236823FE1" +
    "D4BC04E29F3748AEFD4F10D5B1A356A8643E673FD9D215FC8FE5FB9CF9FDB8EA88FDB1A3381A697F" +
    "DF9C2458570B06D26AEF1BE365FDD90165F397C6B870DF8C1B9E519EDCEE8BB0F74B7A1615A274BA" +
    "60A7EA574A61F552D2DDE0CE514E0927C4FF49B1964C4A913731AE4268D60D7F22127B6CBBA44D45" +
    "3AC8B72FD04E0991B7AEFF04867D8724AC638F5F34100D2D47AA680D43771902743D663F42D853C0" +
    "41E1C91FE3823F4BCF284308F1D7E653",
);

export const belenios2048: Suite = new ModP("BELENIOS-2048", P, Q, G);
