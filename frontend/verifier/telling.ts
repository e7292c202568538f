// 结论的说法: a report in the page's words, beside what the page publishes.
import type { Report } from "./report.ts";

export interface Given {
  readonly uuid: string;
  readonly fingerprint: string;
  readonly sha256: string;
  readonly result: readonly (readonly (number | string)[])[] | null;
  readonly ballots: number;
  readonly revoting: boolean;
  readonly answers: { readonly [answer: string]: string };
  readonly findings: { readonly [code: string]: string };
  readonly words: { readonly [name: string]: string };
}

type Say = (name: string, values?: { readonly [name: string]: string | number }) => string;

export function words(given: Given["words"]): Say {
  return (name, values = {}) =>
    (given[name] ?? name).replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

const MARKS = ["uuid", "fingerprint", "sha256"] as const;

function differs(report: Report, given: Given): boolean {
  const marks = MARKS.some((name) => given[name] && report[name] !== given[name]);
  return marks || (given.result !== null && !sameResult(report, given));
}

function sameResult(report: Report, given: Given): boolean {
  const text = (rows: Given["result"]) => JSON.stringify(rows?.map((row) => row.map(String)));
  return text(report.result) === text(given.result);
}

export function verdict(report: Report, given: Given, say: Say): { good: boolean; text: string } {
  if (!report.valid) return { good: false, text: say("invalid") };
  if (report.uuid !== given.uuid) return { good: false, text: say("another") };
  if (differs(report, given)) return { good: false, text: say("differs") };
  return { good: true, text: say(given.result ? "valid" : "valid_alone") };
}

// Each fault: where, in words as far as it has a number, the package's sentence, its code and place.
export function reasons(report: Report, given: Given, say: Say): HTMLElement[] {
  return report.reasons.map(({ code, where }) => {
    const place = placeOf(where, say);
    const text = `${place}${place ? " " : ""}${given.findings[code] ?? code} `;
    return el("li", "", text, el("code", "", `${code} · ${where}`));
  });
}

function placeOf(where: string, say: Say): string {
  const [, ballot] = /^ballots\[(\d+)\]/.exec(where) ?? [];
  if (ballot !== undefined) return say("ballot_place", { n: Number(ballot) + 1 });
  const [, record] = /^record (\d+)$/.exec(where) ?? [];
  return record !== undefined ? say("record_place", { n: Number(record) + 1 }) : "";
}

export function facts(report: Report, given: Given, say: Say): HTMLElement[] {
  const rows: HTMLElement[] = [];
  const row = (name: string, ...children: (Node | string)[]) =>
    rows.push(el("dt", "", say(name)), el("dd", "check", ...children));
  for (const name of MARKS) {
    const own = report[name];
    if (!own) continue;
    const same = own === given[name];
    const word = el("span", same ? "verifier__same" : "verifier__other", say(same ? "same" : "other"));
    row(name, name === "uuid" ? own : inFours(own), " ", ...(given[name] ? [word] : []));
  }
  if (report.voters !== null) row("voters", say("voters_text", { n: report.voters }));
  if (report.ballots !== null && report.counted !== null) {
    const all = report.ballots === report.counted;
    row("ballots", say(all ? "all_text" : "ballots_text", { ballots: report.ballots, counted: report.counted }));
  }
  return rows;
}

function inFours(text: string): string {
  return text.replace(/.{4}(?=.)/g, "$& ");
}

// A body of rows for each question.
export function resultRows(report: Report, given: Given, say: Say): HTMLElement[] {
  return (report.result ?? []).map((numbers, place) => {
    const { question, answers, blank, single } = report.questions[place]!;
    const known = answers.map((each) => given.answers[each] ?? each);
    const names = [...(blank ? [say("blank")] : []), ...known, say("silent")];
    const theirs = report.uuid === given.uuid ? given.result?.[place]?.map(String) : undefined;
    const cells = (counts: readonly string[], ballots: number) =>
      single ? [...counts, String(counts.reduce((left, count) => left - Number(count), ballots))] : counts;
    const published = theirs && cells(theirs, given.ballots);
    const heading = el("th", "verifier__question", question);
    heading.colSpan = 3;
    heading.scope = "rowgroup";
    const body = el("tbody", "", el("tr", "", heading));
    cells(numbers, report.counted ?? 0).forEach((own, cell) => {
      const beside = published?.[cell];
      const name = el("th", "", names[cell] ?? "");
      name.scope = "row";
      const other = beside !== undefined && beside !== own;
      body.append(
        el("tr", other ? "verifier__other" : "", name, el("td", "num", own), el("td", "num", beside ?? "–")),
      );
    });
    return body;
  });
}
