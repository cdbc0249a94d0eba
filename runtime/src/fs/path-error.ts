/**
 * The error of file operations, Go's fs.PathError: what was tried, on which file, and why.
 */
import { ContextEnd } from "../stream/context-end.js";

/** What Go says for an errno. */
const TEXTS: Readonly<Record<string, string>> = {
  EACCES: "permission denied", EBADF: "bad file descriptor", EBUSY: "device or resource busy", EEXIST: "file exists", EFBIG: "file too large", EINVAL: "invalid argument", EISDIR: "is a directory", ELOOP: "too many levels of symbolic links",
  EMFILE: "too many open files", ENAMETOOLONG: "file name too long", ENFILE: "too many open files in system", ENOENT: "no such file or directory", ENOSPC: "no space left on device", ENOTDIR: "not a directory",
  ENOTEMPTY: "directory not empty", EPERM: "operation not permitted", EROFS: "read-only file system", ESPIPE: "illegal seek", EXDEV: "invalid cross-device link", EDQUOT: "disk quota exceeded", EIO: "input/output error",
};

/** An error of sansync/fs: `open /etc/shadow: permission denied`. */
export class PathError extends Error {
  /** Node's code ("ENOENT"), or ours: SY5101 for a file that is closed. */
  readonly code: string;
  /** The cause a context was cancelled with, where it says more than `cause`. */
  readonly reason?: Error;
  constructor(readonly op: string, readonly path: string, why: unknown) {
    const error = (why instanceof ContextEnd ? why.error : why) as Error & { code?: unknown };
    const code = typeof error.code === "string" ? error.code : error.name === "TimeoutError" ? "ETIMEDOUT" : error.name === "AbortError" ? "ABORT_ERR" : "";
    super(`${op} ${path}: ${TEXTS[code] ?? error.message}${why instanceof ContextEnd && why.reason !== undefined ? `: ${why.reason.message}` : ""}`, { cause: error });
    this.code = code;
    if (why instanceof ContextEnd && why.reason !== undefined) this.reason = why.reason;
    Object.defineProperty(this, "name", { value: "PathError", writable: true, configurable: true });
  }
}
