/**
 * Errors of child processes, in the words of Go's os/exec.
 */
import { hide } from "../core/errors.js";
import { failureOf, withReason } from "../stream/context-end.js";

const TEXTS: Readonly<Record<string, string>> = { EACCES: "permission denied", EPIPE: "broken pipe", E2BIG: "argument list too long", EMFILE: "too many open files", ENOTDIR: "not a directory", EAGAIN: "resource temporarily unavailable" };

/** A process could not be started, waited for, or written to. */
export class ProcessError extends Error {
  /** Node's code ("ENOENT"), or ours: SY5101 for what is closed, SY5130 for a process that did not end well. */
  readonly code: string;
  /** The cause a context was cancelled with, where it says more than `cause`. */
  readonly reason?: Error;
  constructor(what: string, why: unknown, text?: string) {
    const failure = failureOf(why), { cause, code } = failure;
    super(`${what}: ${text ?? TEXTS[code] ?? cause.message}${failure.more}`, { cause });
    this.code = code;
    withReason(this, failure);
    hide(this, "name", "ProcessError");
  }
}

/** A process ended with a status that is not 0, or by a signal. Go's exec.ExitError. */
export class ExitError extends Error {
  readonly code = "SY5130";
  constructor(what: string, readonly status: ExitStatus, readonly stderr: string) {
    const last = stderr.trimEnd();
    super(`${what}: ${describeStatus(status)}${last === "" ? "" : `\n${last.length > 2000 ? `…${last.slice(-2000)}` : last}`}`);
    hide(this, "name", "ExitError");
  }
}

/** How a process ended. */
export interface ExitStatus {
  /** The exit status; undefined where a signal ended it. */
  readonly code: number | undefined;
  /** "SIGKILL" …; undefined where it ended by itself. */
  readonly signal: string | undefined;
  /** It ended by itself, with status 0. */
  readonly ok: boolean;
}

/** As Go says it: "exit status 2", "signal: killed". */
export function describeStatus({ code, signal }: ExitStatus): string {
  if (signal === undefined) return `exit status ${String(code)}`;
  const names: Readonly<Record<string, string>> = { SIGKILL: "killed", SIGTERM: "terminated", SIGINT: "interrupt", SIGSEGV: "segmentation fault", SIGABRT: "aborted", SIGHUP: "hangup", SIGQUIT: "quit", SIGPIPE: "broken pipe" };
  return `signal: ${names[signal] ?? signal}`;
}
