// 印样 (sheets): voting cards as the tool prints them (`secret_ballot.cards_print`): A4, cut marks, a folding line, no
// number, in random order. They stand on the page only while it is printed.
import encodeQR from "qr";
import { append, el } from "../../booth/page/dom.ts";
import { randomBelow } from "../../booth/random.ts";
import { DeskError } from "../errors.ts";

export const PER_PAGE = [8, 10] as const;
export type PerPage = (typeof PER_PAGE)[number];

const SPACE = "http://www.w3.org/2000/svg";
const COLUMNS = 2;
const [WIDTH, HEIGHT, MARGIN, MARK] = [210, 297, 10, 4];
const QUIET = 4;
const HASH_SHOWN = 16;
const LONG = 40;

export interface Printed {
  readonly meeting: string;
  readonly booth: string;
  readonly bundle: string;
  readonly perPage: PerPage;
}

// The booth's plain address, whose reader opens the page and tells nothing.
export function checkBooth(text: string): string {
  let found: URL | null = null;
  try {
    found = new URL(text.trim());
  } catch {
    throw new DeskError("booth_address", "booth");
  }
  const { protocol, hostname, host, pathname, search, hash, username } = found;
  const near = protocol === "http:" && (/localhost$/.test(hostname) || /^127\./.test(hostname));
  const plain = pathname === "/" && !search && !hash && !username && !/[^\x00-\x7f]/.test(text);
  if (!plain || !(protocol === "https:" || near)) throw new DeskError("booth_address", "booth");
  return `${protocol}//${host}/`;
}

// The hash of the booth's page, also in groups as pages show it.
export function checkBundle(text: string): string {
  const found = text.replace(/\s/g, "");
  if (!/^[0-9a-f]{64}$/.test(found)) throw new DeskError("bundle_hash", "bundle");
  return found;
}

export function shuffled<T>(all: readonly T[]): T[] {
  const found = [...all];
  for (let last = found.length - 1; last > 0; last--) {
    const other = Number(randomBelow(BigInt(last + 1)));
    [found[last], found[other]] = [found[other]!, found[last]!];
  }
  return found;
}

// The code in its groups, two a line.
export function groupedLines(code: string): string {
  const parts = code.split("-");
  const half = Math.ceil(parts.length / 2);
  return `${parts.slice(0, half).join("-")}-\n${parts.slice(half).join("-")}`;
}

export function sheets(codes: readonly string[], asked: Printed): HTMLElement {
  const rows = asked.perPage / COLUMNS;
  const whole = el("div", { class: `sheets sheets--${rows}` });
  const all = shuffled(codes);
  for (let start = 0; start < all.length; start += asked.perPage) {
    const cards = all
      .slice(start, start + asked.perPage)
      .map((code) => el("div", { class: "voting-card" }, front(asked), back(code)));
    whole.append(el("section", { class: "page" }, marks(rows), el("div", { class: "cards" }, ...cards)));
  }
  return whole;
}

function front({ meeting, booth, bundle }: Printed): HTMLElement {
  const start = bundle.slice(0, HASH_SHOWN).replace(/(....)(?=.)/g, "$1 ");
  return half(
    el("div", { class: "name" }, meeting),
    what("① 扫码，或输入网址", "scan, or type the address"),
    symbol(booth, "qr qr--booth"),
    typed(booth),
    how(["“本页”须与大屏幕、下行相同"], "“This page” as on the wall and below"),
    el("div", { class: "hash" }, start),
  );
}

// As somebody types it whose telephone reads no symbol; a line ends after a dot or a dash.
function typed(booth: string): HTMLElement {
  const [scheme, name] = booth.replace(/\/$/, "").split("://") as [string, string];
  const parts = (name.match(/[^.-]+[.-]*/g) ?? []).flatMap((each) => [each, el("wbr")]);
  const long = name.length > LONG ? " address--long" : "";
  return el("div", { class: `address${long}` }, el("small", {}, `${scheme}://`), el("wbr"), ...parts);
}

function back(code: string): HTMLElement {
  return half(
    what("② 在投票页里扫码或输入", "in the booth: scan, or type"),
    symbol(code),
    el("div", { class: "code" }, groupedLines(code)),
    how(["一卡一票。沿虚线向内折，", el("br"), "不给人看，不拍照。"], "One vote. Fold inwards; show nobody."),
  );
}

function half(...children: Node[]): HTMLElement {
  return el("div", { class: "half" }, ...children);
}

function what(text: string, english: string): HTMLElement {
  return el("div", { class: "what" }, text, el("span", { class: "en", lang: "en" }, english));
}

function how(text: (string | Node)[], english: string): HTMLElement {
  return el("p", { class: "how" }, ...text, el("span", { class: "en", lang: "en" }, english));
}

function drawn(name: string, attributes: Readonly<Record<string, string | number>>, ...children: Node[]): SVGElement {
  const made = document.createElementNS(SPACE, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  append(made, children);
  return made;
}

// A QR code of the dark modules, in runs, with four empty modules around.
function symbol(text: string, kind = "qr"): SVGElement {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const runs: string[] = [];
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      let end = x;
      while (row[end]) end++;
      runs.push(`M${x} ${y}h${end - x}v1H${x}z`);
      x = end;
    }
  }
  const shape = { viewBox: `0 0 ${rows.length} ${rows.length}`, "shape-rendering": "crispEdges" };
  return drawn("svg", { class: kind, ...shape }, drawn("path", { d: runs.join("") }));
}

// Cut marks in the margins, at every edge of a card.
function marks(rows: number): SVGElement {
  const found: string[] = [];
  for (let column = 0; column <= COLUMNS; column++) {
    const x = MARGIN + (column * (WIDTH - 2 * MARGIN)) / COLUMNS;
    found.push(`M${x} ${MARGIN - 1}v-${MARK}M${x} ${HEIGHT - MARGIN + 1}v${MARK}`);
  }
  for (let row = 0; row <= rows; row++) {
    const y = MARGIN + (row * (HEIGHT - 2 * MARGIN)) / rows;
    found.push(`M${MARGIN - 1} ${y}h-${MARK}M${WIDTH - MARGIN + 1} ${y}h${MARK}`);
  }
  const line = { fill: "none", stroke: "#000", "stroke-width": 0.2, d: found.join("") };
  return drawn("svg", { class: "marks", viewBox: `0 0 ${WIDTH} ${HEIGHT}` }, drawn("path", line));
}
