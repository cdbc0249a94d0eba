/** `@sansync/transformer/esbuild`: the plugin for esbuild. */
import { type Bundlers, bundlerPlugins } from "./plugin";

const esbuild: Bundlers["esbuild"] = bundlerPlugins().esbuild;

export = esbuild;
