// 屏 (screens) of the scrutineer's desk: one step each, with one thing to do.
import { button, type Child, el, replace } from "../../booth/page/dom.ts";
import { inFours } from "../../booth/page/receipt.ts";
import { findingOf } from "../errors.ts";
import { has, type Values } from "../say.ts";
import { card, field, hint, save, Told } from "../ui.ts";
import { onPaper } from "./ceremony.ts";
import type { Page } from "./main.ts";
import { Refused } from "./remote.ts";
import { FEW, TRIES } from "./station.ts";
import { WORDS } from "./words.ts";

type Word = keyof typeof WORDS;

export function shownScreen(page: Page): HTMLElement {
  const { station, say } = page;
  const { screen } = station;
  switch (screen.name) {
    case "code":
      return code(page);
    case "busy":
      return step(page, "beginning");
    case "seed":
      return step(
        page,
        "seed",
        el("p", { class: "seed mono", translate: "no" }, onPaper(screen.seed)),
        hint(say("seedHint")),
        actions(button(say("written"), () => station.reply(""), "main")),
      );
    case "enter":
      return entering(page, "enter", "check", screen.again ? "not_same" : null);
    case "restore":
      return entering(page, "restore", "restoreNow", null);
    case "waiting": {
      const names = screen.names.join("、") || say("theServer");
      const word = screen.what === "commitments" ? "waitHint" : "openHint";
      return step(page, screen.what, hint(say(word)), { names });
    }
    case "joined":
      return step(
        page,
        "fingerprint",
        el("p", { class: "seed mono", translate: "no" }, inFours(station.joined!.fingerprint).join(" ")),
        hint(say("fingerprintHint")),
        actions(button(say("watchNow"), () => void station.watch(), "main")),
      );
    case "watching":
      return step(page, "watch", hint(say("watch_runs")), log(page));
    case "over":
      return step(page, "watch", log(page));
    case "confirm":
      return confirming(page, screen.word as Word, screen.values);
    case "ballots":
      return ballots(page, screen.title, screen.counted);
    case "stopped":
      return stopped(page, screen.error);
  }
}

function step({ say }: Page, title: Word, ...rest: (Child | Readonly<Record<string, string>>)[]): HTMLElement {
  const last = rest[rest.length - 1];
  const values = last && typeof last === "object" && !(last instanceof Node) ? last : {};
  const body = rest.filter((each) => each !== values) as Child[];
  return card("step", say(title, values as Record<string, string>), ...body);
}

function actions(...buttons: HTMLElement[]): HTMLElement {
  return el("div", { class: "actions" }, ...buttons);
}

// A press of Enter is a press of the button.
function entered(input: HTMLInputElement, press: () => void): void {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    press();
  });
}

function code(page: Page): HTMLElement {
  const { station, say } = page;
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) {
    return card("step", say("code"), el("p", { class: "told told--bad" }, say("insecure")));
  }
  const input = station.typed.input("code", { class: "input mono" });
  const begin = () => void station.begin(input.value);
  entered(input, begin);
  return step(page, "code", field("code", say("code"), input, say("codeHint")), actions(button(say("begin"), begin, "main")));
}

function entering(page: Page, title: "enter" | "restore", press: Word, wrong: Word | null): HTMLElement {
  const { station, say } = page;
  const input = station.typed.input("seed", { class: "input mono" });
  const done = () => station.reply(input.value);
  entered(input, done);
  return step(
    page,
    title,
    wrong && el("p", { class: "told told--bad", role: "alert" }, say(wrong)),
    title === "restore" && hint(say("restoreHint")),
    field("entered", say("enter"), input, say("enterHint")),
    actions(button(say(press), done, "main")),
  );
}

// What the watch has seen, the newest first.
export function log({ station, say }: Page): HTMLElement {
  const lines = [...station.lines].reverse().map(({ word, values, kind }) =>
    el("li", { class: kind === "plain" ? "" : `line--${kind}` }, say(word as Word, values)),
  );
  return el("ul", { class: "lines", role: "log" }, ...lines);
}

// Something out of the ordinary, which is done only where the word is typed.
function confirming(page: Page, word: Word, values: Values): HTMLElement {
  const { station, say } = page;
  const input = station.typed.input("confirm");
  const told = new Told();
  const answer = (text: string) => {
    station.typed.forget();
    station.reply(text);
  };
  const yes = () => {
    if (!AGREED.includes(input.value.trim().toLowerCase())) return told.say(say("confirm_not"), "bad");
    answer("yes");
  };
  entered(input, yes);
  return step(
    page,
    "confirm",
    el("p", {}, say(word, values)),
    field("confirm", say("confirm_word"), input),
    actions(button(say("confirm_yes"), yes), button(say("confirm_no"), () => answer(""), "main")),
    told.node,
  );
}

function ballots(page: Page, title: string, counted: number): HTMLElement {
  const { station, say } = page;
  const told = new Told();
  const input = station.typed.input("ballots", { inputmode: "numeric" });
  const confirmed = station.typed.input("few");
  const few = el("div", { hidden: true });
  const done = () => {
    const text = input.value.trim();
    if (!/^[0-9]{1,6}$/.test(text)) return told.say(say("number_wrong"), "bad");
    if (Number(text) !== counted && ++station.tries < TRIES) return told.say(say("number_differs"), "bad");
    told.say("");
    if (Number(text) === counted && counted < FEW && !AGREED.includes(confirmed.value.trim().toLowerCase())) {
      replace(few, field("few", say("few", { number: text }), confirmed));
      few.hidden = false;
      return confirmed.focus();
    }
    station.typed.forget();
    station.reply(text);
  };
  entered(input, done);
  entered(confirmed, done);
  input.addEventListener("input", () => {
    few.hidden = true;
    confirmed.value = "";
    station.typed.set("few", "");
  });
  return step(
    page,
    "opening",
    field("ballots", say("ballots", { title }), input, say("ballotsHint")),
    few,
    actions(button(say("open"), done, "main")),
    told.node,
  );
}

// What was found, in words and with its code; a mistyped code or number may be mended, all else is for the meeting.
function stopped(page: Page, error: unknown): HTMLElement {
  const { station, say } = page;
  const found = findingOf(error) ?? { code: "unknown", where: String(error) };
  const told = error instanceof Refused && error.told ? error.told : found.code;
  const word = [told, `${told}_`, found.code, `${found.code}_`].find((each) => has(WORDS, each) && !PARTS.has(each));
  const { evidence, joined } = station;
  const keep = evidence && [
    el("p", {}, say("alarm")),
    actions(button(say("saveRefused", { name: evidence.name }), () => save(`${evidence.name}.refused`, evidence.raw))),
  ];
  const again = joined
    ? button(say("watchAgain"), () => void station.watch())
    : button(say("restart"), () => location.reload());
  return step(
    page,
    MENDED.has(told) ? "code" : "stop",
    el("p", { class: "told told--bad", role: "alert" }, say((word ?? "other") as Word, { where: found.where })),
    hint(say("finding", { code: told, where: found.where })),
    ...(keep ?? []),
    actions(again),
  );
}

const AGREED = ["同意", "yes"];
// Words of other meaning than the finding of the same name.
const PARTS = new Set(["commitment", "share", "code", "ballots"]);
const MENDED = new Set(["unknown_code", "code_expired", "rate_limited"]);
