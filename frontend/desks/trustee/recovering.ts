// 断电以后 (recovering), as `secret_ballot.v1.sharing` opens a share of a box's journal key: sealed to this member, for this
// box, and the one that was shared out.
import { encode } from "../../booth/canonical.ts";
import { digest } from "../../booth/suites/base.ts";
import { array, decodeText, members, small, string } from "../../verifier/canonical.ts";
import { readElement } from "../../verifier/elections.ts";
import { readScalar } from "../../verifier/proofs.ts";
import { valueAt } from "../../verifier/trustees.ts";
import { DeskError } from "../errors.ts";
import type { Member } from "./ceremony.ts";
import { bytesOf, publicOf, written } from "./channel.ts";

const DOMAIN = "jiannuo-recovery-1";
const HIDDEN = 48;

// The share as one decimal number.
export async function openShare(member: Member, number: number, sealed: string, box: string): Promise<string> {
  const { group } = member;
  const where = "sealed";
  const found = members(decodeText(sealed, where), "place hidden commitments alpha data", where);
  const place = small(found["place"], `${where}.place`);
  const hidden = string(found["hidden"], `${where}.hidden`);
  const texts = array(found["commitments"], `${where}.commitments`).map((each) => string(each, where));
  const commitments = texts.map((text) => readElement(group, text, `${where}.commitments`));
  const alpha = readElement(group, found["alpha"], `${where}.alpha`);
  if (bytesOf(hidden, `${where}.hidden`).length !== HIDDEN || !commitments.length) throw new DeskError("shape", where);
  if (place !== number) throw new DeskError("message", `${where}.place`);
  const recipient = publicOf(group, member.opening);
  const words = [alpha, recipient, group.power(alpha, member.opening)].map((each) => written(group, each)).join("|");
  const bound = encode([DOMAIN, group.name, box, { place, hidden, commitments: texts }]);
  const data = bytesOf(string(found["data"], where), `${where}.data`);
  const text = await opened(words, bound, data);
  const value = readScalar(group, text, `${where}.data`);
  if (!group.equal(publicOf(group, value), valueAt(group, commitments, place))) throw new DeskError("share_wrong", where);
  const size = Math.ceil(group.order.toString(2).length / 8);
  const parts = [place.toString(16), hidden, value.toString(16).padStart(2 * size, "0")];
  return BigInt(`0x${parts.join("")}`).toString();
}

async function opened(words: string, bound: string, data: Uint8Array): Promise<string> {
  const key = digest(`${DOMAIN}|key|${words}`) as BufferSource;
  const iv = digest(`${DOMAIN}|iv|${words}`).slice(0, 12);
  const additionalData = new TextEncoder().encode(bound);
  try {
    const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    const asked = { name: "AES-GCM", iv, additionalData };
    return new TextDecoder().decode(await crypto.subtle.decrypt(asked, imported, data as BufferSource));
  } catch {
    throw new DeskError("message", "sealed.data");
  }
}
