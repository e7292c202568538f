// 选举 (elections): what is asked, in which suite, under which key. Its bytes are hashed as they are; whoever shows a
// ballot compares the fingerprint with the one on the wall.
import { array, decode, type Json, members, string } from "./canonical.ts";
import { BoothError } from "./errors.ts";
import { type Question, readQuestion } from "./questions.ts";
import type { Work } from "./slices.ts";
import { fingerprint, type Suite, Table } from "./suites/base.ts";
import { generatorTable, suiteOf } from "./suites/index.ts";

const ORDER =
  "version description name group public_key questions uuid administrator? credential_authority?";
export const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,}$/;

// In the description before the clause by which a card may vote again, as the package's `v1.heads` has it.
export const REVOTED = "；结束前可以重投，以最后一次为准：";

export interface Election {
  readonly suite: Suite;
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly questions: readonly Question[];
  readonly fingerprint: string;
  readonly key: Table;
}

export function readElection(raw: Uint8Array, where = "election"): Election {
  const found = members(decode(raw, where), ORDER, where);
  if (found["version"] !== 1) throw new BoothError("version", where);
  for (const name of ["administrator", "credential_authority"]) {
    string(name in found ? found[name] : "", where);
  }
  const suite = suiteOf(string(found["group"], where));
  if (!suite) throw new BoothError("group", where);
  const questions = array(found["questions"], where);
  if (!questions.length) throw new BoothError("question", where);
  const uuid = string(found["uuid"], where);
  if (!UUID.test(uuid)) throw new BoothError("uuid", where);
  return {
    suite,
    uuid,
    name: string(found["name"], where),
    description: string(found["description"], where),
    questions: questions.map((each, place) => readQuestion(each, `${where}.questions[${place}]`)),
    fingerprint: fingerprint(raw),
    key: new Table(suite, readKey(suite, found["public_key"], `${where}.public_key`)),
  };
}

// A member of the group that can be a key: not the identity, whose secret everybody knows.
function readKey(suite: Suite, text: Json | undefined, where: string): unknown {
  const element = suite.read(string(text, where));
  if (element === null) throw new BoothError("element", where);
  if (!suite.isMember(element)) throw new BoothError("not_member", where);
  if (suite.write(element) === suite.write(suite.identity)) throw new BoothError("identity", where);
  return element;
}

// The tables of generator and key, best built while the deputy reads the first question.
export function* prepare(election: Election): Work<void> {
  yield* generatorTable(election.suite).build();
  yield* election.key.build();
}
