// 零件 (parts) of the desks: a frame with the warning on top, cards of one step each, fields, a line that tells.
import { button, type Child, el, replace } from "../booth/page/dom.ts";
import { inFours } from "../booth/page/receipt.ts";
import { findingOf } from "./errors.ts";
import { has, type Language, type Say, sayer, SHARED, type Words } from "./say.ts";

// Draws the whole page anew: at the start, and when the reader changes the language.
export class Frame {
  language: Language = "zh";
  readonly #root: HTMLElement;
  readonly #name: (language: Language) => string;
  readonly #body: (language: Language) => Child[];

  constructor(
    root: HTMLElement,
    name: (language: Language) => string,
    body: (language: Language) => Child[],
  ) {
    this.#root = root;
    this.#name = name;
    this.#body = body;
  }

  draw(): void {
    const { language } = this;
    const say = sayer(SHARED, language);
    const [, sha256] = /\/([0-9a-f]{64})$/.exec(location.pathname) ?? [];
    const name = this.#name(language);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = name;
    const other = button(say("other"), () => this.#speak(language === "zh" ? "en" : "zh"), "quiet");
    other.lang = language === "zh" ? "en" : "zh-CN";
    const main = el("main", { id: "main", tabindex: -1 }, ...this.#body(language));
    const skip = el("a", { class: "skip", href: "#main" }, say("skip"));
    skip.addEventListener("click", (event) => {
      event.preventDefault(); // no fragment comes into the address
      main.focus();
    });
    const foot =
      sha256 &&
      el("footer", { class: "foot" }, say("ofPage"), " ", el("span", { class: "mono", translate: "no" }, inFours(sha256).join(" ")));
    replace(
      this.#root,
      skip,
      el(
        "header",
        {},
        el("div", { class: "head" }, el("p", { class: "head__name" }, name), other),
        el("p", { class: "warning" }, say("warning")),
      ),
      main,
      foot,
    );
  }

  #speak(language: Language): void {
    this.language = language;
    this.draw();
  }
}

export function card(id: string, title: string, ...children: Child[]): HTMLElement {
  return el(
    "section",
    { class: "card", "aria-labelledby": id },
    el("h2", { id, tabindex: -1 }, title),
    ...children,
  );
}

export function hint(text: string, id: string | null = null): HTMLElement {
  return el("p", { class: "hint", id }, text);
}

// A label over its input or area, with a hint below where there is one.
export function field(id: string, label: string, input: HTMLElement, told = ""): HTMLElement {
  input.id = id;
  if (told) input.setAttribute("aria-describedby", `${id}-hint`);
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, label),
    input,
    told ? hint(told, `${id}-hint`) : null,
  );
}

// What was typed outlives a change of language, and nothing else: it lies in the memory of the page alone.
export class Typed {
  readonly #values = new Map<string, string>();

  of(name: string): string {
    return this.#values.get(name) ?? "";
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  forget(): void {
    this.#values.clear();
  }

  input(name: string, attributes: Readonly<Record<string, string | number | boolean>> = {}): HTMLInputElement {
    const made = el("input", { type: "text", class: "input", ...QUIET, ...attributes });
    return this.#bound(name, made);
  }

  area(name: string): HTMLTextAreaElement {
    return this.#bound(name, el("textarea", { class: "input", rows: 2, ...QUIET }));
  }

  select(name: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
    const made = el("select", { class: "input" }, ...options.map(([value, text]) => el("option", { value }, text)));
    if (!this.of(name)) this.set(name, options[0]![0]);
    return this.#bound(name, made);
  }

  #bound<T extends HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(name: string, made: T): T {
    made.value = this.of(name);
    for (const kind of ["input", "change"]) made.addEventListener(kind, () => this.set(name, made.value));
    return made;
  }
}

const QUIET = { autocomplete: "off", autocorrect: "off", autocapitalize: "none", spellcheck: "false" };

// A line that says how it went; spoken by screen readers.
export class Told {
  readonly node = el("p", { class: "told", role: "status" });

  say(text: string, kind: "good" | "bad" | "plain" = "plain"): void {
    this.node.className = `told told--${kind}`;
    this.node.textContent = text;
  }

  // Words for what was refused; what is no refusal is thrown on.
  refuse<All extends Words>(error: unknown, say: Say<All>, words: All, language: Language): void {
    this.say(refusal(error, say, words, language), "bad");
  }
}

export function refusal<All extends Words>(
  error: unknown,
  say: Say<All>,
  words: All,
  language: Language,
): string {
  const found = findingOf(error);
  if (!found) throw error;
  if (has(words, found.code)) return say(found.code, { where: found.where });
  const shared = sayer(SHARED, language);
  if (has(SHARED, found.code)) return shared(found.code);
  return shared("unknown", { code: `${found.code} ${found.where}` });
}

// Puts a text or bytes into a file of the machine, where the browser's user wants it.
export function save(name: string, content: string | Uint8Array, type = "text/plain"): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
