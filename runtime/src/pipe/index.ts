/** The public page of `sansync/pipe`: goroutines between channels. Runs wherever the core does. */
export { batch } from "./batch.js";
export type { BatchOptions } from "./batch.js";
export { broadcast, tee } from "./broadcast.js";
export type { BroadcastOptions } from "./broadcast.js";
export { from } from "./from.js";
export type { FromOptions } from "./from.js";
export { filter, map } from "./map.js";
export type { WorkerOptions } from "./map.js";
export { merge } from "./merge.js";
export type { PipeOptions } from "./stage.js";
