// 写票 (drafts): what a deputy has marked so far on one question. Nothing here can mark more than the question allows.
import { type Question } from "../questions.ts";

export interface Draft {
  readonly chosen: readonly number[];
  readonly blank: boolean;
}

export const EMPTY: Draft = { chosen: [], blank: false };

// What a touch of an answer makes of the draft; `null` where the answer would be one too many.
export function touched(question: Question, draft: Draft, answer: number): Draft | null {
  const { chosen } = draft;
  if (chosen.includes(answer)) {
    return { chosen: chosen.filter((each) => each !== answer), blank: false };
  }
  if (question.most === 1) return { chosen: [answer], blank: false };
  if (chosen.length >= question.most) return null;
  return { chosen: [...chosen, answer].sort((one, other) => one - other), blank: false };
}

// The blank choice (空白票), which stands alone.
export function blanked(question: Question, draft: Draft): Draft {
  return question.blank && !draft.blank ? { chosen: [], blank: true } : EMPTY;
}

// How many answers are still missing before the question may be left.
export function missing(question: Question, draft: Draft): number {
  return draft.blank ? 0 : Math.max(0, question.least - draft.chosen.length);
}

export function isWritten(draft: Draft): boolean {
  return draft.blank || draft.chosen.length > 0;
}

// As the ballot has it: one 0 or 1 an answer, the blank choice first where there is one.
export function marks(question: Question, draft: Draft): number[] {
  const answers = question.answers.map((_, place) => Number(draft.chosen.includes(place)));
  return question.blank ? [Number(draft.blank), ...answers] : answers;
}

// The drafts of all questions.
export class Drafts {
  readonly #questions: readonly Question[];
  #all: Draft[];

  constructor(questions: readonly Question[]) {
    this.#questions = questions;
    this.#all = questions.map(() => EMPTY);
  }

  get length(): number {
    return this.#all.length;
  }

  at(place: number): Draft {
    return this.#all[place]!;
  }

  // Marks or takes back an answer; false where the question allows no more.
  touch(place: number, answer: number): boolean {
    const found = touched(this.#questions[place]!, this.at(place), answer);
    if (found) this.#all[place] = found;
    return found !== null;
  }

  touchBlank(place: number): void {
    this.#all[place] = blanked(this.#questions[place]!, this.at(place));
  }

  clear(place: number): void {
    this.#all[place] = EMPTY;
  }

  empty(): void {
    this.#all = this.#questions.map(() => EMPTY);
  }

  missing(place: number): number {
    return missing(this.#questions[place]!, this.at(place));
  }

  isWritten(place: number): boolean {
    return isWritten(this.at(place));
  }

  marks(): number[][] {
    return this.#questions.map((question, place) => marks(question, this.at(place)));
  }
}
