// 造元素 (elements): built by hand, never from text that came from elsewhere.
export type Child = Node | string | null | false | undefined;

export type Attributes = Readonly<{ [name: string]: string | number | boolean | Handler | null }>;
type Handler = (event: Event) => void;

// `onclick` and the like are added as listeners: the page has no inline handlers.
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (typeof value === "function") made.addEventListener(key.replace(/^on/, ""), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  append(made, children);
  return made;
}

export function append(to: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child) to.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

export function replace(within: Node, ...children: Child[]): void {
  while (within.firstChild) within.removeChild(within.firstChild);
  append(within, children);
}

// A button that does something; `main` is the one solid button of a screen.
export function button(
  text: string,
  act: () => void,
  kind: "main" | "plain" | "quiet" = "plain",
  attributes: Attributes = {},
): HTMLButtonElement {
  return el(
    "button",
    { type: "button", class: `btn btn--${kind}`, onclick: act, ...attributes },
    text,
  );
}

// What the server gave, in Chinese whatever language the page speaks.
export function given(text: string): HTMLElement {
  return el("span", { lang: "zh-CN" }, text);
}
