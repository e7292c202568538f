// 投票码 (the code of a card): scanned or typed. The fields have no names, no form and no memory.
import { GROUPS, impossible, isFull } from "../code.ts";
import { hasCamera, watch } from "../camera.ts";
import { button, type Child, el, given, replace } from "../dom.ts";
import { icon } from "../icons.ts";
import { heading, hint, type Page, type View } from "../view.ts";
import { isWord, type Word } from "../words.ts";

export function code(page: Page): View {
  const { say, session } = page;
  const fields = GROUPS.map((size, at) => field(page, at, size));
  const told = el("div", { class: "field-error", role: "alert", id: "problem" });
  const enter = button(say("enter"), () => void begin(), "main");
  const scanner = scan(page);
  let shown = "";

  function again(): void {
    session.retype();
    fields[0]!.focus();
  }

  async function begin(): Promise<void> {
    if (enter.disabled) return;
    enter.textContent = say("entering");
    await session.enter();
    enter.textContent = say("enter");
  }

  function update(): void {
    for (const [at, input] of fields.entries()) {
      const text = session.code.groups[at]!;
      if (input.value !== text) input.value = text;
    }
    const problem = said(page);
    if (problem !== shown) replace(told, ...(problem ? explained(page, problem, again) : []));
    if (session.problem && problem !== shown) told.scrollIntoView({ block: "nearest" });
    shown = problem;
    for (const input of fields) input.setAttribute("aria-invalid", String(problem !== ""));
  }

  for (const [at, input] of fields.entries()) {
    const take = () => {
      const before = isFull(session.code.groups);
      session.type(at, input.value);
      const { at: next, groups } = session.code;
      update();
      if (!before && isFull(groups)) enter.focus();
      else if (next !== at) fields[next]!.focus();
    };
    input.addEventListener("input", (event) => {
      if (!(event as InputEvent).isComposing) take();
    });
    input.addEventListener("compositionend", take);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") void begin();
      if (event.key !== "Backspace" || input.value || !at) return;
      event.preventDefault();
      fields[at - 1]!.focus();
    });
  }
  update();
  const clause = session.vote!.told.revote_clause;
  const typeHint = session.letters === "capitals" ? "typeHintCapitals" : "typeHint";
  return {
    key: "code",
    body: [
      el("p", { class: "over" }, given(session.vote!.told.title)),
      heading(say("code")),
      hint(say("codeHint")),
      !!clause && hint(say("decideAgainHint", { clause })),
      scanner.body,
      el(
        "div",
        { class: "card", role: "group", "aria-labelledby": "type" },
        el("h2", { id: "type" }, say("type")),
        el("p", { class: "hint", id: "how" }, say(typeHint)),
        el("div", { class: "groups" }, ...fields),
      ),
      told,
    ],
    bar: [enter],
    update,
    close: () => {
      scanner.stop();
      for (const input of fields) input.value = "";
    },
  };
}

function field({ say, session }: Page, at: number, size: number): HTMLInputElement {
  const capitals = session.letters === "capitals";
  return el("input", {
    type: "text",
    class: "groups__field",
    autocomplete: "off",
    autocorrect: "off",
    autocapitalize: capitals ? "characters" : "none",
    spellcheck: "false",
    enterkeyhint: "next",
    placeholder: say("groupMark", { group: at + 1 }),
    "aria-label": say("group", { group: at + 1, size }),
    "aria-describedby": "how problem",
  });
}

// What is wrong with what was typed, in words that do not repeat it.
function said({ say, session }: Page): string {
  const wrong = impossible(session.code.groups);
  if (wrong) return say("codeCharacter", { group: wrong.group + 1, place: wrong.place + 1 });
  const { problem } = session;
  if (!problem) return "";
  return say(isWord(problem.code) ? problem.code : "code_character");
}

const UNLISTED: readonly Word[] = ["unlistedOther", "unlistedLeft", "unlistedOffice"];

// Of a card on no list: what it may be, and whom to call. Nobody but this device has looked it up.
function explained({ say, session }: Page, problem: string, again: () => void): Child[] {
  if (session.problem?.code !== "not_listed") return [icon("late"), el("span", {}, problem)];
  const isTyped = session.code.groups.some((text) => text !== "");
  const reasons: readonly Word[] = isTyped ? ["unlistedTyped", ...UNLISTED] : UNLISTED;
  const told = el(
    "div",
    {},
    el("p", {}, el("b", {}, problem)),
    el("ul", { class: "reasons" }, ...reasons.map((each) => el("li", {}, say(each)))),
    el("p", {}, say("unlistedCall")),
    isTyped && button(say("codeAgain"), again),
  );
  return [told];
}

function scan(page: Page): { body: HTMLElement; stop: () => void } {
  const { say, session } = page;
  let running: AbortController | null = null;
  const video = el("video", { class: "scanner__video", muted: true, playsinline: true });
  video.muted = true;
  const told = el("p", { class: "hint", role: "status" });
  const start = button("", () => (running ? stop() : void go()));
  const aim = el("span", { class: "scanner__frame" });
  const frame = el("div", { class: "scanner", hidden: true }, video, aim);

  function show(text: string): void {
    frame.hidden = !running;
    told.textContent = text;
    replace(start, icon(running ? "stop" : "camera"), say(running ? "scanStop" : "scan"));
  }

  function stop(text = ""): void {
    running?.abort();
    running = null;
    session.watching = false;
    show(text);
  }

  // What the camera shows is a code or it is not: the engine says so, and nothing of it is shown.
  function found(text: string): boolean {
    if (/[:/?]/.test(text)) {
      show(say("scanWrong"));
      return false;
    }
    void session.enter(text);
    return true;
  }

  async function go(): Promise<void> {
    const mine = (running = new AbortController());
    session.watching = true;
    session.touch();
    show(say("scanning"));
    try {
      await watch(video, found, mine.signal);
      if (running === mine) stop();
    } catch (error) {
      const denied = error instanceof DOMException && error.name === "NotAllowedError";
      if (running === mine) stop(say(denied ? "scanDenied" : "scanNone"));
    }
  }

  show(hasCamera() ? "" : say("scanNone"));
  start.hidden = !hasCamera();
  return { body: el("div", {}, start, frame, told), stop: () => stop() };
}
