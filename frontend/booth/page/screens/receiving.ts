// 送出和回执 (sending and receipt): nothing of the choice is left in the device when these appear.
import { button, type Child, el, given, replace } from "../dom.ts";
import { icon, type Icon } from "../icons.ts";
import { picture } from "../picture.ts";
import { drawing } from "../qr.ts";
import { inFours } from "../receipt.ts";
import type { Sending, Sent } from "../sending.ts";
import { heading, hint, type Page, statement, type View } from "../view.ts";
import type { Word } from "../words.ts";
import { spread } from "./deciding.ts";

export function sending(page: Page, screen: { readonly sending: Sending }): View {
  const { say } = page;
  const box = el("div", { role: "status" });
  const again = button(say("sendNow"), () => screen.sending.hurry(), "main");

  function update(): void {
    const { trouble, tries } = screen.sending;
    again.hidden = trouble === null;
    const offline = trouble === "unreachable" && !navigator.onLine;
    const title = offline ? "offline" : trouble === "not_open" ? "notOpen" : (trouble ?? "sending");
    const sentences: Child[] = [
      say(trouble === "unreachable" ? "offlineHint" : "sendingHint"),
      trouble && say("tries", { tries }),
      say("sendingKept"),
    ];
    const mark: Icon = trouble === "unreachable" ? "wifi" : "hourglass";
    const kind = trouble === "unreachable" ? "late" : "wait";
    const focused = box.contains(document.activeElement);
    replace(box, statement(page, mark, kind, say(title), ...sentences));
    if (focused) box.querySelector("h1")?.focus({ preventScroll: true });
  }

  update();
  return { key: "sending", body: [box], bar: [again], update };
}

export function received(page: Page, screen: { readonly sending: Sending }): View {
  const { say, session } = page;
  const { trial, title, revote_clause: clause } = screen.sending.vote.told;
  const first = screen.sending.sent!;
  const state = el("p", { class: "statement__hint", role: "status" });
  const mark = el("span", { class: "statement__mark" });
  const shown = el("div", {});

  function update(): void {
    const sent = screen.sending.sent!;
    const [word, name, kind] = stateOf(sent);
    mark.className = `statement__mark statement__mark--${kind}`;
    replace(mark, icon(name));
    const hints = { rejected: "rejectedHint", replaced: "replacedHint" } as const;
    const more = word === "rejected" || word === "replaced" ? [el("br"), say(hints[word])] : [];
    replace(state, say(word), ...more);
  }

  function save(): void {
    session.touch();
    const told = { heading: say(trial ? "receivedTrial" : "received"), vote: title, label: say("tracker") };
    const source = picture({ ...told, groups: inFours(first.tracker), receipt: first.receipt });
    replace(
      shown,
      hint(say("saveHint")),
      el("img", { class: "picture", src: source, alt: say("receipt") }),
      el("a", { class: "btn btn--plain", href: source, download: "receipt.png" }, say("saveFile")),
    );
    shown.scrollIntoView();
  }

  update();
  return {
    key: "received",
    body: [
      el(
        "div",
        { class: "statement" },
        mark,
        heading(say(trial ? "receivedTrial" : "received")),
        state,
        el("p", { class: "statement__of" }, given(title)),
      ),
      first.again && el("p", { class: "alert", role: "status" }, icon("late"), say("castAgain")),
      paper(page, first),
      !!clause && hint(say("decideAgainHint", { clause })),
      facts(page),
      details(say("how"), el("p", {}, say("how1")), el("p", {}, say("how2")), ...cardOf(page, screen.sending)),
      button(say("save"), save),
      shown,
    ],
    bar: [button(say("done"), () => void session.start(), "main")],
    update,
  };
}

// By which anybody finds which ballot of a card counts, where it may vote again.
function cardOf({ say }: Page, sending: Sending): Child[] {
  if (!sending.vote.told.revote_clause) return [];
  const mark = el("p", { class: "mono break", translate: "no" }, sending.card);
  return [el("p", {}, say("how3")), el("p", { class: "card__label" }, say("cardMark")), mark];
}

function stateOf(sent: Sent): readonly [Word, Icon, string] {
  if (sent.state === "replaced") return ["replaced", "late", "late"];
  if (sent.state === "rejected") return ["rejected", "late", "late"];
  return sent.state === "received" ? ["verifying", "check", "done"] : ["verified", "check", "done"];
}

function paper({ say }: Page, sent: Sent): HTMLElement {
  return el(
    "div",
    { class: "card card--code" },
    el("h2", { class: "card__label" }, say("receipt")),
    drawing(sent.receipt, say("receiptText")),
    el("p", { class: "unseen" }, say("tracker")),
    el("p", { class: "fours fours--large", translate: "no" }, ...spread(sent.tracker)),
    sent.good
      ? el("p", { class: "hint" }, say("receiptGood"))
      : el("p", { class: "alert", role: "alert" }, icon("late"), say("receiptBad")),
    details(say("receiptText"), el("p", { class: "mono break", translate: "no" }, sent.receipt)),
  );
}

function facts({ say }: Page): HTMLElement {
  const fact = (name: Icon, text: string) => el("li", {}, icon(name), el("span", {}, text));
  return el(
    "ul",
    { class: "facts" },
    fact("check", say("fact1")),
    fact("eye", say("fact2")),
    fact("trash", say("fact3")),
  );
}

export function details(summary: Child, ...body: Child[]): HTMLElement {
  return el("details", { class: "more" }, el("summary", {}, summary), ...body);
}
