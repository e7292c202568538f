// 长名单里选一个: the field that stands for a long <select>. The select stays in the form, hidden, and is what is sent.
import { matches, type Words } from "./picker.ts";

export function comboBox(select: HTMLSelectElement, words: Words): void {
  const box = document.createElement("div");
  box.className = "picker";
  const field = fieldFor(select);
  const list = document.createElement("ul");
  list.id = `${field.id}_choices`;
  list.className = "picker__list";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  field.setAttribute("aria-controls", list.id);
  const names = Array.from(select.options).map((option) => option.text.trim());
  const rows = Array.from(select.options).map((option, index) => rowFor(option, `${list.id}_${index}`));
  list.append(...rows);
  select.before(box);
  box.append(field, list, status, select);
  select.hidden = true;
  let at = -1;

  const shown = () => rows.filter((row) => !row.hidden);
  const written = () => (select.value === "" ? "" : (names[select.selectedIndex] ?? ""));

  function mark(index: number): void {
    at = index;
    rows.forEach((row, each) => row.setAttribute("aria-selected", String(each === index)));
    const row = rows[index];
    if (row) {
      field.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function open(typed: string): void {
    rows.forEach((row) => (row.hidden = !matches(row.textContent ?? "", typed)));
    const found = shown().length;
    list.hidden = found === 0;
    field.setAttribute("aria-expanded", String(found > 0));
    status.textContent = found ? words.found.replace("{n}", String(found)) : words.none;
    box.classList.toggle("picker--none", found === 0);
    box.dataset["none"] = words.none;
    mark(typed && found ? rows.indexOf(shown()[0]!) : typed ? -1 : select.selectedIndex);
  }

  function close(): void {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    box.classList.remove("picker--none");
    mark(-1);
    field.value = written();
  }

  function choose(index: number): void {
    const changed = select.selectedIndex !== index;
    select.selectedIndex = index;
    close();
    if (changed) select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function step(by: number): void {
    if (list.hidden) return open("");
    const among = shown();
    const next = among.indexOf(rows[at]!) + by;
    mark(rows.indexOf(among[(next + among.length) % among.length]!));
  }

  // Leaving keeps what was chosen; an emptied field means none, a name written in full means its row.
  function leave(): void {
    const typed = field.value.trim();
    const same = names.indexOf(typed);
    const none = Array.from(select.options).findIndex((option) => option.value === "");
    if (typed && same >= 0) return typed === written() ? close() : choose(same);
    if (!typed && none >= 0) return choose(none);
    close();
  }

  field.addEventListener("input", () => open(field.value.trim()));
  field.addEventListener("click", () => {
    if (!list.hidden) return;
    field.select();
    open("");
  });
  field.addEventListener("blur", leave);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (at >= 0) choose(at);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest("li") : null;
    if (row) choose(rows.indexOf(row));
  });
  select.form?.addEventListener("reset", () => setTimeout(close));
  window.addEventListener("pageshow", close);
  close();
}

function fieldFor(select: HTMLSelectElement): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "text";
  field.autocomplete = "off";
  field.id = select.id || `picker_${select.name}`;
  field.required = select.required;
  field.placeholder = select.options[0]?.value === "" ? select.options[0].text.trim() : "";
  const copied = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  Object.entries(copied).forEach(([name, value]) => field.setAttribute(name, value));
  ["aria-describedby", "aria-invalid", "aria-label"].forEach((name) => {
    const value = select.getAttribute(name);
    if (value) field.setAttribute(name, value);
  });
  select.id = `${field.id}_sent`;
  select.required = false;
  return field;
}

function rowFor(option: HTMLOptionElement, id: string): HTMLLIElement {
  const row = document.createElement("li");
  row.id = id;
  row.textContent = option.text.trim();
  row.setAttribute("role", "option");
  if (option.parentElement instanceof HTMLOptGroupElement) {
    const group = document.createElement("span");
    group.className = "quiet";
    group.textContent = `　${option.parentElement.label}`;
    row.append(group);
  }
  return row;
}
