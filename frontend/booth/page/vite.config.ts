// One file that needs nothing else: style and script inside, named by the hash of its bytes, with a manifest that the
// server reads. `oversight/voting/secret/bundle.py` serves it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const hashed = (text: string, as: "hex" | "base64") => createHash("sha256").update(text).digest(as);

export function oneFile(template: string): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_, bundle) {
      let [script, style] = ["", ""];
      for (const [name, made] of Object.entries(bundle)) {
        if (made.type === "chunk") script += made.code;
        else if (name.endsWith(".css")) style += made.source;
        delete bundle[name];
      }
      // What would end the element, or begin a comment in it.
      script = script.replace(/<(?=\/script|!--)/gi, "\\x3c").trim();
      style = style.trim();
      const html = readFileSync(template, "utf8")
        .replace("%style%", () => style)
        .replace("%script%", () => script);
      const sha256 = hashed(html, "hex");
      const manifest = {
        sha256,
        file: `${sha256}.html`,
        script: `sha256-${hashed(script, "base64")}`,
        style: `sha256-${hashed(style, "base64")}`,
      };
      this.emitFile({ type: "asset", fileName: manifest.file, source: html });
      const source = `${JSON.stringify(manifest, null, 2)}\n`;
      this.emitFile({ type: "asset", fileName: "manifest.json", source });
    },
  };
}

export default defineConfig({
  root: here("../.."),
  publicDir: false,
  plugins: [oneFile(here("page.html"))],
  build: {
    target: ["chrome80", "safari14"],
    cssTarget: ["chrome80", "safari14"],
    outDir: here("../../../oversight/voting/secret/data/booth"),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    lib: { entry: here("main.ts"), formats: ["iife"], name: "booth", fileName: () => "booth.js" },
  },
});
