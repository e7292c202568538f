// 承诺 (commitments), judged as `secret_ballot.v1.commitments` judges them: the ballots that a server committed to while it
// received are just those of the archive, each once, without telling which commitment is which ballot's.
import { modulo, scalarOf } from "../../booth/suites/base.ts";
import { array, type Json, members } from "../../verifier/canonical.ts";
import { readElement } from "../../verifier/elections.ts";
import { type Element, FixedBase, generatorOf, type Group } from "../../verifier/groups/index.ts";
import { readScalar } from "../../verifier/proofs.ts";
import { DeskError } from "../errors.ts";

const ORDER = "products challenge messages blinds steps last";
const WHERE = "proof";

// A second generator of each group, whose logarithm nobody knows: the package's `hashed_element` of
// "jiannuo-second-generator|GROUP", which its tests compare.
export const SECOND: Readonly<Record<string, string>> = {
  Ed25519: "bcdbf71e7076612c1c39f1ab277592fc4f1cb9a38337bac76b414d9362d49dcb",
  "BELENIOS-2048": BigInt(
    "0x" +
      "7afe5319d351cce9e8810b321a3b824c3ba74adfd625a92e14e50303dc44d88698a2755eca432ab6" +
      "cc3528291653b0bb9cf9f734dfca27e3c3eae0e250f1830e6d16caf8598589a906c633d334d45cb3" +
      "6e30dab1e9f52971bfb4ca0d090161bac3c2e2d9fe624fc3ee69a9b5b707aaaf0c97aea66fea27a3" +
      "d37d3720eb001b44428882c0f53d5422acd8954377feddab2356dab556c7887c4563d12d6f4535c0" +
      "a44da15bd4305104c38f8208cd102402c8f0c19283f3e037b95424da3e40d6a72c28c3c12960f582" +
      "72d25d301bc6c2cfbb73e64e15d9bc2ee1d0620236d6497613bac2b8d69c2dc7d64a708b39f0401b" +
      "d338ea233e3b6fbead906fa21ed5a243",
  ).toString(),
};
const TABLES = new Map<string, FixedBase>();

function secondOf(group: Group): FixedBase {
  let found = TABLES.get(group.name);
  if (!found) {
    found = new FixedBase(group, group.read(SECOND[group.name]!));
    TABLES.set(group.name, found);
  }
  return found;
}

// Refused with `heads_proof`; `rest` lets the page breathe.
export async function checkShuffle(
  group: Group,
  committed: readonly Element[],
  messages: readonly bigint[],
  value: Json,
  context: string,
  rest: () => Promise<void>,
): Promise<void> {
  const found = members(value, ORDER, WHERE);
  const number = committed.length;
  if (!number || number !== messages.length) throw new DeskError("heads_proof", WHERE);
  const { order } = group;
  const [g, h] = [generatorOf(group), secondOf(group)];
  const scalar = (text: Json | undefined) => readScalar(group, text, WHERE);
  const listed = (name: string, length: number) => array(found[name], WHERE, length);
  const point = scalarOf(group.suite, `jiannuo-shuffle-point|${context}`);
  const told = listed("products", number - 1).map((text) => readElement(group, text, WHERE));
  const products = [group.multiply(committed[0], g.power(-point)), ...told];
  const challenge = scalar(found["challenge"]);
  const own = listed("messages", number).map(scalar);
  const blinds = listed("blinds", number).map(scalar);
  const steps = listed("steps", number - 1).map(scalar);
  const parts: Element[] = [];
  for (let place = 0; place < number; place++) {
    const opened = group.multiply(g.power(own[place]! + point * challenge), h.power(blinds[place]!));
    parts.push(group.multiply(opened, group.power(committed[place], -challenge)));
    await rest();
  }
  for (let place = 1; place < number; place++) {
    const raised = group.multiply(group.power(products[place - 1], own[place]!), h.power(steps[place - 1]!));
    parts.push(group.multiply(raised, group.power(products[place], -challenge)));
    await rest();
  }
  const whole = messages.reduce((product, message) => modulo(product * (message - point), order), 1n);
  const left = group.multiply(products[number - 1], g.power(-whole));
  parts.push(group.multiply(h.power(scalar(found["last"])), group.power(left, -challenge)));
  const hashed = group.texts([...told, ...parts]).join(",");
  if (scalarOf(group.suite, `jiannuo-shuffle-proof|${context}|${hashed}`) !== challenge) {
    throw new DeskError("heads_proof", WHERE);
  }
}
