// One file that needs nothing else: style and script inside, named by the hash of its bytes, with a manifest that the
// server reads. `oversight/voting/secret/bundle.py` serves it.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { allowed, oneFile } from "../../one-file.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const hashes = (script: string, style: string) => ({
  manifest: { script: allowed(script), style: allowed(style) },
});

export default defineConfig({
  root: here("../.."),
  publicDir: false,
  plugins: [oneFile(here("page.html"), hashes)],
  build: {
    target: ["chrome80", "safari14"],
    cssTarget: ["chrome80", "safari14"],
    outDir: here("../../../oversight/voting/secret/data/booth"),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    lib: { entry: here("main.ts"), formats: ["iife"], name: "booth", fileName: () => "booth.js" },
  },
});
