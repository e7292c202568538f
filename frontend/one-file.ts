// A page as one file that needs nothing else, style and script inside, named by the hash of its bytes, with a manifest
// that the server reads: the booth and the desks.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

// How a policy names a script or a style that it allows.
export function allowed(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

// template: with %script%, %style% and what `more` fills in. manifest: what of the page it tells beside its hash.
export function oneFile(
  template: string,
  more: (script: string, style: string) => {
    readonly words?: Readonly<Record<string, string>>;
    readonly manifest: Readonly<Record<string, string>>;
  },
): Plugin {
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
      const { words = {}, manifest } = more(script, style);
      let html = readFileSync(template, "utf8");
      for (const [word, text] of Object.entries({ ...words, style, script })) {
        html = html.replace(`%${word}%`, () => text);
      }
      const sha256 = createHash("sha256").update(html).digest("hex");
      const fileName = `${sha256}.html`;
      this.emitFile({ type: "asset", fileName, source: html });
      const source = `${JSON.stringify({ sha256, file: fileName, ...manifest }, null, 2)}\n`;
      this.emitFile({ type: "asset", fileName: "manifest.json", source });
    },
  };
}
