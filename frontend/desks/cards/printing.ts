// 第二步 (printing): the sheets stand on the page while the browser prints them, and no longer.
import { button, el } from "../../booth/page/dom.ts";
import { DeskError } from "../errors.ts";
import { card, field, hint, Told } from "../ui.ts";
import type { Page } from "./main.ts";
import { checkBooth, checkBundle, PER_PAGE, type PerPage, sheets } from "./sheets.ts";

let shown: HTMLElement | null = null;

export function clearSheets(): void {
  shown?.remove();
  shown = null;
}

export function printing(page: Page): HTMLElement {
  const { desk, say, refuse } = page;
  const told = new Told();
  const perPage = desk.typed.select("per-page", PER_PAGE.map((each) => [String(each), String(each)] as const));
  const print = button(say("printNow", { number: desk.codes.length }), () => {
    try {
      const cards = Number(perPage.value) as PerPage;
      const meeting = desk.typed.of("meeting").trim();
      if (!meeting) throw new DeskError("meeting_empty", "meeting");
      const booth = checkBooth(desk.typed.of("booth"));
      const bundle = checkBundle(desk.typed.of("bundle"));
      clearSheets();
      shown = sheets(desk.codes, { meeting, booth, bundle, perPage: cards });
      document.body.append(shown);
      window.print();
      const pages = Math.ceil(desk.codes.length / cards);
      told.say(say("printed", { number: desk.codes.length, pages }), "good");
    } catch (error) {
      refuse(told, error);
    }
  });
  return card(
    "print",
    say("print"),
    field("meeting", say("meeting"), desk.typed.input("meeting")),
    field("booth", say("booth"), desk.typed.input("booth", { inputmode: "url" })),
    field("bundle", say("bundle"), desk.typed.input("bundle", { class: "input mono" }), say("bundleHint")),
    field("per-page", say("perPage"), perPage),
    hint(say("printHint")),
    el("div", { class: "actions" }, print),
    told.node,
  );
}
