// 监票台 (the station): which screen is shown, what was said, and the questions of the steps as promises.
import type { Values } from "../say.ts";
import { Typed } from "../ui.ts";
import { plain } from "./ceremony.ts";
import type { Hands, Waited } from "./hands.ts";
import { type Joined, Joining } from "./joining.ts";
import { Remote } from "./remote.ts";
import type { State } from "./state.ts";
import { Watching } from "./watching.ts";

const EVERY = 2_000; // milliseconds between two looks
export const FEW = 5;
// A number of ballots that differs from the archive's may be typed so often.
export const TRIES = 3;

export type Screen =
  | { readonly name: "code" | "busy" | "joined" | "watching" | "over" }
  | { readonly name: "seed"; readonly seed: string }
  | { readonly name: "enter"; readonly again: boolean }
  | { readonly name: "restore" }
  | { readonly name: "waiting"; readonly what: Waited; readonly names: readonly string[] }
  | { readonly name: "ballots"; readonly title: string; readonly counted: number }
  | { readonly name: "confirm"; readonly word: string; readonly values: Values }
  | { readonly name: "stopped"; readonly error: unknown };

export interface Line {
  readonly word: string;
  readonly values: Values;
  readonly kind: "good" | "bad" | "plain";
}

export interface Evidence {
  readonly name: string;
  readonly raw: Uint8Array;
}

export class Station implements Hands {
  screen: Screen = { name: "code" };
  state: State | null = null;
  joined: Joined | null = null;
  evidence: Evidence | null = null;
  isReached = true;
  tries = 0;
  readonly lines: Line[] = [];
  readonly typed = new Typed();
  readonly #draw: () => void;
  #remote: Remote | null = null;
  #watching: Watching | null = null;
  #answer: ((text: string) => void) | null = null;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  // Whether something would be lost with the page.
  get isHeld(): boolean {
    const free = this.joined ? ["over"] : ["code", "stopped"];
    return !free.includes(this.screen.name);
  }

  async begin(code: string): Promise<void> {
    await this.#safely(async () => {
      this.#remote = new Remote(code.replace(/\s/g, ""));
      this.#show({ name: "busy" });
      this.joined = await new Joining(this.#remote, this).run();
      this.typed.forget();
      this.#show({ name: "joined" });
    });
  }

  async watch(): Promise<void> {
    await this.#safely(async () => {
      this.evidence = null;
      this.#watching ??= new Watching(this.#remote!, this, this.joined!, rested);
      this.#show({ name: "watching" });
      await this.#watching.run();
      this.#show({ name: "over" });
    });
  }

  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#show({ name: "stopped", error });
    }
  }

  #show(screen: Screen): void {
    this.screen = screen;
    this.#draw();
  }

  // What the user answers to the question on the screen.
  reply(text: string): void {
    const answer = this.#answer;
    this.#answer = null;
    answer?.(text);
  }

  #ask(screen: Screen): Promise<string> {
    this.#show(screen);
    return new Promise((resolve) => (this.#answer = resolve));
  }

  // The steps' hands

  seen(state: State): void {
    const changed = JSON.stringify(this.state?.members) !== JSON.stringify(state.members);
    this.state = state;
    if (changed) this.#draw();
  }

  waiting(what: Waited, names: readonly string[]): void {
    const { screen } = this;
    const same = screen.name === "waiting" && screen.what === what && screen.names.join() === names.join();
    if (!same) this.#show({ name: "waiting", what, names });
  }

  async backup(seed: string): Promise<void> {
    for (let again = false; ; again = true) {
      await this.#ask({ name: "seed", seed });
      const entered = await this.#ask({ name: "enter", again });
      this.typed.forget();
      if (plain(entered) === seed) return this.#show({ name: "busy" });
    }
  }

  async restore(): Promise<string> {
    const entered = await this.#ask({ name: "restore" });
    this.typed.forget();
    this.#show({ name: "busy" });
    return plain(entered);
  }

  say(word: string, values: Values = {}, kind: "good" | "bad" | "plain" = "plain"): void {
    this.lines.push({ word, values, kind });
    this.#draw();
  }

  async ballots(title: string, counted: number): Promise<number> {
    this.tries = 0;
    const answer = await this.#ask({ name: "ballots", title, counted });
    this.#show({ name: "watching" });
    return Number(answer);
  }

  async confirm(word: string, values: Values): Promise<boolean> {
    const answer = await this.#ask({ name: "confirm", word, values });
    this.#show({ name: "watching" });
    return answer !== "";
  }

  alarm(name: string, raw: Uint8Array): void {
    this.evidence = { name, raw };
  }

  async pause(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }

  reached(yes: boolean): void {
    if (this.isReached === yes) return;
    this.isReached = yes;
    this.#draw();
  }
}

// A rest in which the browser draws and listens.
async function rested(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
