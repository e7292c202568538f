// 监票人之间的信道 (the channel), as `secret_ballot.v1.channels` has it: messages signed inside, ElGamal around the key.
import { encode } from "../../booth/canonical.ts";
import { hex, randomBelow } from "../../booth/random.ts";
import { digest, modulo, scalarOf } from "../../booth/suites/base.ts";
import { decode, decodeText, members, string } from "../../verifier/canonical.ts";
import { readElement } from "../../verifier/elections.ts";
import { type Element, generatorOf, type Group } from "../../verifier/groups/index.ts";
import { knowsKey } from "../../verifier/proofs.ts";
import { readSigned } from "../../verifier/trustees.ts";
import { DeskError } from "../errors.ts";
import { open, seal } from "./ccm.ts";

const NONCE = 13;

export interface Proven {
  readonly challenge: string;
  readonly response: string;
}

export interface Signed {
  readonly message: string;
  readonly signature: Proven;
}

export function written(group: Group, element: Element): string {
  return group.texts([element])[0]!;
}

export function publicOf(group: Group, secret: bigint): Element {
  return generatorOf(group).power(secret);
}

// That one knows x with X = g^x.
export function prove(group: Group, secret: bigint, prefix: string): Proven {
  const nonce = randomBelow(group.order);
  const challenge = scalarOf(group.suite, prefix + written(group, publicOf(group, nonce)));
  const response = modulo(nonce - secret * challenge, group.order);
  return { challenge: challenge.toString(), response: response.toString() };
}

export function sign(group: Group, key: bigint, message: string): Signed {
  return { message, signature: prove(group, key, `sigmsg|${message}|`) };
}

// Signed for a recipient and encrypted to it.
export async function send(group: Group, signing: bigint, recipient: Element, message: string): Promise<string> {
  const letter = encode({ recipient: written(group, recipient), message });
  const plain = new TextEncoder().encode(encode(asJson(sign(group, signing, letter))));
  const [randomness, hidden] = [randomBelow(group.order), randomBelow(group.order)];
  const alpha = publicOf(group, randomness);
  const secret = publicOf(group, hidden);
  const beta = group.multiply(group.power(recipient, randomness), secret);
  const data = await seal(keyOf(group, secret), nonceOf(group, alpha), plain);
  return encode({ alpha: written(group, alpha), beta: written(group, beta), data: hex(data) });
}

// Opened, for this recipient, by this sender; refused with `message`.
export async function receive(
  group: Group,
  key: bigint,
  recipient: Element,
  sender: Element,
  text: string,
  where: string,
): Promise<string> {
  const found = members(decodeText(text, where), "alpha beta data", where);
  const alpha = readElement(group, found["alpha"], where);
  const beta = readElement(group, found["beta"], where);
  const secret = group.multiply(beta, group.power(alpha, -key));
  const data = bytesOf(string(found["data"], where), where);
  const plain = await open(keyOf(group, secret), nonceOf(group, alpha), data).catch(() => {
    throw new DeskError("message", where);
  });
  const [message, proof] = readSigned(group, decode(plain, where), where);
  const letter = members(decodeText(message, where), "recipient message", where);
  const isMine = letter["recipient"] === written(group, recipient);
  if (!isMine || !knowsKey(group, sender, proof, `sigmsg|${message}|`)) {
    throw new DeskError("message", where);
  }
  return string(letter["message"], where);
}

export function asJson(signed: Signed): { message: string; signature: { challenge: string; response: string } } {
  const { message, signature } = signed;
  return { message, signature: { challenge: signature.challenge, response: signature.response } };
}

export function bytesOf(text: string, where: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new DeskError("message", where);
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function keyOf(group: Group, secret: Element): Uint8Array {
  return digest(`key|${written(group, secret)}`);
}

function nonceOf(group: Group, alpha: Element): Uint8Array {
  return digest(`iv|${written(group, alpha)}`).slice(0, NONCE);
}
