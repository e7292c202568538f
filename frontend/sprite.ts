// Puts the listed icons of bootstrap-icons into one file that pages refer to as icons.svg#name.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

function names(list: string): string[] {
  return readFileSync(list, "utf8")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
}

function symbol(folder: string, name: string): string {
  const svg = readFileSync(join(folder, `${name}.svg`), "utf8");
  const body = svg.replace(/<svg[^>]*>/, "").replace("</svg>", "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 16 16">${body}</symbol>`;
}

export function iconSprite(list: string, folder: string): Plugin {
  return {
    name: "icon-sprite",
    buildStart() {
      this.addWatchFile(list);
    },
    generateBundle() {
      const symbols = names(list).map((name) => symbol(folder, name));
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
      this.emitFile({ type: "asset", fileName: "icons.svg", source });
    },
  };
}
