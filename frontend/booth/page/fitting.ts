// 小屏 (small screens): a long note shows its beginning, and what lies below the bar is told, so that answers are found.
import { button, el, given, replace } from "./dom.ts";
import { icon } from "./icons.ts";
import type { Say } from "./words.ts";

// The note in so few lines as the style sheet says; a touch shows it whole. Where all of it fits, there is no button.
export function note(text: string, say: Say): HTMLElement {
  const shown = el("p", { class: "note__text", id: "note" }, given(text));
  const more = button("", toggle, "quiet", { class: "note__more", "aria-controls": "note" });
  const body = el("div", { class: "note" }, shown, more);

  function toggle(): void {
    const open = body.classList.toggle("is-open");
    more.setAttribute("aria-expanded", String(open));
    replace(more, say(open ? "noteLess" : "noteMore"), icon("down"));
  }

  const fits = () => {
    if (body.classList.contains("is-open")) return;
    more.hidden = shown.scrollHeight <= shown.clientHeight + 1;
  };
  new ResizeObserver(fits).observe(shown);
  shown.addEventListener("click", () => more.hidden || toggle());
  body.classList.add("is-open");
  toggle();
  return body;
}

export interface Below {
  readonly body: HTMLElement;
  readonly update: () => void;
  readonly close: () => void;
}

// How many rows are still under the bar; a touch goes there. Whoever has no screen has the rows in their order.
export function below(rows: readonly HTMLElement[], say: Say): Below {
  const words = el("span", {});
  const body = el("button", { type: "button", class: "below", tabindex: -1, "aria-hidden": "true" });
  body.append(icon("arrow"), words);
  body.addEventListener("click", () => window.scrollBy(0, window.innerHeight / 2));

  function update(): void {
    const edge = body.closest(".bar")?.getBoundingClientRect().top ?? 0;
    const under = rows.filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2 > edge;
    });
    // Its place stays, so that nothing moves under a finger.
    body.classList.toggle("is-none", under.length === 0);
    if (under.length) words.textContent = say("below", { count: under.length });
  }

  window.addEventListener("scroll", update, { passive: true });
  window.addEventListener("resize", update);
  const grown = new ResizeObserver(update);
  grown.observe(document.body);
  return {
    body,
    update,
    close: () => {
      window.removeEventListener("scroll", update);
      window.removeEventListener("resize", update);
      grown.disconnect();
    },
  };
}
