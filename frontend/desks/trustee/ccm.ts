// AES-256-CCM (RFC 3610) with nonces of 13 bytes and tags of 8, as the ceremony's channel has it. Browsers have no CCM;
// they have what it is made of: the counter mode, and the chain whose last block is the tag.
import { DeskError } from "../errors.ts";

const BLOCK = 16;
const TAG = 8;
const LONGEST = 0xffff; // its length stands in two bytes

export async function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
  const [hidden, mask] = await counted(key, nonce, plain);
  const tag = await chained(key, nonce, plain);
  return joined(hidden, masked(tag, mask));
}

// Refused with `message` where the tag does not fit.
export async function open(key: Uint8Array, nonce: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  if (data.length < TAG) throw new DeskError("message", "data");
  const given = data.subarray(data.length - TAG);
  const [plain, mask] = await counted(key, nonce, data.subarray(0, data.length - TAG));
  const tag = masked(await chained(key, nonce, plain), mask);
  const differs = tag.reduce((found, byte, place) => found | (byte ^ given[place]!), 0);
  if (differs) throw new DeskError("message", "data");
  return plain;
}

// The text under the key stream, and the stream's first block, which hides the tag.
async function counted(key: Uint8Array, nonce: Uint8Array, text: Uint8Array): Promise<[Uint8Array, Uint8Array]> {
  const counter = joined(Uint8Array.of(1), nonce, new Uint8Array(2));
  const asked = { name: "AES-CTR", counter, length: 16 };
  const found = await encrypted(key, asked, joined(new Uint8Array(BLOCK), text));
  return [found.slice(BLOCK), found.slice(0, BLOCK)];
}

// The last block of the chain over the head and the text, filled up with zeros.
async function chained(key: Uint8Array, nonce: Uint8Array, text: Uint8Array): Promise<Uint8Array> {
  if (text.length > LONGEST) throw new DeskError("message", "data");
  const flags = 8 * ((TAG - 2) / 2) + 1;
  const size = Uint8Array.of(text.length >> 8, text.length & 0xff);
  const whole = joined(Uint8Array.of(flags), nonce, size, text);
  const filled = joined(whole, new Uint8Array(-whole.length & (BLOCK - 1)));
  // A block of filling follows that the browser adds by itself.
  const found = await encrypted(key, { name: "AES-CBC", iv: new Uint8Array(BLOCK) }, filled);
  return found.slice(filled.length - BLOCK, filled.length);
}

function masked(tag: Uint8Array, mask: Uint8Array): Uint8Array {
  return tag.slice(0, TAG).map((byte, place) => byte ^ mask[place]!);
}

async function encrypted(
  raw: Uint8Array,
  asked: { name: string } & (AesCtrParams | AesCbcParams),
  text: Uint8Array,
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", raw as BufferSource, asked.name, false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt(asked, key, text as BufferSource));
}

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const found = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    found.set(part, at);
    at += part.length;
  }
  return found;
}
