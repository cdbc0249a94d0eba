/**
 * The command line. `runtime/bin/sansync.mjs` finds this module in the user's project and calls `main`. Whatever goes wrong in the set-up is told in three
 * sentences with a code and exit status 2; a stack trace appears only where the fault is ours (SY9050).
 */
import path from "node:path";
import { Command, CommanderError } from "commander";
import { build, type BuildOptions } from "./build";
import { check, type CheckOptions } from "./check";
import { doctor } from "./doctor";
import { explain } from "./explain";
import { init, type InitOptions } from "./init";
import { setUpText } from "./report";
import { run } from "./run";
import { isStackOverflow } from "../diagnostics/setup/nested-too-deeply";
import { SetupError } from "../hosts/set-up";
import { show, type ShowOptions } from "./show";
import { stats } from "./stats";
import { palette } from "./terminal";

declare const require: (name: string) => { version: string };

/** @param args what follows `sansync` on the command line. Sets `process.exitCode`; returns when the command is done, or its program is started. */
export async function main(args: readonly string[]): Promise<void> {
  const done = (status: number | undefined) => { if (status !== undefined) process.exitCode = status; };
  const cli = new Command("sansync")
    .description("Goroutines for TypeScript: compile and run plain blocking code.")
    .version(require("@sansync/transformer/package.json").version)
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError("(sansync --help lists the commands)")
    .configureOutput({ outputError: (text, write) => write(text) });
  cli.command("init").description("set a project up: packages, plugin line, scripts; an empty folder becomes a running project").argument("[folder]", "of the project", ".")
    .option("-y, --yes", "ask nothing").option("-n, --dry-run", "show the changes, write none").option("--undo", "take back what init changed").option("--no-install", "write the files, install nothing").option("--from <folder>", "install the packages of sansync from the tarballs in a folder")
    .action(async (folder: string, options: InitOptions) => done(await init(path.resolve(folder), options)));
  cli.command("doctor").description("what is wrong with the set-up, and the cure").argument("[folder]", "of the project", ".")
    .option("--json", "machine-readable list")
    .action((folder: string, options: { json?: boolean }) => done(doctor(path.resolve(folder), options)));
  cli.command("run").description("compile a file in memory and run it").argument("<file>", "a TypeScript file").argument("[args...]", "handed to the program in process.argv")
    .option("-p, --project <tsconfig>", "compile under this tsconfig").option("--stress", "every function may suspend, and does at every check and call").passThroughOptions().allowUnknownOption()
    .action(async (file: string, rest: string[], options: { project?: string; stress?: boolean }) => done(await run(file, rest, options)));
  cli.command("build").description("build a tsconfig and its references, as tsc -b does").argument("[project]", "a tsconfig, or its folder")
    .option("-p, --project <tsconfig>", "the same").option("-w, --watch", "build again when a file changes").option("-f, --force", "build even what is up to date").option("--stats", "print what was done").option("--stress", "treat every function as suspendable, to test with")
    .action((project: string | undefined, options: BuildOptions) => done(build({ ...(project !== undefined ? { project } : {}), ...options })));
  cli.command("check").description("type errors and misuse of goroutines and channels; emits nothing").argument("[project]", "a tsconfig, or its folder")
    .option("-p, --project <tsconfig>", "the same").option("-w, --watch", "again when a file changes").option("--fix", "apply the first fix of each finding that has one").option("--json", "machine-readable list; with --watch a line for each")
    .action((project: string | undefined, options: CheckOptions) => done(check({ ...(project !== undefined ? { project } : {}), ...options })));
  cli.command("show").description("the code a file becomes").argument("<file>", "a TypeScript file")
    .option("-p, --project <tsconfig>", "compile under this tsconfig").option("-b, --beside", "source and emitted code in two columns").option("-e, --emitted", "the emitted code alone").option("-w, --why", "what each function became, and because of which call").option("--stress", "compiled in stress mode")
    .action((file: string, options: ShowOptions) => done(show(file, options)));
  cli.command("stats").description("what became of a project's functions, and what it costs").argument("[project]", "a tsconfig, or its folder")
    .option("-p, --project <tsconfig>", "the same").option("--json", "machine-readable")
    .action((project: string | undefined, options: { project?: string; json?: boolean }) => done(stats({ ...(project !== undefined ? { project } : {}), ...options })));
  cli.command("explain").description("what a code such as SY4001 means").argument("[code]", "without it: the list of codes")
    .action((code: string | undefined) => done(explain(code)));
  try {
    await cli.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof SetupError || isStackOverflow(error)) {
      const tooDeep = (): SetupError => new SetupError("SY9011", "A file of the program is nested too deeply for the stack.", "TypeScript ran out of stack before it could say in which file.", "Break the deepest expression or function into parts, or give it more stack: `node --stack-size=3900 node_modules/.bin/sansync`.");
      console.error(setUpText(error instanceof SetupError ? error : tooDeep(), palette(process.stderr)));
      process.exitCode = 2;
    } else {
      console.error(`error SY9050  sansync itself failed; this is a bug of ours.\n    Please report it with the file that shows it.\n${error instanceof Error ? error.stack : String(error)}`);
      process.exitCode = 70;
    }
  }
}
