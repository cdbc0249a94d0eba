import sansync from "@sansync/transformer/vite";
import { defineConfig } from "vite";

// With these two headers a page has shared memory, and sansync a thread that watches the clock. Without them it counts; everything works either way.
const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

export default defineConfig({
  base: "./",
  plugins: [sansync()],
  server: { headers },
  preview: { headers },
});
