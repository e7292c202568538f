// 监票台 (the scrutineer's desk): what `jiannuo-ballot trustee join` and `watch` do, in a browser, by the same interface.
// Started here, once.
import "../../booth/oldest.ts";
import "../desk.scss";
import { type Child, el } from "../../booth/page/dom.ts";
import { inFours } from "../../booth/page/receipt.ts";
import { type Say, sayer } from "../say.ts";
import { card, Frame, hint } from "../ui.ts";
import { log, shownScreen } from "./screens.ts";
import { Station } from "./station.ts";
import { WORDS } from "./words.ts";

export interface Page {
  readonly station: Station;
  readonly say: Say<typeof WORDS>;
}

const station: Station = new Station(draw);
const frame: Frame = new Frame(
  document.getElementById("desk")!,
  (language) => sayer(WORDS, language)("name"),
  (language) => {
    const page: Page = { station, say: sayer(WORDS, language) };
    const { say } = page;
    const away = !station.isReached && el("p", { class: "told told--bad", role: "status" }, say("unreachable"));
    return [el("h1", {}, say("title")), hint(say("intro")), away, shownScreen(page), watched(page), everybody(page)];
  },
);

const PARTS = ["certificate", "commitment", "polynomial", "share"] as const;
let shown = "";

function draw(): void {
  const before = document.activeElement?.id;
  frame.draw();
  // Another screen takes the focus on its heading; the same one keeps it where it was.
  const another = shown !== station.screen.name;
  shown = station.screen.name;
  const wanted = another ? "step" : before;
  if (wanted) document.getElementById(wanted)?.focus();
}

// Who is in the ceremony, and how far each one is.
function everybody({ station, say }: Page): Child {
  const { state } = station;
  if (!state) return null;
  const rows = state.members.map((each) => {
    const done = PARTS.filter((part) => each[part]).length;
    const told = done ? say("done", { step: done, all: PARTS.length }) : say("nothing");
    return el("li", {}, el("span", { class: "strong", lang: "zh-CN" }, `${each.number}. ${each.name}`), el("span", { class: "hint" }, told));
  });
  const { number, threshold } = state;
  const name = state.members[number - 1]!.name;
  const fingerprint = station.joined && [
    el("p", { class: "strong" }, say("fingerprint")),
    el("p", { class: "mono" }, inFours(station.joined.fingerprint).join(" ")),
  ];
  return card(
    "who",
    state.title,
    el("p", {}, say("who", { number, name, threshold })),
    hint(say("whoHint")),
    hint(say("fewer", { threshold })),
    el("ul", { class: "people" }, ...rows),
    ...(fingerprint ?? []),
  );
}

// What the watch has seen, where another screen stands before it.
function watched(page: Page): Child {
  const { station, say } = page;
  if (!station.lines.length || ["watching", "over"].includes(station.screen.name)) return null;
  return card("watched", say("watch"), log(page));
}

window.addEventListener("beforeunload", (event) => {
  if (station.isHeld) event.preventDefault();
});
// The page is left: a copy that the browser keeps to come back to would hold the seed.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
// Nothing to see in the list of open programs.
document.addEventListener("visibilitychange", () => {
  document.documentElement.classList.toggle("covered", document.hidden);
});
frame.draw();
