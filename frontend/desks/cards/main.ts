// 票证台 (the cards desk): what `jiannuo-ballot cards` does, in a browser that sends nothing. Started here, once.
import "../../booth/oldest.ts";
import "../desk.scss";
import "./sheets.scss";
import { button, type Child, el } from "../../booth/page/dom.ts";
import { type Say, sayer, SHARED } from "../say.ts";
import { card, field, Frame, hint, Told } from "../ui.ts";
import { Desk } from "./desk.ts";
import { listing } from "./listing.ts";
import { making } from "./making.ts";
import { clearSheets, printing } from "./printing.ts";
import { WORDS } from "./words.ts";

export interface Page {
  readonly desk: Desk;
  readonly say: Say<typeof WORDS>;
  // The word for the group, which both desks say.
  readonly group: string;
  // Draws everything anew, the focus on this heading.
  draw(heading: string): void;
  refuse(told: Told, error: unknown): void;
}

const desk = new Desk();
const frame: Frame = new Frame(
  document.getElementById("desk")!,
  (language) => sayer(WORDS, language)("name"),
  (language) => {
    const say = sayer(WORDS, language);
    const page: Page = {
      desk,
      say,
      group: sayer(SHARED, language)("group"),
      draw,
      refuse: (told, error) => told.refuse(error, say, WORDS, language),
    };
    const steps = desk.codes.length ? [printing(page), listing(page), wiping(page)] : [];
    const wiped = desk.wiped && el("p", { class: "told told--good", role: "status" }, say("wiped"));
    const body: Child[] = [el("h1", {}, say("title")), hint(say("intro")), wiped, making(page), ...steps];
    return body;
  },
);

function draw(heading: string): void {
  frame.draw();
  document.getElementById(heading)?.focus();
}

function wiping({ say }: Page): HTMLElement {
  const told = new Told();
  const word = desk.typed.input("wipe");
  const wipe = button(say("wipeNow"), () => {
    if (!["销毁", "wipe"].includes(word.value.trim().toLowerCase())) return told.say(say("wipeNot"), "bad");
    clearSheets();
    desk.wipe();
    draw("make");
  });
  return card(
    "wipe-title",
    say("wipe"),
    hint(say("wipeHint")),
    field("wipe", say("wipeWord"), word),
    el("div", { class: "actions" }, wipe),
    told.node,
  );
}

window.addEventListener("afterprint", clearSheets);
window.addEventListener("beforeunload", (event) => {
  if (desk.codes.length) event.preventDefault();
});
// The page is left: nothing stays, not even in what the browser keeps to come back to.
window.addEventListener("pagehide", () => {
  clearSheets();
  desk.wipe();
  desk.wiped = false;
  frame.draw();
});
frame.draw();
