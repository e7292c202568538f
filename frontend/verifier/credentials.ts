// 公开凭证名单 (credentials), as `secret_ballot.v1.credentials` reads it: members of the group, no two alike.
import { array, decode, string } from "./canonical.ts";
import { readKey } from "./elections.ts";
import { BallotError } from "./findings.ts";
import type { Group } from "./groups/index.ts";

export type Weights = ReadonlyMap<string, bigint>;

export function readCredentials(group: Group, raw: Uint8Array, where = "credentials"): Weights {
  const weights = new Map<string, bigint>();
  array(decode(raw, where), where).forEach((entry, place) => {
    const spot = `${where}[${place}]`;
    const whole = string(entry, spot);
    const comma = whole.indexOf(",");
    const text = comma < 0 ? whole : whole.slice(0, comma);
    readKey(group, text, spot);
    if (weights.has(text)) throw new BallotError("credential_twice", spot);
    weights.set(text, comma < 0 ? 1n : weight(whole.slice(comma + 1), spot));
  });
  if (!weights.size) throw new BallotError("credentials_none", where);
  return weights;
}

function weight(text: string, where: string): bigint {
  if (!/^[1-9][0-9]{0,29}$/.test(text)) throw new BallotError("credential_weight", where);
  return BigInt(text);
}
