// 选举 (elections), as `secret_ballot.v1.elections` reads them.
import { type Question, readQuestion } from "../booth/questions.ts";
import { fingerprint } from "../booth/suites/base.ts";
import type { Json as BoothJson } from "../booth/canonical.ts";
import { array, decode, type Json, members, string } from "./canonical.ts";
import { BallotError } from "./findings.ts";
import { type Element, FixedBase, generatorOf, type Group, groupOf } from "./groups/index.ts";

const ORDER =
  "version description name group public_key questions uuid administrator? credential_authority?";
const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,}$/;

export interface Election {
  readonly group: Group;
  readonly generator: FixedBase;
  readonly key: FixedBase;
  readonly uuid: string;
  readonly name: string;
  readonly questions: readonly Question[];
  readonly fingerprint: string;
}

export function readElection(raw: Uint8Array, where = "election"): Election {
  const found = members(decode(raw, where), ORDER, where);
  if (found["version"] !== 1) throw new BallotError("version", where);
  for (const name of ["description", "administrator", "credential_authority"]) {
    string(name in found ? found[name] : "", `${where}.${name}`);
  }
  const group = groupOf(string(found["group"], `${where}.group`));
  if (!group) throw new BallotError("group", `${where}.group`);
  const questions = array(found["questions"], `${where}.questions`);
  if (!questions.length) throw new BallotError("question", `${where}.questions`);
  const key = readKey(group, found["public_key"], `${where}.public_key`);
  const uuid = string(found["uuid"], `${where}.uuid`);
  if (!UUID.test(uuid)) throw new BallotError("uuid", `${where}.uuid`);
  return {
    group,
    generator: generatorOf(group),
    key: new FixedBase(group, key),
    uuid,
    name: string(found["name"], `${where}.name`),
    questions: questions.map((each, place) =>
      readQuestion(each as BoothJson, `${where}.questions[${place}]`),
    ),
    fingerprint: fingerprint(raw),
  };
}

// An element in its form, not yet judged.
export function readForm(group: Group, text: Json | undefined, where: string): Element {
  const element = group.read(string(text, where));
  if (element === null) throw new BallotError("element", where);
  return element;
}

export function readElement(group: Group, text: Json | undefined, where: string): Element {
  const element = readForm(group, text, where);
  if (!group.isMember(element)) throw new BallotError("not_member", where);
  return element;
}

// A member that can be a key: not the identity, whose secret everybody knows.
export function readKey(group: Group, text: Json | undefined, where: string): Element {
  const element = readElement(group, text, where);
  if (group.equal(element, group.identity)) throw new BallotError("identity", where);
  return element;
}
