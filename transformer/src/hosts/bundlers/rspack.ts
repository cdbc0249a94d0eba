/** `@sansync/transformer/rspack`: the plugin for Rspack. */
import { type Bundlers, bundlerPlugins } from "./plugin";

const rspack: Bundlers["rspack"] = bundlerPlugins().rspack;

export = rspack;
