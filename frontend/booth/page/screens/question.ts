// 一题一屏 (one question a screen): rows in the booklet's order, the counter always in sight, no way to mark too many.
import { player } from "../audio.ts";
import { button, type Child, el, given, replace } from "../dom.ts";
import { below, note } from "../fitting.ts";
import { glossed } from "../gloss.ts";
import { icon, type Icon } from "../icons.ts";
import type { Question } from "../../questions.ts";
import { heading, hint, type Page, type View } from "../view.ts";
import type { Sheet, Shown } from "../vote.ts";


// The voting keys (表决键), whose colours mean nothing elsewhere.
const KEYS: readonly (readonly [string, Icon])[] = [
  ["yes", "check"],
  ["no", "cross"],
  ["abstain", "dash"],
];

export function question(page: Page, place: number): View {
  const { session, say } = page;
  const vote = session.vote!;
  const { close_at: closes } = vote.told;
  const asked = vote.election.questions[place]!;
  const sheet = vote.told.sheets[place]!;
  const audio = player(say);
  const alert = el("p", { class: "alert", role: "alert" });
  const rows = asked.answers.map((_, answer) =>
    row(page, place, answer, audio.button, changed, tooMany),
  );
  const blank = asked.blank ? blankRow(page, place, changed) : null;
  const under = below([...rows, ...(blank ? [blank] : [])].map((each) => each.body), say);
  const counter = count(page, place, asked, under.body);
  const back = button(say("takeBack"), () => (session.drafts.clear(place), changed()), "quiet");

  function changed(): void {
    alert.textContent = "";
    const draft = session.drafts.at(place);
    for (const [answer, each] of rows.entries()) each.mark(draft.chosen.includes(answer));
    blank?.mark(draft.blank);
    counter.update();
    back.hidden = asked.most > 1 || asked.least > 0 || !session.drafts.isWritten(place);
  }

  function tooMany(): void {
    tell(alert, say("full", { most: asked.most }));
  }

  function next(): void {
    if (session.go(place + 1)) return;
    const left = session.drafts.missing(place);
    tell(alert, asked.most === 1 ? say("shortOne") : say("short", { left }));
  }

  changed();
  const last = place + 1 === session.drafts.length;
  return {
    key: `question ${place}`,
    body: [
      head(page, place, asked, sheet, audio.button),
      audio.told,
      el(
        "div",
        {
          class: "options",
          role: asked.most === 1 ? "radiogroup" : "group",
          "aria-labelledby": "title",
          "aria-describedby": "how",
        },
        ...rows.map((each) => each.body),
        blank?.body,
      ),
      el("div", { class: "beside" }, back),
      closes && hint(say("endsAt", { time: clockTime(closes) })),
    ],
    bar: [
      alert,
      counter.body,
      el(
        "div",
        { class: "bar__buttons" },
        place > 0 && button(say("previous"), () => session.back()),
        button(say(last ? "toReview" : "next"), next, "main"),
      ),
    ],
    shown: under.update,
    close: () => {
      audio.stop();
      under.close();
    },
  };
}

// Said again even where it says the same.
function tell(alert: HTMLElement, text: string): void {
  replace(alert);
  setTimeout(() => replace(alert, icon("late"), el("span", {}, text)), 30);
}

function head(page: Page, place: number, asked: Question, sheet: Sheet, play: Play): HTMLElement {
  const { say, session } = page;
  const other = sheet.heading !== asked.question;
  const number = say("question", { number: place + 1, count: session.drafts.length });
  return el(
    "div",
    { class: "question" },
    el(
      "div",
      { class: "question__top" },
      el("p", { class: "over" }, number, other && " · ", other && given(sheet.heading)),
      play(sheet.audio, asked.question),
    ),
    heading(given(asked.question)),
    sheet.note && note(sheet.note, say),
    el("p", { class: "hint", id: "how" }, rule(page, asked)),
  );
}

function rule({ say }: Page, asked: Question): string {
  const { least, most, blank } = asked;
  const values = { least, most };
  const parts = [];
  if (most === 1) parts.push(say("pickOne"), least === 0 && say("mayBeEmpty"));
  else if (least === most) parts.push(say("pickExactly", values));
  else parts.push(say(least === 0 ? "pickFree" : "pickUpTo", values));
  if (blank) parts.push(say("mayBeBlank"));
  return parts.filter(Boolean).join(say("gap"));
}

// The hour and minute of the place, as the server wrote them.
function clockTime(instant: string): string {
  return /T(\d\d:\d\d)/.exec(instant)?.[1] ?? instant;
}

type Play = (audio: string | null, name: string) => Child;

interface Row {
  readonly body: HTMLElement;
  readonly mark: (chosen: boolean) => void;
}

function row(
  page: Page,
  place: number,
  answer: number,
  play: Play,
  changed: () => void,
  tooMany: () => void,
): Row {
  const { session } = page;
  const { election, told } = session.vote!;
  const asked = election.questions[place]!;
  const { kind, answers } = told.sheets[place]!;
  const shown = answers[answer]!;
  const [key, mark] = (kind === "vote" ? KEYS[answer] : undefined) ?? ["", "check" as Icon];
  const input = el("input", {
    type: asked.most === 1 ? "radio" : "checkbox",
    name: `question ${place}`,
    class: "option__input",
    autocomplete: "off",
  });
  input.addEventListener("click", () => {
    const before = session.drafts.at(place).chosen.includes(answer);
    // A radio button that is pressed again stays, unless nothing may be chosen too.
    if (asked.most === 1 && before && asked.least > 0) return;
    const taken = session.drafts.touch(place, answer);
    changed();
    if (!taken) tooMany();
  });
  const name = kind === "choose" ? `${answer + 1}. ${asked.answers[answer]!}` : asked.answers[answer]!;
  const gloss = page.gloss(told.sheets[place]!, name);
  return option(input, mark, key ? `option--key option--${key}` : "", name, shown, play, gloss);
}

function blankRow({ session, say }: Page, place: number, changed: () => void): Row {
  const asked = session.vote!.election.questions[place]!;
  const input = el("input", {
    type: asked.most === 1 ? "radio" : "checkbox",
    name: `question ${place}`,
    class: "option__input",
    autocomplete: "off",
  });
  input.addEventListener("click", () => {
    if (asked.most > 1 || !session.drafts.at(place).blank) session.drafts.touchBlank(place);
    changed();
  });
  const shown = { name: "", note: say("blankHint"), photo: null, audio: null };
  return option(input, "check", "option--blank", say("blank"), shown, () => null, "", true);
}

function option(
  input: HTMLInputElement,
  mark: Icon,
  kind: string,
  name: string,
  shown: Shown,
  play: Play,
  gloss = "",
  own = false,
): Row {
  const text = (each: string) => (own ? each : given(each));
  const body = el(
    "div",
    { class: `option ${kind}`.trim() },
    el(
      "label",
      { class: "option__label" },
      input,
      el("span", { class: `option__box option__box--${input.type}` }, icon(mark)),
      shown.photo && el("img", { class: "option__photo", src: shown.photo, alt: "", loading: "lazy" }),
      el(
        "span",
        { class: "option__text" },
        el("b", {}, text(name), gloss && el("span", { class: "option__gloss" }, ` ${gloss}`)),
        shown.note && el("span", { class: "option__note" }, text(shown.note)),
      ),
      el("span", { class: "option__ring" }),
    ),
    play(shown.audio, name),
  );
  return {
    body,
    mark: (chosen) => {
      input.checked = chosen;
      body.classList.toggle("is-chosen", chosen);
    },
  };
}

interface Counter {
  readonly body: HTMLElement;
  readonly update: () => void;
}

// In words, and as boxes where there are few enough to be seen.
function count(page: Page, place: number, asked: Question, beside: Child): Counter {
  const { session, say, gloss } = page;
  const words = el("p", { class: "counter", role: "status" });
  const boxes = asked.most > 1 && asked.most <= 20;
  const row = boxes && el("div", { class: "counter__boxes", "aria-hidden": "true" });
  if (row) row.append(...Array.from({ length: asked.most }, () => el("span", {})));
  const line = (...parts: Child[]) => el("div", { class: "counter__line" }, ...parts);
  return {
    body: row ? el("div", {}, words, line(row, beside)) : line(words, beside),
    update: () => {
      const { chosen, blank } = session.drafts.at(place);
      const [number, left] = [chosen.length, asked.most - chosen.length];
      const full = row ? Array.from(row.children) : [];
      for (const [at, box] of full.entries()) box.classList.toggle("is-full", at < number);
      if (blank) replace(words, say("chosenBlank"));
      else if (asked.most === 1) {
        const [only] = chosen;
        const answer = only === undefined ? null : asked.answers[only]!;
        const name = answer && glossed(answer, gloss(session.vote!.told.sheets[place]!, answer));
        replace(words, name === null ? say("chosenNone") : say("chosenOne", { name }));
      } else if (number < asked.least) {
        replace(words, say("chosenShort", { chosen: number, left: asked.least - number }));
      } else if (!left) replace(words, say("chosenFull", { chosen: number }));
      else replace(words, say("chosenOf", { chosen: number, left }));
    },
  };
}
