// 票证台 (the cards desk): what it holds, in memory alone, and lets go of.
import { Typed } from "../ui.ts";
import { type PileName, Piles } from "./piles.ts";

export interface List {
  readonly uuid: string;
  // Whose it is, where the trial is named.
  readonly which: "ofTrial" | "ofMain" | null;
  readonly text: string;
  readonly sha256: string;
}

export class Desk {
  codes: readonly string[] = [];
  piles = new Piles([]);
  pile: PileName = "left_over";
  lists: readonly List[] = [];
  // Whether codes are here that lie in no file.
  isUnsaved = false;
  wiped = false;
  readonly typed = new Typed();

  constructor() {
    if (/^https?:$/.test(location.protocol)) this.typed.set("booth", `${location.origin}/`);
  }

  // Other codes: what was scanned and listed of the ones before goes.
  hold(codes: readonly string[], isUnsaved: boolean): void {
    this.codes = codes;
    this.piles = new Piles(codes);
    this.lists = [];
    this.isUnsaved = isUnsaved;
    this.wiped = false;
  }

  wipe(): void {
    this.hold([], false);
    this.typed.forget();
    this.wiped = true;
  }
}
