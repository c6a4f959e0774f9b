import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // Never emptied here: a running stack may still serve the files of its own build
  // (infra/local/stack/build.ts clears the folder when none does).
  publicDir: "app/public",
  build: { target: "es2022", assetsInlineLimit: 0, emptyOutDir: false },
});
