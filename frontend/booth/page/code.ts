// 投票码的四格 (the four groups in which a code is typed): forgiving, and going on to the next by themselves.
//
// The short form of 15 characters fits as well, five, six and four. What the whole is worth `credentials.ts` decides.
import { BETWEEN } from "../credentials.ts";

export const GROUPS = [5, 6, 5, 6];
const LETTER = /[1-9A-HJ-NP-Za-km-z0OIl]/;

export interface Typed {
  readonly groups: readonly string[];
  // The group that is typed into next.
  readonly at: number;
}

export const NOTHING: Typed = { groups: GROUPS.map(() => ""), at: 0 };

// What the groups hold after one of them was typed or pasted into. What does not fit moves into the next, before what is
// there, so that a forgotten character can be put in; a whole code, wherever it is pasted, fills them from the first.
export function typed(before: Typed, at: number, text: string, capitals: boolean): Typed {
  const given = bare(text, capitals);
  const whole = given.length >= 15;
  const start = whole ? 0 : at;
  const groups = [...before.groups];
  if (whole) groups.fill("");
  let carried = given;
  for (let place = start; place < GROUPS.length && (carried || place === start); place++) {
    const size = GROUPS[place]!;
    const held = place === start ? carried : carried + groups[place]!;
    groups[place] = held.slice(0, size);
    carried = held.slice(size);
  }
  return { groups, at: after(start, given.length) };
}

// The group after so many characters from one on; a full group is left.
function after(start: number, length: number): number {
  let place = start;
  for (let left = length; left >= GROUPS[place]! && place + 1 < GROUPS.length; place++) {
    left -= GROUPS[place]!;
  }
  return place;
}

// Without what only separates, and as capitals where cards have no small letters.
function bare(text: string, capitals: boolean): string {
  const found = text.normalize("NFKC").replace(BETWEEN, "");
  return capitals ? found.toUpperCase() : found;
}

// The first character that no code has: its group and place in it, from 0. Never the character itself.
export function impossible(groups: readonly string[]): { group: number; place: number } | null {
  for (const [group, text] of groups.entries()) {
    const place = Array.from(text).findIndex((each) => !LETTER.test(each));
    if (place >= 0) return { group, place };
  }
  return null;
}

export function isFull(groups: readonly string[]): boolean {
  return groups.every((text, place) => text.length === GROUPS[place]);
}
