// 答案 (answers), as `secret_ballot.v1.answers` reads and judges them.
import { cells, type Question } from "../booth/questions.ts";
import { array, type Json, members } from "./canonical.ts";
import type { Election } from "./elections.ts";
import { BallotError } from "./findings.ts";
import type { Group } from "./groups/index.ts";
import { challengesFit, type Ciphertext, opened, openedChecked, type Proof, readProofs } from "./proofs.ts";

const BITS = [0, 1];

export interface Answer {
  readonly choices: readonly Ciphertext[];
  readonly individual: readonly (readonly Proof[])[];
  readonly overall: readonly Proof[];
  readonly blank: readonly Proof[] | null;
}

function numbers(question: Question): number[] {
  return Array.from({ length: question.most - question.least + 1 }, (_, more) => question.least + more);
}

// Form and ranges alone.
export function readAnswer(group: Group, question: Question, value: Json | undefined, where: string): Answer {
  const order = `choices individual_proofs overall_proof${question.blank ? " blank_proof" : ""}`;
  const found = members(value, order, where);
  const choices = array(found["choices"], `${where}.choices`, cells(question));
  const individual = array(found["individual_proofs"], `${where}.individual_proofs`, cells(question));
  const number = numbers(question).length + Number(question.blank);
  return {
    choices: choices.map((each, place) => readCiphertext(group, each, `${where}.choices[${place}]`)),
    individual: individual.map((each, place) =>
      readProofs(group, each, BITS.length, `${where}.individual_proofs[${place}]`),
    ),
    overall: readProofs(group, found["overall_proof"], number, `${where}.overall_proof`),
    blank: question.blank ? readProofs(group, found["blank_proof"], 2, `${where}.blank_proof`) : null,
  };
}

export function readCiphertext(group: Group, value: Json | undefined, where: string): Ciphertext {
  const found = members(value, "alpha beta", where);
  const texts = [found["alpha"], found["beta"]];
  const [alpha, beta] = texts.map((text) => (typeof text === "string" ? group.read(text) : null));
  if (alpha === null || beta === null) throw new BallotError("element", where);
  return { alpha, beta, text: texts.join(",") };
}

// The ciphertext of the number chosen.
function sum(group: Group, choices: readonly Ciphertext[]): Ciphertext {
  const alpha = group.product(choices.map((each) => each.alpha));
  const beta = group.product(choices.map((each) => each.beta));
  return { alpha, beta, text: group.texts([alpha, beta]).join(",") };
}

// Membership of every element and every proof; `base` is what the proofs are bound to.
export function checkAnswer(
  election: Election,
  question: Question,
  answer: Answer,
  base: string,
  where: string,
): void {
  answer.choices.forEach((each, place) => {
    const proofs = answer.individual[place]!;
    const commitments = openedChecked(election, each, BITS, proofs, `${where}.choices[${place}]`);
    if (!challengesFit(election.group, proofs, commitments, `prove|${base}|${each.text}|`)) {
      throw new BallotError("individual_proof", `${where}.individual_proofs[${place}]`);
    }
  });
  const whole = `${base}|${answer.choices.map((each) => each.text).join(",")}`;
  checkNumber(election, question, answer, whole, where);
}

// The proofs about the number chosen, and about a blank choice where there is one.
function checkNumber(
  election: Election,
  question: Question,
  answer: Answer,
  whole: string,
  where: string,
): void {
  const { group } = election;
  const skipped = Number(question.blank);
  const total = sum(group, answer.choices.slice(skipped));
  const first = answer.choices[0]!;
  let prefix = `prove|${whole}|${total.text}|`;
  let commitments = opened(election, total, numbers(question), answer.overall.slice(skipped));
  if (answer.blank) {
    prefix = `bproof1|${whole}|`;
    commitments = [...opened(election, first, [1], answer.overall.slice(0, 1)), ...commitments];
    const blank = [
      ...opened(election, first, [0], answer.blank.slice(0, 1)),
      ...opened(election, total, [0], answer.blank.slice(1)),
    ];
    if (!challengesFit(group, answer.blank, blank, `bproof0|${whole}|`)) {
      throw new BallotError("blank_proof", `${where}.blank_proof`);
    }
  }
  if (!challengesFit(group, answer.overall, commitments, prefix)) {
    throw new BallotError("overall_proof", `${where}.overall_proof`);
  }
}
