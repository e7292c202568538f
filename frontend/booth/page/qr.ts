// 方码 (QR codes) as drawings, made of the squares alone.
import encodeQR from "qr";

const SPACE = "http://www.w3.org/2000/svg";
const QUIET = 2; // empty squares around

export function squares(text: string): boolean[][] {
  return encodeQR(text, "raw", { ecc: "medium", border: QUIET });
}

export function drawing(text: string, label: string): SVGElement {
  const rows = squares(text);
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute("class", "qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.setAttribute("shape-rendering", "crispEdges");
  const path = document.createElementNS(SPACE, "path");
  const runs = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join(""));
  path.setAttribute("d", runs.join(""));
  svg.appendChild(path);
  return svg;
}
