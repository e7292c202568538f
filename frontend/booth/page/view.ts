// 屏 (views): what a screen hands the frame, and what all of them share.
import { type Child, el, given } from "./dom.ts";
import type { Gloss } from "./gloss.ts";
import { icon, type Icon } from "./icons.ts";
import type { Session } from "./session.ts";
import type { Say } from "./words.ts";

export interface Page {
  readonly session: Session;
  readonly say: Say;
  readonly gloss: Gloss;
}

export interface View {
  // Another key is another screen: its heading gets the focus.
  readonly key: string;
  readonly body: Child[];
  // At the bottom, never scrolled away.
  readonly bar?: Child[];
  // When it is in the page, and can be measured.
  readonly shown?: () => void;
  // What changes while the screen stays.
  readonly update?: () => void;
  // When it goes: what it started ends.
  readonly close?: () => void;
}

// The one heading of a screen; takes the focus when the screen appears.
export function heading(text: string | Node, id = "title"): HTMLElement {
  return el("h1", { id, tabindex: -1 }, text);
}

// A screen that says one thing: mark, heading, sentences.
export function statement(
  page: Page,
  mark: Icon | null,
  kind: "done" | "late" | "wait",
  title: string,
  ...sentences: Child[]
): HTMLElement {
  const told = sentences.map((each) => (each ? el("p", { class: "statement__hint" }, each) : null));
  const { vote } = page.session;
  return el(
    "div",
    { class: "statement" },
    mark && el("span", { class: `statement__mark statement__mark--${kind}` }, icon(mark)),
    heading(title),
    ...told,
    vote && el("p", { class: "statement__of" }, given(vote.told.title)),
  );
}

export function hint(text: string): HTMLElement {
  return el("p", { class: "hint" }, text);
}
