// 长名单: a list of more than twenty choices is searched by typing a part of the name. One choice becomes a field with
// its list; boxes and marks keep their own list and get a search line above it. Without this file they stay as they are.
import { comboBox } from "./combo-box.ts";

const LONG = 20;

export type Words = { find: string; chosen: string; found: string; none: string; onlyChosen: string };

export function pickers(root: ParentNode): void {
  const words = document.querySelector<HTMLElement>("#picker-words")?.dataset;
  if (!words) return;
  root.querySelectorAll<HTMLSelectElement>("select").forEach((select) => {
    if (select.dataset["ready"] || select.multiple || select.options.length <= LONG) return;
    select.dataset["ready"] = "1";
    comboBox(select, words as Words);
  });
  root.querySelectorAll<HTMLElement>(".choices").forEach((list) => {
    const boxes = list.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]");
    if (list.dataset["ready"] || boxes.length <= LONG) return;
    list.dataset["ready"] = "1";
    searchLine(list, Array.from(boxes), words as Words);
  });
}

// Every word that was typed occurs in the name.
export function matches(name: string, typed: string): boolean {
  const low = name.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => low.indexOf(word) >= 0);
}

function searchLine(list: HTMLElement, boxes: HTMLInputElement[], words: Words): void {
  const legend = list.closest("fieldset")?.querySelector("legend")?.textContent?.trim() ?? "";
  const line = document.createElement("div");
  line.className = "picker__line";
  const find = document.createElement("input");
  find.type = "text";
  find.autocomplete = "off";
  find.placeholder = words.find;
  find.setAttribute("aria-label", `${legend} ${words.find}`);
  const only = document.createElement("button");
  only.type = "button";
  only.className = "btn";
  only.textContent = words.onlyChosen;
  only.setAttribute("aria-pressed", "false");
  const status = document.createElement("p");
  status.className = "picker__status";
  status.setAttribute("role", "status");
  line.append(find, only, status);
  list.classList.add("picker__boxes");
  list.before(line);

  function show(): void {
    const onlyChosen = only.getAttribute("aria-pressed") === "true";
    let [found, chosen] = [0, 0];
    boxes.forEach((box) => {
      const row = box.closest("label") ?? box;
      const shown = matches(row.textContent ?? "", find.value.trim()) && (!onlyChosen || box.checked);
      (row.parentElement ?? row).hidden = !shown;
      found += Number(shown);
      chosen += Number(box.checked);
    });
    const parts = [words.chosen.replace("{n}", String(chosen)), words.found.replace("{n}", String(found))];
    status.textContent = found ? parts.join(" · ") : `${parts[0]} · ${words.none}`;
    only.hidden = boxes[0]?.type === "radio";
  }

  find.addEventListener("input", show);
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Escape" && find.value) find.value = "";
    show();
  });
  only.addEventListener("click", () => {
    only.setAttribute("aria-pressed", String(only.getAttribute("aria-pressed") !== "true"));
    show();
  });
  list.addEventListener("change", show);
  list.closest("form")?.addEventListener("reset", () => setTimeout(show));
  window.addEventListener("pageshow", show);
  show();
}
