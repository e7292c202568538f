// What is built: one style sheet, one small script, the chart on demand, and the icon sprite.
// The oldest browsers are Chrome 80 and Safari 14; the output goes to the Django app `ui`.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { iconSprite } from "./sprite.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  base: "./",
  publicDir: false,
  plugins: [iconSprite(here("icons.txt"), here("node_modules/bootstrap-icons/icons"))],
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: [here("node_modules")],
        quietDeps: true,
        silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
      },
    },
  },
  build: {
    target: ["chrome80", "safari14"],
    cssTarget: ["chrome80", "safari14"],
    outDir: here("../oversight/ui/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: { main: here("src/main.ts"), styles: here("styles/main.scss") },
    },
  },
});
