// 题目 (questions): answers, least and most to choose, and whether a blank choice is allowed.
import { array, type Json, members, small, string } from "./canonical.ts";
import { BoothError } from "./errors.ts";

export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly blank: boolean;
}

export function readQuestion(value: Json, where: string): Question {
  if (typeof value === "object" && value !== null && "type" in value) {
    throw new BoothError("question_kind", where);
  }
  const found = members(value, "answers blank? min max question", where);
  const blank = "blank" in found ? found["blank"] : false; // absent, never null
  if (typeof blank !== "boolean") throw new BoothError("shape", where);
  const answers = array(found["answers"], where).map((answer) => string(answer, where));
  const [least, most] = [small(found["min"], where), small(found["max"], where)];
  if (!answers.length || least > most || most > answers.length) {
    throw new BoothError("question", where);
  }
  return { question: string(found["question"], where), answers, least, most, blank };
}

// How many ciphertexts an answer has; a blank choice stands first.
export function cells(question: Question): number {
  return question.answers.length + Number(question.blank);
}

// How many powers it takes to encrypt and prove an answer: three a ciphertext, two in a real branch, three in each that is
// simulated. Each is a step of the work, so a page can say how far it is.
export function powers(question: Question): number {
  const branches = question.most - question.least + 1 + Number(question.blank);
  return 8 * cells(question) + 3 * branches - 1 + (question.blank ? 5 : 0);
}

// One 0 or 1 a cell, as many 1 as allowed, none beside a blank.
export function checkChoices(question: Question, choices: readonly number[], where: string): void {
  const plain = Array.from(choices).every((choice) => choice === 0 || choice === 1);
  if (!plain || choices.length !== cells(question)) throw new BoothError("choices", where);
  const chosen = sum(choices.slice(Number(question.blank)));
  const kept =
    question.blank && choices[0] === 1
      ? chosen === 0
      : chosen >= question.least && chosen <= question.most;
  if (!kept) throw new BoothError("choices", where);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
