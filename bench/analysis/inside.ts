/** What `sansync check` adds, measured within one process: `node inside.js FOLDER` prints the seconds of TypeScript's part (as `tsc --noEmit` does it) and those of facts and rules after it. */
import ts from "typescript";
import { analyze, findings, patchProgram } from "@sansync/transformer";
import { join } from "node:path";

const config = ts.getParsedCommandLineOfConfigFile(join(process.argv[2]!, "tsconfig.json"), { noEmit: true }, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (d) => { throw new Error(String(d.messageText)); } })!;
const start = performance.now(), program = ts.createProgram({ rootNames: config.fileNames, options: config.options });
const base = [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics()], checked = performance.now();
patchProgram(ts, program, {});
analyze(ts, program);
const own = findings(ts, program), end = performance.now();
console.log(JSON.stringify({ typescript: (checked - start) / 1000, own: (end - checked) / 1000, found: [base.length, own.length] }));
