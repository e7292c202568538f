// One script for the bench, as the oldest browsers would get it: `vite build --config booth/tests/measure.config.ts`.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    target: ["chrome80", "safari14"],
    lib: {
      entry: fileURLToPath(new URL("measure.ts", import.meta.url)),
      formats: ["iife"],
      name: "booth",
      fileName: () => "measure.js",
    },
  },
});
