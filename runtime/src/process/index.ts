/** The public page of `sansync/process`: children, standard streams and signals in blocking style, over node:child_process. */
export { output, spawn } from "./spawn.js";
export type { OutputOptions, Process, SpawnOptions } from "./spawn.js";
export { stderr, stdin, stdout } from "./stdio.js";
export type { InputStream, OutputStream } from "./stdio.js";
export { notifyContext, signals } from "./signals.js";
export { ExitError, ProcessError } from "./errors.js";
export type { ExitStatus } from "./errors.js";
export { EOF } from "../io/interfaces.js";
export { errorIs } from "../io/errors.js";
