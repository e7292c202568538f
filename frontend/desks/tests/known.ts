// What the tests of the desks share.
import assert from "node:assert/strict";
import { findingOf } from "../errors.ts";
import type { Words } from "../say.ts";

// Whether an error is a refusal with this code, at this place where one is named.
export function refused(code: string, where?: string): (error: unknown) => boolean {
  return (error) => {
    const found = findingOf(error);
    return found?.code === code && (where === undefined || found.where === where);
  };
}

// Every text in both languages, with the same gaps.
export function spoken(...all: Words[]): void {
  const gaps = (text: string) => (text.match(/{\w+}/g) ?? []).sort();
  for (const [chinese, english] of all.flatMap((words) => Object.values(words))) {
    assert.deepEqual(gaps(english), gaps(chinese), chinese);
    assert.ok(chinese && english && (english === "中文" || !/[\u4e00-\u9fff]/.test(english)), english);
  }
}
