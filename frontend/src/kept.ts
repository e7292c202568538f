// 本机留存的草稿: what is typed on the spot stays on this device until it was sent, also without a network.
// A form with data-kept="key" keeps its texts, never its files; data-kept-note says that they were brought
// back, data-kept-offline that nothing can be sent now. Once another page follows a sent form, they go.
const PREFIX = "kept:";
const SENT = "kept-sent";

type Texts = Record<string, string>;
type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function typed(form: HTMLFormElement): Typed[] {
  const all = form.querySelectorAll<Typed>("input[name], textarea[name], select[name]");
  const left = new Set(["hidden", "file", "password", "checkbox", "radio"]);
  return [...all].filter((field) => !left.has(field.type));
}

function read(key: string): Texts | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    return found && typeof found === "object" ? (found as Texts) : null;
  } catch {
    return null;
  }
}

function show(form: HTMLFormElement, name: string, shown: boolean): void {
  const note = form.querySelector<HTMLElement>(`[data-${name}]`);
  if (note) note.hidden = !shown;
}

function bringBack(form: HTMLFormElement, key: string): void {
  const found = read(key);
  if (!found) return;
  let changed = false;
  typed(form).forEach((field) => {
    const text = found[field.name];
    if (text === undefined || text === field.value) return;
    if (field.value !== "" && field.tagName === "TEXTAREA") return;
    field.value = text;
    changed = true;
  });
  show(form, "kept-note", changed);
}

function keep(form: HTMLFormElement, key: string): void {
  const texts: Texts = {};
  typed(form).forEach((field) => {
    texts[field.name] = field.value;
  });
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(texts));
  } catch {
    // A full or forbidden store: the form works as any other.
  }
}

function forget(): void {
  try {
    const sent = sessionStorage.getItem(SENT);
    if (!sent) return;
    sessionStorage.removeItem(SENT);
    if (!document.querySelector(`form[data-kept="${sent}"]`)) localStorage.removeItem(PREFIX + sent);
  } catch {
    // Nothing was kept.
  }
}

export function keptDrafts(root: ParentNode): void {
  forget();
  root.querySelectorAll<HTMLFormElement>("form[data-kept]").forEach((form) => {
    const key = form.dataset["kept"];
    if (!key || form.dataset["ready"]) return;
    form.dataset["ready"] = "1";
    bringBack(form, key);
    form.addEventListener("input", () => keep(form, key));
    form.addEventListener("submit", (event) => {
      keep(form, key);
      show(form, "kept-offline", !navigator.onLine);
      if (!navigator.onLine) {
        event.preventDefault();
        return;
      }
      try {
        sessionStorage.setItem(SENT, key);
      } catch {
        // Then the draft stays until it is overwritten.
      }
    });
    window.addEventListener("online", () => show(form, "kept-offline", false));
  });
}
