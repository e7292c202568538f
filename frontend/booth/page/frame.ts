// 框 (the frame): head, notice, one screen, and what is compared with the wall. It draws what the session says.
import { button, el, replace } from "./dom.ts";
import { glosser } from "./gloss.ts";
import { inFours } from "./receipt.ts";
import * as beginning from "./screens/beginning.ts";
import { code } from "./screens/code.ts";
import * as deciding from "./screens/deciding.ts";
import { question } from "./screens/question.ts";
import { details, received, sending } from "./screens/receiving.ts";
import type { Session } from "./session.ts";
import type { Page, View } from "./view.ts";
import { type Language, type Say, sayer } from "./words.ts";

const LEAVABLE = ["code", "question", "review"];

export class Frame {
  readonly #session: Session;
  readonly #bundle: string | null;
  #language: Language = "zh";
  #say: Say = sayer("zh");
  #view: View | null = null;
  #warned = false;
  readonly #name = el("p", { class: "head__name" });
  readonly #large = button("", () => this.#toggleLarge(), "quiet");
  readonly #other = button("", () => this.#speakOther(), "quiet");
  readonly #trial = el("p", { class: "trial", hidden: true });
  readonly #notice = el("section", { class: "notice", hidden: true });
  readonly #main = el("main", { id: "main" });
  readonly #foot = el("footer", { class: "foot" });
  readonly #bar = el("div", { class: "bar", hidden: true });
  readonly #skip = el("a", { class: "skip", href: "#main" });

  constructor(session: Session, bundle: string | null, root: HTMLElement) {
    this.#session = session;
    this.#bundle = bundle;
    this.#skip.addEventListener("click", (event) => {
      event.preventDefault(); // no fragment comes into the address
      this.#focus();
    });
    replace(
      root,
      this.#skip,
      el(
        "header",
        {},
        el("div", { class: "head" }, this.#name, this.#large, this.#other),
        this.#trial,
      ),
      this.#notice,
      this.#main,
      this.#foot,
      this.#bar,
    );
    this.#speak();
  }

  // What the session shows now; the same screen is brought up to date, another takes its place.
  draw(): void {
    const { screen } = this.#session;
    const view = this.#view;
    if (view?.update && view.key === screen.name) return view.update();
    const made = this.#made();
    // What says the same stays, with the focus in it.
    if (made.key === view?.key) return made.close?.();
    this.#put(made);
    this.#focus();
  }

  // The seconds until everything is let go of, where they are few.
  warn(): void {
    const { left, screen } = this.#session;
    if (left === null) {
      this.#notice.hidden = true;
      this.#warned = false;
      return;
    }
    const word = screen.name === "received" ? "idleReceived" : "idle";
    const seconds = Math.ceil(left / 1000);
    const text = this.#say(word, { seconds });
    if (this.#warned) {
      this.#notice.firstElementChild!.textContent = text;
      return;
    }
    this.#warned = true;
    this.#notice.hidden = false;
    replace(
      this.#notice,
      el("p", { "aria-hidden": "true" }, text),
      el("p", { class: "unseen", role: "alert" }, text),
      button(this.#say("idleStay"), () => {
        this.#session.touch();
        this.warn();
      }),
    );
  }

  #focus(): void {
    window.scrollTo(0, 0);
    this.#main.querySelector("h1")?.focus({ preventScroll: true });
  }

  #put(view: View): void {
    this.#view?.close?.();
    this.#view = view;
    const { vote, screen } = this.#session;
    replace(this.#main, ...view.body);
    if (LEAVABLE.includes(screen.name)) {
      const leave = button(this.#say("leave"), () => this.#session.ask(), "quiet");
      this.#main.append(el("div", { class: "beside" }, leave));
    }
    replace(this.#bar, ...(view.bar ?? []));
    this.#bar.hidden = !view.bar?.length;
    this.#trial.hidden = !vote?.told.trial;
    this.#compare();
    view.shown?.();
    document.title = `${this.#main.querySelector("h1")?.textContent ?? ""} · ${this.#say("booth")}`;
  }

  #made(): View {
    const page: Page = {
      session: this.#session,
      say: this.#say,
      gloss: glosser(this.#language),
    };
    const { screen } = this.#session;
    switch (screen.name) {
      case "starting":
        return beginning.starting(page, screen);
      case "votes":
        return beginning.votes(page, screen);
      case "waiting":
        return beginning.waiting(page, screen);
      case "over":
        return beginning.over(page);
      case "mismatch":
        return beginning.mismatch(page, screen);
      case "code":
        return code(page);
      case "question":
        return question(page, screen.place);
      case "review":
        return deciding.review(page);
      case "sealing":
        return deciding.sealing(page);
      case "decide":
        return deciding.decide(page);
      case "audit":
        return deciding.audit(page);
      case "opened":
        return deciding.opened(page, screen);
      case "sending":
        return sending(page, screen);
      case "received":
        return received(page, screen);
      case "refused":
        return beginning.refused(page, screen);
      case "leaving":
        return beginning.leaving(page);
      case "left":
        return beginning.left(page, screen);
    }
  }

  // Hash of this page and fingerprint of the election, their starts in sight, the rest a touch away.
  #compare(): void {
    const say = this.#say;
    const { vote } = this.#session;
    const lines: (readonly [string, string])[] = [];
    if (this.#bundle) lines.push([say("ofPage"), this.#bundle]);
    if (vote) lines.push([say("ofVote"), vote.election.fingerprint]);
    this.#foot.hidden = !lines.length;
    const start = (text: string) => inFours(text).slice(0, 4).join(" ");
    const row = (each: (text: string) => string) =>
      el(
        "dl",
        { class: "compare" },
        ...lines.map(([name, text]) =>
          el("div", {}, el("dt", {}, name), el("dd", { class: "mono", translate: "no" }, each(text))),
        ),
      );
    const whole = row((text) => inFours(text).join(" "));
    const summary = el("span", {}, el("b", {}, say("compare")), row(start));
    const told = [el("p", {}, say("compareHint")), el("p", {}, say("whole"))];
    replace(this.#foot, details(summary, ...told, whole));
  }

  #toggleLarge(): void {
    const large = document.documentElement.classList.toggle("large");
    this.#large.setAttribute("aria-pressed", String(large));
    this.#view?.shown?.();
  }

  #speakOther(): void {
    this.#language = this.#language === "zh" ? "en" : "zh";
    this.#speak();
    this.#put(this.#made());
  }

  #speak(): void {
    this.#say = sayer(this.#language);
    const say = this.#say;
    document.documentElement.lang = this.#language === "zh" ? "zh-CN" : "en";
    this.#name.textContent = say("booth");
    this.#large.textContent = say("large");
    const large = document.documentElement.classList.contains("large");
    this.#large.setAttribute("aria-pressed", String(large));
    this.#other.textContent = say("other");
    this.#other.lang = this.#language === "zh" ? "en" : "zh-CN";
    this.#trial.textContent = say("trial");
    this.#skip.textContent = say("skip");
    this.#notice.setAttribute("aria-label", say("notice"));
    this.#warned = false;
  }
}
