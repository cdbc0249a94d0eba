/** `@sansync/transformer/vite`: the plugin for Vite, and for Vitest. */
import { type Bundlers, bundlerPlugins } from "./plugin";

const vite: Bundlers["vite"] = bundlerPlugins().vite;

export = vite;
