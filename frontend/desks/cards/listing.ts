// 第三步 (listing): piles by a hand scanner, which types a code and presses Enter; then the public lists.
import { button, type Child, el, replace } from "../../booth/page/dom.ts";
import { inSlices } from "../../booth/slices.ts";
import { hexDigest } from "../../booth/suites/base.ts";
import { suiteOf } from "../../booth/suites/index.ts";
import { card, field, hint, save, Told } from "../ui.ts";
import type { Page } from "./main.ts";
import { listOf, PILES, readUuids, trialIn } from "./piles.ts";

const GROUPS = ["BELENIOS-2048", "Ed25519"] as const;

export function listing(page: Page): HTMLElement {
  const { desk, say } = page;
  const sum = el("p", { class: "sum strong" });
  const handedOut = desk.typed.input("handed-out", { inputmode: "numeric" });
  const counted = () => {
    const counts = countsOf(page);
    sum.textContent = say("sum", counts);
    sum.classList.toggle("sum--fits", String(counts["sum"]) === handedOut.value.trim());
  };
  handedOut.addEventListener("input", counted);
  const scanner = scanning(page, counted);
  counted();
  return card(
    "list",
    say("list"),
    ...scanner,
    sum,
    field("handed-out", say("handedOut"), handedOut),
    field("uuids", say("uuids"), desk.typed.area("uuids"), say("uuidsHint")),
    field("group", page.group, desk.typed.select("group", GROUPS.map((each) => [each, each] as const))),
    ...lists(page, handedOut),
  );
}

function countsOf({ desk }: Page): Record<string, number> {
  const [left, spoiled, surrendered] = PILES.map((pile) => desk.piles.count(pile)) as [number, number, number];
  const printed = desk.codes.length;
  const sum = printed - left - spoiled - surrendered;
  return { printed, left_over: left, spoiled, surrendered, sum };
}

function scanning({ desk, say }: Page, counted: () => void): Child[] {
  const told = new Told();
  const labels = new Map<string, HTMLElement>();
  const choices = PILES.map((pile) => {
    const radio = el("input", { type: "radio", name: "pile", value: pile, checked: desk.pile === pile });
    radio.addEventListener("change", () => (desk.pile = pile));
    const label = el("span", {});
    labels.set(pile, label);
    return el("label", { class: "choice" }, radio, label);
  });
  const show = () => {
    for (const pile of PILES) {
      labels.get(pile)!.textContent = say("pileCount", { pile: say(pile), count: desk.piles.count(pile) });
    }
    counted();
  };
  const input = el("input", { type: "text", class: "input mono", autocomplete: "off", spellcheck: "false", autocapitalize: "none" });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const text = input.value;
    input.value = "";
    if (!text.trim()) return;
    const taken = desk.piles.take(desk.pile, text);
    desk.lists = [];
    told.say(say(taken, { count: desk.piles.count(desk.pile) }), taken === "taken" ? "good" : "bad");
    show();
  });
  const undo = button(say("undo"), () => {
    desk.piles.undo(desk.pile);
    desk.lists = [];
    told.say(say("undone", { count: desk.piles.count(desk.pile) }));
    show();
    input.focus();
  });
  show();
  return [
    el("fieldset", { class: "choices" }, el("legend", {}, say("pile")), ...choices),
    field("scan", say("scan"), input),
    told.node,
    el("div", { class: "actions" }, undo),
  ];
}

function lists(page: Page, handedOut: HTMLInputElement): Child[] {
  const { desk, say, refuse } = page;
  const told = new Told();
  const made = el("ul", { class: "lists" });
  const show = () => {
    if (desk.lists.length) told.say(say("listed", countsOf(page)), "good");
    replace(made, ...desk.lists.map(({ uuid, which, text, sha256 }) =>
      el(
        "li",
        {},
        button(say("saveList", { uuid }), () => save(`${uuid}.json`, text, "application/json")),
        which && el("b", {}, say(which)),
        el("span", { class: "mono break" }, `SHA-256 ${sha256}`),
      ),
    ));
  };
  const make = button(say("listNow"), async () => {
    make.disabled = true;
    desk.lists = [];
    show();
    try {
      const uuids = readUuids(desk.typed.of("uuids"));
      const trial = trialIn(desk.typed.of("uuids"));
      const codes = desk.piles.listed(Number(handedOut.value.trim() || NaN));
      told.say(say("working"));
      const suite = suiteOf(desk.typed.of("group"))!;
      const found = [];
      for (const uuid of uuids) {
        const text = await inSlices(listOf(suite, uuid, codes));
        const which = trial === null ? null : uuid === trial ? "ofTrial" : "ofMain";
        found.push({ uuid, which, text, sha256: hexDigest(text) } as const);
      }
      desk.lists = found;
      show();
    } catch (error) {
      refuse(told, error);
    } finally {
      make.disabled = false;
    }
  }, "main");
  show();
  return [el("div", { class: "actions" }, make), told.node, made, hint(say("listHint"))];
}
