/** `@sansync/transformer/webpack`: the plugin for webpack. */
import { type Bundlers, bundlerPlugins } from "./plugin";

const webpack: Bundlers["webpack"] = bundlerPlugins().webpack;

export = webpack;
