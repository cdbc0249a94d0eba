/** `@sansync/transformer/rolldown`: the plugin for Rolldown. */
import { type Bundlers, bundlerPlugins } from "./plugin";

const rolldown: Bundlers["rolldown"] = bundlerPlugins().rolldown;

export = rolldown;
