// 门限密钥的产生 (the threshold ceremony): one member's steps, as `secret_ballot.v1.threshold` has them. Only signed and
// encrypted texts leave; the seed is 22 characters, written on paper, from which the member's keys follow.
import { encode, type Json as BoothJson } from "../../booth/canonical.ts";
import { BASE_58, FULL, grouped } from "../../booth/credentials.ts";
import { randomBelow } from "../../booth/random.ts";
import { hexDigest, modulo, scalarOf } from "../../booth/suites/base.ts";
import { array, decodeText, type Json, members, string } from "../../verifier/canonical.ts";
import { type Element, type Group } from "../../verifier/groups/index.ts";
import { readScalar } from "../../verifier/proofs.ts";
import {
  type Certificate,
  readCertificates,
  readCoefficients,
  valueAt,
} from "../../verifier/trustees.ts";
import { DeskError } from "../errors.ts";
import { asJson, type Proven, prove, publicOf, receive, send, sign, type Signed, written } from "./channel.ts";

const SEED_LENGTH = 22;

export interface Polynomial {
  readonly polynomial: string;
  readonly secrets: readonly string[];
  readonly coefexps: Signed;
}

export interface Share {
  readonly private_key: string;
  readonly public_key: { readonly pok: Proven; readonly public_key: string };
}

export function newSeed(): string {
  const order = BigInt(BASE_58.length);
  return Array.from({ length: SEED_LENGTH }, () => BASE_58[Number(randomBelow(order))]!).join("");
}

// As it is written down.
export function onPaper(seed: string): string {
  return grouped(seed, FULL);
}

// Without what paper adds.
export function plain(entered: string): string {
  return entered.normalize("NFKC").replace(/[\s-]/g, "");
}

// Who holds a seed: its keys, in one group.
export class Member {
  readonly group: Group;
  readonly seed: string;
  readonly signing: bigint;
  readonly opening: bigint;

  constructor(group: Group, seed: string) {
    const fits = seed.length === SEED_LENGTH && Array.from(seed).every((each) => BASE_58.includes(each));
    if (!fits) throw new DeskError("private_key", "seed");
    this.group = group;
    this.seed = seed;
    this.signing = scalarOf(group.suite, `sk|${seed}`);
    this.opening = scalarOf(group.suite, `dk|${seed}`);
  }

  // The public keys, as they stand in the certificate.
  get message(): string {
    const { group } = this;
    const [verification, encryption] = [this.signing, this.opening].map((key) => written(group, publicOf(group, key)));
    return encode({ verification: verification!, encryption: encryption! });
  }

  // 1: the public keys, signed.
  certificate(): Signed {
    return sign(this.group, this.signing, this.message);
  }

  // 3: a random polynomial, its values for the members, its commitments.
  async polynomial(certs: Json, threshold: number): Promise<Polynomial> {
    const { group, signing } = this;
    const certificates = readCertificates(group, certs, "certs");
    const coefficients = Array.from({ length: threshold }, () => randomBelow(group.order));
    const own = encode({ polynomial: coefficients.map(String) });
    const secrets: string[] = [];
    for (const [place, each] of certificates.entries()) {
      const secret = valueOf(group, coefficients, place + 1);
      secrets.push(await send(group, signing, each.encryption, encode({ secret: `${secret}` })));
    }
    const commitments = coefficients.map((each) => written(group, publicOf(group, each)));
    return {
      polynomial: await send(group, signing, this.#own(certificates).encryption, own),
      secrets,
      coefexps: sign(group, signing, encode({ coefexps: commitments })),
    };
  }

  // 5: what all have sent is checked and added up to the own key.
  async share(certs: Json, received: Json, threshold: number): Promise<Share> {
    const { group } = this;
    const found = members(received, "polynomial secrets coefexps", "received");
    const certificates = readCertificates(group, certs, "certs");
    const mine = this.#own(certificates);
    const place = certificates.indexOf(mine);
    const commitments = readCoefficients(group, certificates, found["coefexps"], "received.coefexps");
    if (commitments[0]!.length !== threshold) throw new DeskError("threshold", "received.coefexps");
    await this.#checkOwn(mine, string(found["polynomial"], "received"), commitments[place]!);
    let key = 0n;
    for (const [number, text] of array(found["secrets"], "received.secrets", certificates.length).entries()) {
      const where = `received.secrets[${number}]`;
      const sender = certificates[number]!.verification;
      const letter = await receive(group, this.opening, mine.encryption, sender, string(text, where), where);
      const share = unreduced(group, letter, "secret", where);
      const promised = valueAt(group, commitments[number]!, place + 1);
      if (!group.equal(publicOf(group, share), promised)) throw new DeskError("share", where);
      key = modulo(key + share, group.order);
    }
    const own = encode({ decryption_key: key.toString() });
    const text = written(group, publicOf(group, key));
    return {
      private_key: await send(group, this.signing, mine.encryption, own),
      public_key: { pok: prove(group, key, `pok|${group.name}|${text}|`), public_key: text },
    };
  }

  // The own key of the election, from what was sealed to oneself.
  async key(sealed: string): Promise<bigint> {
    const { group } = this;
    const [recipient, sender] = [publicOf(group, this.opening), publicOf(group, this.signing)];
    const letter = await receive(group, this.opening, recipient, sender, sealed, "private_key");
    return unreduced(group, letter, "decryption_key", "private_key");
  }

  #own(certificates: readonly Certificate[]): Certificate {
    const mine = publicOf(this.group, this.signing);
    const found = certificates.find((each) => this.group.equal(each.verification, mine));
    if (!found) throw new DeskError("private_key", "seed");
    return found;
  }

  // What came back as one's own polynomial is what stands committed.
  async #checkOwn(mine: Certificate, text: string, commitments: readonly Element[]): Promise<void> {
    const { group } = this;
    const where = "received.polynomial";
    const letter = await receive(group, this.opening, mine.encryption, mine.verification, text, where);
    const listed = array(members(decodeText(letter, where), "polynomial", where)["polynomial"], where);
    const powers = listed.map((each) => publicOf(group, readScalar(group, each, where)));
    const same = powers.length === commitments.length && powers.every((each, n) => group.equal(each, commitments[n]));
    if (!same) throw new DeskError("share", where);
  }
}

// The hash of a member's commitments, told before anybody shows theirs.
export function commitmentOf(coefexps: Signed): string {
  return hexDigest(encode(asJson(coefexps)));
}

export function polynomialAsJson(made: Polynomial): BoothJson {
  const { polynomial, secrets, coefexps } = made;
  return { polynomial, secrets: [...secrets], coefexps: asJson(coefexps) };
}

export function shareAsJson(made: Share): BoothJson {
  const { private_key, public_key } = made;
  const { challenge, response } = public_key.pok;
  return { private_key, public_key: { pok: { challenge, response }, public_key: public_key.public_key } };
}

// By Horner's rule.
function valueOf(group: Group, coefficients: readonly bigint[], place: number): bigint {
  return coefficients.reduceRight((found, each) => modulo(found * BigInt(place) + each, group.order), 0n);
}

// The scalar of a letter, reduced: the reference tool adds values up without reducing them.
function unreduced(group: Group, letter: string, name: string, where: string): bigint {
  const text = string(members(decodeText(letter, where), name, where)[name], where);
  if (!/^[0-9]+$/.test(text) || text.length > 2 * group.order.toString().length) {
    throw new DeskError("share", where);
  }
  return modulo(BigInt(text), group.order);
}
