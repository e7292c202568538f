// 对照 (glosses): the English beside the frozen answers of votes and ratings. Only shown: what is encrypted, hashed and
// counted stays the election's own word; names of candidates and projects have none.
import type { Sheet } from "./vote.ts";
import type { Language } from "./words.ts";

const ENGLISH: { readonly [answer: string]: string } = {
  赞成: "Approve",
  反对: "Against",
  弃权: "Abstain",
  满意: "Satisfied",
  基本满意: "Basically satisfied",
  不满意: "Dissatisfied",
  不了解: "Not familiar with it",
};

export type Gloss = (sheet: Sheet, answer: string) => string;

// Nothing where the page speaks Chinese, or where the answers are free names.
export function glosser(language: Language): Gloss {
  return ({ kind }, answer) => {
    if (language === "zh" || kind === "choose") return "";
    return Object.prototype.hasOwnProperty.call(ENGLISH, answer) ? ENGLISH[answer]! : "";
  };
}

// With the gloss in brackets, in one line of text.
export function glossed(answer: string, gloss: string): string {
  return gloss ? `${answer} (${gloss})` : answer;
}
