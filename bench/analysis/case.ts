/**
 * One measured build in a process of its own: `node case.js plain|sansync FOLDER [--phases]`. Creates the program, checks it and emits it (into memory), as `tsc -p` does, and prints CPU time, time by the clock and peak memory.
 */
import ts from "typescript";
import { patchProgram } from "@sansync/transformer";
import { join } from "node:path";

const [mode, folder] = process.argv.slice(2) as [string, string];
const config = ts.getParsedCommandLineOfConfigFile(join(folder, "tsconfig.json"), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (d) => { throw new Error(String(d.messageText)); } })!;
// What loading TypeScript and the transformer costs is not asked for.
const begin = process.cpuUsage(), start = process.hrtime.bigint();
let program = ts.createProgram({ rootNames: config.fileNames, options: config.options });
if (mode === "sansync") program = patchProgram(ts, program, {});
const errors = [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics()].filter((d) => d.category === ts.DiagnosticCategory.Error);
let bytes = 0;
program.emit(undefined, (_name, text) => { bytes += text.length; });
const used = process.cpuUsage(begin);
console.log(JSON.stringify({
  ms: Math.round((used.user + used.system) / 1000), wall: Math.round(Number(process.hrtime.bigint() - start) / 1e6), peakMiB: Math.round(process.resourceUsage().maxRSS / 1024), bytes, errors: errors.length,
  first: errors[0] === undefined ? undefined : `${errors[0].file?.fileName ?? ""} ${ts.flattenDiagnosticMessageText(errors[0].messageText, "\n")}`,
}));
