/** The public page of `sansync/fs`: files in blocking style, over node:fs. */
export { open } from "./file.js";
export type { File, FileInfo, OpenFlags } from "./file.js";
export {
  appendFile, chmod, copyFile, exists, lstat, mkdir, mkdirAll, mkdirTemp, readDir, readFile, readLink, readTextFile, remove, removeAll, rename, stat, symlink, writeFile,
} from "./files.js";
export type { DirEntry } from "./files.js";
export { watch } from "./watch.js";
export type { WatchEvent } from "./watch.js";
export { PathError } from "./path-error.js";
export { EOF } from "../io/interfaces.js";
export { errorIs } from "../io/errors.js";
