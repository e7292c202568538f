// 在这个浏览器里验证: the buttons of the public page, how far it is, and what was found. Sentences come with the page.
import type { Finding } from "./findings.ts";
import { type Progress, verify } from "./pool.ts";
import { type Report, type Step, STEPS } from "./report.ts";
import { facts, reasons, resultRows, type Given, verdict, words } from "./telling.ts";

const TRACKER = /^[A-Za-z0-9+/]{43}$/;
const CARD = /^[0-9a-f]{64}$/i;

export function offer(box: HTMLElement): void {
  const given = JSON.parse(box.querySelector("#verify-given")?.textContent ?? "{}") as Given;
  const page = new Page(box, given);
  page.listen();
  box.hidden = false;
}

class Page {
  readonly #box: HTMLElement;
  readonly #given: Given;
  readonly #say: ReturnType<typeof words>;
  #running: AbortController | null = null;
  #began = 0;
  #report: Report | null = null;

  constructor(box: HTMLElement, given: Given) {
    this.#box = box;
    this.#given = given;
    this.#say = words(given.words);
  }

  listen(): void {
    const address = this.#box.dataset["verify"] ?? "";
    const chosen = (part: string) => this.#part<HTMLInputElement>(part).files?.[0] ?? null;
    this.#box.querySelector("[data-verify-start]")?.addEventListener("click", () => {
      void this.#run((signal) => this.#download(address, signal), null);
    });
    this.#part("chosen").addEventListener("click", () => {
      const archive = chosen("archive");
      if (archive) void this.#run(() => Promise.resolve(archive), chosen("earlier"));
      else this.#part("archive").focus();
    });
    this.#part("stop").addEventListener("click", () => this.#running?.abort());
    this.#part("tracker").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#find(this.#part<HTMLFormElement>("tracker").querySelector("input")!.value);
    });
  }

  #part<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.#box.querySelector<T>(`[data-verify-${name}]`)!;
  }

  async #run(get: (signal: AbortSignal) => Promise<Blob>, earlier: Blob | null): Promise<void> {
    if (this.#running) return;
    const running = (this.#running = new AbortController());
    const { signal } = running;
    this.#clear();
    this.#usable(false);
    try {
      const archive = await get(signal);
      const start = () => new Worker(new URL("./worker.ts", import.meta.url), { name: "verifier" });
      this.#began = performance.now();
      const told = (progress: Progress) => this.#progress(progress);
      this.#show(await verify(archive, { earlier, start, told, signal }));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#mark(signal.aborted ? this.#say("stopped") : this.#say("broken", { why }), false);
      this.#steps(null, [], false);
    } finally {
      this.#running = null;
      this.#part("running").hidden = true;
      this.#usable(true);
    }
  }

  #usable(usable: boolean): void {
    const buttons = this.#box.querySelectorAll<HTMLButtonElement>("[data-verify-start], [data-verify-chosen]");
    for (const button of buttons) button.disabled = !usable;
  }

  #clear(): void {
    this.#report = null;
    for (const name of ["good", "bad", "reasons", "facts", "result", "tracker"]) {
      this.#part(name).hidden = true;
    }
    this.#part("running").hidden = false;
    this.#part("progress").textContent = this.#say("working");
    this.#bar(0);
    this.#steps("archive", [], false);
    this.#part("steps").hidden = false;
  }

  async #download(address: string, signal: AbortSignal): Promise<Blob> {
    const answer = await fetch(address, { signal, cache: "no-store" });
    if (!answer.ok || !answer.body) throw new Error(this.#say("not_loaded"));
    const reader = answer.body.getReader();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let bytes = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts);
      parts.push(value);
      bytes += value.length;
      this.#part("progress").textContent = this.#say("loading", { mb: (bytes / 1e6).toFixed(1) });
    }
  }

  #bar(part: number): void {
    this.#box.querySelector("progress")!.value = part;
  }

  #progress({ step, done, all }: Progress): void {
    const before = STEPS.slice(0, STEPS.indexOf(step));
    this.#steps(step, before, false);
    if (step !== "ballots" || !all) return;
    this.#bar(done / all);
    let text = this.#say("progress", { done, all });
    if (done > 1 && done < all) {
      const seconds = Math.ceil(((performance.now() - this.#began) / done) * (all - done) / 1000);
      const left =
        seconds < 90
          ? this.#say("seconds", { n: seconds })
          : this.#say("minutes", { n: Math.round(seconds / 60) });
      text += this.#say("left", { left });
    }
    this.#part("progress").textContent = text;
  }

  // How each step stands: the running one, those that held, and at the end those that did not or were left out.
  #steps(now: Step | null, held: readonly Step[], over: boolean, failed: readonly Step[] = []): void {
    for (const row of this.#box.querySelectorAll<HTMLElement>("[data-step]")) {
      const step = row.dataset["step"] as Step;
      let state = over ? "left_out" : "waiting";
      if (held.includes(step)) state = "held";
      else if (failed.includes(step)) state = "failed";
      else if (step === now) state = "working";
      row.dataset["state"] = state;
      row.querySelector("span")!.textContent = this.#say(state);
    }
  }

  #mark(text: string, good: boolean): void {
    const part = this.#part(good ? "good" : "bad");
    part.querySelector("span")!.textContent = text;
    part.hidden = false;
  }

  #show(report: Report): void {
    this.#report = report;
    const failed = report.reasons.map((each: Finding & { step: Step }) => each.step);
    this.#steps(null, report.held, true, failed);
    const { good, text } = verdict(report, this.#given, this.#say);
    this.#mark(text, good);
    this.#fill("reasons", reasons(report, this.#given, this.#say));
    this.#fill("facts", facts(report, this.#given, this.#say));
    const table = this.#part("result").querySelector("table")!;
    table.querySelectorAll("tbody").forEach((body) => body.remove());
    table.append(...resultRows(report, this.#given, this.#say));
    this.#part("result").hidden = !report.result;
    this.#part("tracker").hidden = !report.valid;
    this.#part("found").textContent = "";
  }

  #fill(name: string, children: HTMLElement[]): void {
    const part = this.#part(name);
    part.textContent = "";
    part.append(...children);
    part.hidden = !children.length;
  }

  #find(typed: string): void {
    const bare = typed.replace(/\s/g, "");
    this.#part("found").textContent = this.#given.revoting && CARD.test(bare) ? this.#ofCard(bare) : this.#ofTracker(bare);
  }

  // What counts of a card, by its check value.
  #ofCard(typed: string): string {
    const listed = this.#report?.trackers ?? [];
    const place = listed.findIndex((each) => each.counted && each.card === typed.toLowerCase());
    const found = listed[place];
    return found ? this.#say("card_in_it", { n: place + 1, tracker: found.tracker }) : this.#say("card_not_in_it");
  }

  #ofTracker(typed: string): string {
    const tracker = typed.replace(/=+$/, "").replace(/-/g, "+").replace(/_/g, "/");
    const listed = this.#report?.trackers ?? [];
    const place = listed.findIndex((each) => each.tracker === tracker);
    let word = this.#given.revoting ? "replaced_or_not_in_it" : "not_in_it";
    if (!TRACKER.test(tracker)) word = this.#given.revoting ? "no_tracker_or_card" : "no_tracker";
    else if (place >= 0) word = listed[place]!.counted ? "in_it" : "replaced";
    return this.#say(word, { n: place + 1 });
  }
}
