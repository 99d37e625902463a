import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// The server under `npm run dev`; `./dev run` listens on the default.
const server = process.env["TANDEM_SERVER"] ?? "http://127.0.0.1:8080";
const proxy = {
  "/api": server,
  "/feeds": server,
  "/ws": { target: server, ws: true },
};

export default defineConfig({
  plugins: [svelte()],
  // Components and runes are compiled for the browser also under test.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // style-src, font-src and script-src are 'self' (R12): nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  server: { proxy },
  preview: { proxy },
  // The time is a bound for what hangs, not a measure: machines are shared.
  test: { include: ["src/**/*.test.ts"], environment: "node", testTimeout: 60_000 },
});
