// 监票密钥 (trustees), as `secret_ballot.v1.trustees` reads them: single keys and Pedersen's threshold, every proof judged.
import { array, decode, decodeText, type Json, members, small, string } from "./canonical.ts";
import { readElement, readKey } from "./elections.ts";
import { BallotError } from "./findings.ts";
import type { Element, Group } from "./groups/index.ts";
import { knowsKey, type Proof, readProof } from "./proofs.ts";

export interface Single {
  readonly publicKey: Element;
  readonly text: string;
}

export interface Pedersen {
  readonly threshold: number;
  readonly members: readonly Single[];
  readonly publicKey: Element;
}

export type Item = Single | Pedersen;

export interface Trustees {
  readonly items: readonly Item[];
  // Everybody who can decrypt; number i is entry i - 1, members of a threshold in their place.
  readonly keys: readonly Single[];
}

export function isPedersen(item: Item): item is Pedersen {
  return "members" in item;
}

export function readPublicKey(group: Group, value: Json | undefined, where: string): Single {
  const found = members(value, "pok public_key name?", where);
  const publicKey = readKey(group, found["public_key"], `${where}.public_key`);
  const text = found["public_key"] as string;
  const proof = readProof(group, found["pok"], `${where}.pok`);
  if (!knowsKey(group, publicKey, proof, `pok|${group.name}|${text}|`)) {
    throw new BallotError("trustee_proof", `${where}.pok`);
  }
  if ("name" in found) string(found["name"], where);
  return { publicKey, text };
}

export function readSigned(group: Group, value: Json | undefined, where: string): [string, Proof] {
  const found = members(value, "message signature", where);
  return [string(found["message"], where), readProof(group, found["signature"], where)];
}

export interface Certificate {
  readonly verification: Element;
  readonly encryption: Element;
}

export function readCertificates(group: Group, value: Json | undefined, where: string): Certificate[] {
  const found: Certificate[] = [];
  array(value, where).forEach((entry, place) => {
    const one = readCertificate(group, entry, `${where}[${place}]`);
    const same = (other: Certificate) =>
      group.equal(one.verification, other.verification) || group.equal(one.encryption, other.encryption);
    if (found.some(same)) throw new BallotError("certificate_twice", `${where}[${place}]`);
    found.push(one);
  });
  return found;
}

function readCertificate(group: Group, value: Json, where: string): Certificate {
  const [message, proof] = readSigned(group, value, where);
  const keys = members(decodeText(message, where), "verification encryption", where);
  const verification = readKey(group, keys["verification"], `${where}.verification`);
  const encryption = readKey(group, keys["encryption"], `${where}.encryption`);
  if (!knowsKey(group, verification, proof, `sigmsg|${message}|`)) {
    throw new BallotError("certificate", where);
  }
  return { verification, encryption };
}

export function readCoefficients(
  group: Group,
  certificates: readonly Certificate[],
  value: Json | undefined,
  where: string,
): Element[][] {
  const found: Element[][] = [];
  array(value, where, certificates.length).forEach((entry, place) => {
    const spot = `${where}[${place}]`;
    const [message, proof] = readSigned(group, entry, spot);
    const listed = array(members(decodeText(message, spot), "coefexps", spot)["coefexps"], spot);
    const own = listed.map((text) => readElement(group, text, spot));
    if (!knowsKey(group, certificates[place]!.verification, proof, `sigmsg|${message}|`)) {
      throw new BallotError("coefficients", spot);
    }
    found.push(own);
    if (own.length !== found[0]!.length) throw new BallotError("threshold", spot);
  });
  return found;
}

// g^f(place), by Horner's rule from the commitments to f.
export function valueAt(group: Group, commitments: readonly Element[], place: number): Element {
  return commitments.reduceRight(
    (found, each) => group.multiply(group.power(found, BigInt(place)), each),
    group.identity,
  );
}

function readPedersen(group: Group, value: Json | undefined, where: string): Pedersen {
  const found = members(value, "threshold certs coefexps verification_keys", where);
  const certificates = readCertificates(group, found["certs"], `${where}.certs`);
  const coefficients = readCoefficients(group, certificates, found["coefexps"], `${where}.coefexps`);
  const threshold = small(found["threshold"], `${where}.threshold`);
  const fits = coefficients.length > 0 && coefficients[0]!.length === threshold;
  if (!fits || threshold < 1 || threshold > certificates.length) {
    throw new BallotError("threshold", `${where}.threshold`);
  }
  const commitments = coefficients[0]!.map((_, k) => group.product(coefficients.map((own) => own[k])));
  const spot = `${where}.verification_keys`;
  const keys = array(found["verification_keys"], spot, certificates.length).map((entry, place) => {
    const key = readPublicKey(group, entry, `${spot}[${place}]`);
    if (!group.equal(key.publicKey, valueAt(group, commitments, place + 1))) {
      throw new BallotError("verification_key", `${spot}[${place}]`);
    }
    return key;
  });
  return { threshold, members: keys, publicKey: commitments[0] };
}

export function readTrustees(group: Group, raw: Uint8Array, where = "trustees"): Trustees {
  const items = array(decode(raw, where), where).map((entry, place): Item => {
    const spot = `${where}[${place}]`;
    const [kind, value] = array(entry, spot, 2);
    if (kind === "Single") return readPublicKey(group, value, spot);
    if (kind === "Pedersen") return readPedersen(group, value, spot);
    throw new BallotError("shape", spot);
  });
  if (!items.length) throw new BallotError("trustees_none", where);
  return { items, keys: items.flatMap((item) => (isPedersen(item) ? item.members : [item])) };
}

// The product of all keys: the election's.
export function electionKey(group: Group, { items }: Trustees): Element {
  return group.product(items.map((item) => item.publicKey));
}
