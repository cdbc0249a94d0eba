/**
 * A process with more room for what dies young. Compiling makes gigabytes of short-lived objects, and V8 collects them each time a space of 16 MiB is full; with 64 MiB most are dead by then, and a tenth less time is taken
 * (docs/decisions/0025). The size is fixed when a process starts, so commands that compile a project once start themselves again.
 */
import { spawn } from "node:child_process";
import { constrainedMemory, execArgv, execPath, versions } from "node:process";
import { totalmem } from "node:os";

/** In MiB, of each of the halves that V8 copies between. */
const size = 64;
/** Bytes: machines and containers with less keep V8's own size. */
const enough = 4 * 2 ** 30;
/** Commands that compile all of a project, and end. */
const commands = new Set(["check", "build"]);
/** Options under which the process stays as it is: the size is chosen already, or a debugger is to find this process. */
const asIs = /^--(max|min)[-_]semi[-_]space[-_]size|^--inspect/;

/**
 * @param options of Node, on its command line and in the environment
 * @param memory bytes that the process may take
 * @returns whether the command with these arguments is worth a process of its own
 */
export function wantsRoom(args: readonly string[], options: readonly string[] = [...execArgv, ...(process.env.NODE_OPTIONS ?? "").split(/\s+/)], memory = Math.min(totalmem(), constrainedMemory?.() || Infinity)): boolean {
  return commands.has(args[0] ?? "") && !args.some((a) => /^(-w|--watch|-h|--help)$/.test(a)) && !options.some((o) => asIs.test(o)) && !("bun" in versions) && memory >= enough;
}

/** Runs the command line with these arguments in such a process, with this one's input and output. @returns its exit status; undefined where it cannot be started */
export function withRoom(args: readonly string[]): Promise<number | undefined> {
  return new Promise((done) => {
    const child = spawn(execPath, [...execArgv, `--max-semi-space-size=${size}`, process.argv[1]!, ...args], { stdio: "inherit" });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal), signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, pass);
    const end = (status: number | undefined): void => {
      for (const signal of signals) process.off(signal, pass);
      done(status);
    };
    child.on("error", () => end(undefined));
    child.on("exit", (status, signal) => {
      end(status ?? 1);
      if (signal !== null) process.kill(process.pid, signal);
    });
  });
}
