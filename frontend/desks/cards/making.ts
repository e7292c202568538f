// 第一步 (making): new codes, or those that were kept; kept again on a stick.
import { button, el } from "../../booth/page/dom.ts";
import { card, field, hint, save, Told } from "../ui.ts";
import { fileOf, makeCodes, readCodes } from "./codes.ts";
import type { Page } from "./main.ts";

export function making(page: Page): HTMLElement {
  const { desk, say } = page;
  return desk.codes.length ? kept(page) : card("make", say("make"), ...asked(page));
}

function asked({ desk, say, refuse, draw }: Page): HTMLElement[] {
  const told = new Told();
  const number = desk.typed.input("number", { inputmode: "numeric" });
  const capitals = el("input", { type: "checkbox", id: "capitals", checked: desk.typed.of("mixed") === "" });
  capitals.addEventListener("change", () => desk.typed.set("mixed", capitals.checked ? "" : "1"));
  const make = button(say("makeNow"), () => {
    try {
      desk.hold(makeCodes(Number(number.value.trim() || NaN), capitals.checked), true);
      draw("make");
    } catch (error) {
      refuse(told, error);
    }
  }, "main");
  const file = el("input", { type: "file", accept: ".txt,text/plain" });
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    try {
      desk.hold(readCodes(await chosen.text()), false);
      draw("make");
    } catch (error) {
      file.value = "";
      refuse(told, error);
    }
  });
  return [
    field("number", say("number"), number, say("numberHint")),
    el("label", { class: "choice", for: "capitals" }, capitals, el("span", {}, say("capitals"))),
    el("div", { class: "actions" }, make),
    told.node,
    hint(say("or")),
    field("codes-file", say("codesFile"), file),
  ];
}

function kept({ desk, say, draw }: Page): HTMLElement {
  const keep = button(say("keep"), () => {
    save("codes.txt", fileOf(desk.codes));
    desk.isUnsaved = false;
    draw("make");
  }, desk.isUnsaved ? "main" : "plain");
  return card(
    "make",
    say("make"),
    el("p", { class: "strong" }, say("have", { number: desk.codes.length })),
    el("div", { class: "actions" }, keep),
    hint(say("keepHint")),
  );
}
