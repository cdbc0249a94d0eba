/** `@sansync/transformer/rollup`: the plugin for Rollup. */
import { type Bundlers, bundlerPlugins } from "./plugin";

const rollup: Bundlers["rollup"] = bundlerPlugins().rollup;

export = rollup;
