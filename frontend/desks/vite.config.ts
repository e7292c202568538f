// The desks, each one file that needs nothing else, named by the hash of its bytes: `vite build --mode cards` or
// `--mode trustee`. `oversight/voting/secret/desks.py` serves them where the setting is on.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { allowed, oneFile } from "../one-file.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What a desk may do: the cards desk speaks to nobody, so it also works from a file, without a network.
const DESKS: Readonly<Record<string, { title: string; connects: string }>> = {
  cards: { title: "票证台", connects: "'none'" },
  trustee: { title: "监票台", connects: "'self'" },
};

function policyOf(script: string, style: string, connects: string): string {
  return [
    "default-src 'none'",
    `script-src '${allowed(script)}'`,
    `style-src '${allowed(style)}'`,
    `connect-src ${connects}`,
    "img-src data:",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

const deskFile = (desk: string) =>
  oneFile(here("page.html"), (script, style) => {
    const { title, connects } = DESKS[desk]!;
    const policy = policyOf(script, style, connects);
    return { words: { policy, title }, manifest: { policy } };
  });

export default defineConfig(({ mode }) => ({
  root: here(".."),
  publicDir: false,
  plugins: [deskFile(mode)],
  build: {
    target: ["chrome80", "safari14"],
    cssTarget: ["chrome80", "safari14"],
    outDir: here(`../../oversight/voting/secret/data/desks/${mode}`),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    lib: { entry: here(`${mode}/main.ts`), formats: ["iife"], name: "desk", fileName: () => "desk.js" },
  },
}));
