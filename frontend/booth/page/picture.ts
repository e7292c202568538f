// 回执图片 (the receipt as a picture): what the screen shows of it, and nothing of the ballot.
import { squares } from "./qr.ts";

const [WIDTH, EDGE] = [720, 48];
const HEI = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const MONO = 'Menlo,Consolas,"Noto Sans Mono CJK SC","DejaVu Sans Mono",monospace';

export interface Receipted {
  readonly heading: string;
  readonly vote: string;
  readonly label: string;
  readonly groups: readonly string[];
  readonly receipt: string;
}

export function picture(told: Receipted): string {
  const canvas = document.createElement("canvas");
  const code = squares(told.receipt);
  const size = Math.floor((WIDTH - 2 * EDGE) / code.length) * code.length;
  const groups = inRows(told.groups, 4);
  const lines = wrapped(told.receipt, 52);
  [canvas.width, canvas.height] = [WIDTH, 240 + size + 52 * groups.length + 28 * lines.length + 120];
  const context = canvas.getContext("2d")!;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#b5121b";
  context.fillRect(0, 0, WIDTH, 8);
  context.fillStyle = "#1b2026";
  context.textAlign = "center";
  let y = 80;
  const write = (text: string, font: string, step: number) => {
    context.font = font;
    context.fillText(text, WIDTH / 2, y, WIDTH - 2 * EDGE);
    y += step;
  };
  write(told.heading, `700 40px ${HEI}`, 52);
  write(told.vote, `400 26px ${HEI}`, 32);
  const side = size / code.length;
  const left = (WIDTH - size) / 2;
  for (const [row, cells] of code.entries()) {
    for (const [column, dark] of cells.entries()) {
      if (dark) context.fillRect(left + column * side, y + row * side, side, side);
    }
  }
  y += size + 44;
  write(told.label, `400 26px ${HEI}`, 52);
  for (const row of groups) write(row, `700 36px ${MONO}`, 52);
  y += 8;
  for (const line of lines) write(line, `400 20px ${MONO}`, 28);
  return canvas.toDataURL("image/png");
}

function inRows(groups: readonly string[], size: number): string[] {
  const rows = [];
  for (let at = 0; at < groups.length; at += size) rows.push(groups.slice(at, at + size).join(" "));
  return rows;
}

function wrapped(text: string, size: number): string[] {
  return text.match(new RegExp(`.{1,${size}}`, "g")) ?? [];
}
