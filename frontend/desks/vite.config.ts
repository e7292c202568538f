// The desks, each one file that needs nothing else, named by the hash of its bytes: `vite build --mode cards` or
// `--mode trustee`. `oversight/voting/secret/desks.py` serves them where the setting is on.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const hashed = (text: string, as: "hex" | "base64") => createHash("sha256").update(text).digest(as);

// What a desk may do: the cards desk speaks to nobody, so it also works from a file, without a network.
const DESKS: Readonly<Record<string, { title: string; connects: string }>> = {
  cards: { title: "票证台", connects: "'none'" },
  trustee: { title: "监票台", connects: "'self'" },
};

function policyOf(script: string, style: string, connects: string): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${hashed(script, "base64")}'`,
    `style-src 'sha256-${hashed(style, "base64")}'`,
    `connect-src ${connects}`,
    "img-src data:",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

function oneFile(desk: string): Plugin {
  const { title, connects } = DESKS[desk]!;
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
      const policy = policyOf(script, style, connects);
      const html = readFileSync(here("page.html"), "utf8")
        .replace("%policy%", () => policy)
        .replace("%title%", () => title)
        .replace("%style%", () => style)
        .replace("%script%", () => script);
      const sha256 = hashed(html, "hex");
      const manifest = { sha256, file: `${sha256}.html`, policy };
      this.emitFile({ type: "asset", fileName: manifest.file, source: html });
      const source = `${JSON.stringify(manifest, null, 2)}\n`;
      this.emitFile({ type: "asset", fileName: "manifest.json", source });
    },
  };
}

export default defineConfig(({ mode }) => ({
  root: here(".."),
  publicDir: false,
  plugins: [oneFile(mode)],
  build: {
    target: ["chrome80", "safari14"],
    cssTarget: ["chrome80", "safari14"],
    outDir: here(`../../oversight/voting/secret/data/desks/${mode}`),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    lib: { entry: here(`${mode}/main.ts`), formats: ["iife"], name: "desk", fileName: () => "desk.js" },
  },
}));
