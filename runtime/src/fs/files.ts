/**
 * Operations on whole files and folders: Node's, in blocking style, under Go's names.
 */
import * as nodeFs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "../context/context.js";
import { blocking } from "../core/entry.js";
import type { Done } from "../stream/operation.js";
import type { FileInfo } from "./file.js";
import { operation } from "./operation.js";

function op<F>(name: string, verb: string, start: (done: Done, ...args: never[]) => void, ctxAt?: number): F {
  return blocking(name, ((...args: unknown[]) => operation(verb, String(args[0] ?? ""), (done) => { (start as (...a: unknown[]) => void)(done, ...args); }, ctxAt === undefined ? undefined : (args[ctxAt] as Context | undefined))) as never) as never;
}

/** The content of a file. Go's os.ReadFile. @throws PathError
 * @suspends */
export const readFile: (path: string, ctx?: Context) => Uint8Array = op("readFile", "open", (done, path: string) => { nodeFs.readFile(path, done); }, 1);

/** The content of a file as text (UTF-8). @throws PathError
 * @suspends */
export const readTextFile: (path: string, ctx?: Context) => string = op("readTextFile", "open", (done, path: string) => { nodeFs.readFile(path, "utf8", done); }, 1);

/** Writes a file, from nothing. Go's os.WriteFile. @param mode of a file that is made; 0o666 before umask by default @throws PathError
 * @suspends */
export const writeFile: (path: string, data: Uint8Array | string, mode?: number) => void = op("writeFile", "open", (done, path: string, data: Uint8Array | string, mode?: number) => { nodeFs.writeFile(path, data, mode === undefined ? {} : { mode }, done); });

/** Appends to a file, which is made if it is not there. @throws PathError
 * @suspends */
export const appendFile: (path: string, data: Uint8Array | string) => void = op("appendFile", "open", (done, path: string, data: Uint8Array | string) => { nodeFs.appendFile(path, data, done); });

/** One entry of a folder. */
export interface DirEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** The entries of a folder, by name. Go's os.ReadDir. @throws PathError
 * @suspends */
export const readDir: (path: string) => DirEntry[] = op("readDir", "open", (done, path: string) => {
  nodeFs.readdir(path, { withFileTypes: true }, (error, entries) => { done(error, error === null ? entries.sort((a, b) => (a.name < b.name ? -1 : 1)) : undefined); });
});

/** What there is to know about a file; of what a link points to. Go's os.Stat. @throws PathError
 * @suspends */
export const stat: (path: string) => FileInfo = op("stat", "stat", (done, path: string) => { nodeFs.stat(path, done); });

/** The same of a link itself. Go's os.Lstat.
 * @suspends */
export const lstat: (path: string) => FileInfo = op("lstat", "lstat", (done, path: string) => { nodeFs.lstat(path, done); });

/** Is there something of that name? @throws PathError where that cannot be known (no right to look)
 * @suspends */
export const exists: (path: string) => boolean = op("exists", "stat", (done, path: string) => {
  nodeFs.stat(path, (error) => { if (error === null) done(null, true); else if (error.code === "ENOENT" || error.code === "ENOTDIR") done(null, false); else done(error); });
});

/** Makes a folder. Go's os.Mkdir. @throws PathError "file exists" (EEXIST) …
 * @suspends */
export const mkdir: (path: string, mode?: number) => void = op("mkdir", "mkdir", (done, path: string, mode?: number) => { nodeFs.mkdir(path, mode, (error) => { done(error); }); });

/** Makes a folder and those above it, as far as they are not there. Go's os.MkdirAll.
 * @suspends */
export const mkdirAll: (path: string, mode?: number) => void = op("mkdirAll", "mkdir", (done, path: string, mode?: number) => { nodeFs.mkdir(path, { recursive: true, ...(mode === undefined ? {} : { mode }) }, (error) => { done(error); }); });

/** Removes a file, or an empty folder. Go's os.Remove. @throws PathError "directory not empty" (ENOTEMPTY) …
 * @suspends */
export const remove: (path: string) => void = op("remove", "remove", (done, path: string) => {
  nodeFs.unlink(path, (error) => {
    if (error === null || (error.code !== "EISDIR" && error.code !== "EPERM")) done(error);
    else nodeFs.rmdir(path, done);
  });
});

/** Removes a folder and all in it, or a file; nothing there is no error. Go's os.RemoveAll.
 * @suspends */
export const removeAll: (path: string) => void = op("removeAll", "remove", (done, path: string) => { nodeFs.rm(path, { recursive: true, force: true }, done); });

/** Gives a file another name, in place of what has that name. Go's os.Rename.
 * @suspends */
export const rename: (from: string, to: string) => void = op("rename", "rename", (done, from: string, to: string) => { nodeFs.rename(from, to, done); });

/** Copies a file. @suspends */
export const copyFile: (from: string, to: string) => void = op("copyFile", "copy", (done, from: string, to: string) => { nodeFs.copyFile(from, to, done); });

/** Makes a link to `target`. Go's os.Symlink.
 * @suspends */
export const symlink: (target: string, path: string) => void = op("symlink", "symlink", (done, target: string, path: string) => { nodeFs.symlink(target, path, done); });

/** Where a link points to. Go's os.Readlink.
 * @suspends */
export const readLink: (path: string) => string = op("readLink", "readlink", (done, path: string) => { nodeFs.readlink(path, done); });

/** Sets the mode of a file. Go's os.Chmod.
 * @suspends */
export const chmod: (path: string, mode: number) => void = op("chmod", "chmod", (done, path: string, mode: number) => { nodeFs.chmod(path, mode, done); });

/** Makes a new folder for temporary files, with a name that begins with `prefix`, and gives its path. Remove it when you are done. Go's os.MkdirTemp.
 * @param folder where; the system's folder for such things by default
 * @suspends */
export const mkdirTemp: (prefix?: string, folder?: string) => string = op("mkdirTemp", "mkdirtemp", (done, prefix = "sansync-" as never, folder = tmpdir() as never) => { nodeFs.mkdtemp(join(folder, prefix), done); });
