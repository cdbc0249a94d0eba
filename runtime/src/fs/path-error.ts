/**
 * The error of file operations, Go's fs.PathError: what was tried, on which file, and why.
 */
import { hide } from "../core/errors.js";
import { failureOf, withReason } from "../stream/context-end.js";

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
    const failure = failureOf(why), { cause, code } = failure;
    super(`${op} ${path}: ${TEXTS[code] ?? cause.message}${failure.more}`, { cause });
    this.code = code;
    withReason(this, failure);
    hide(this, "name", "PathError");
  }
}
