/**
 * While it prints, TypeScript asks for the module format of the file at each expression (onSubstituteNode of its transformImpliedNodeFormatDependentModule), and works it out anew each time, from the
 * file's name and the options: 5 % of a build of 100,000 lines (bench/results/analysis.md), more where more is printed. The answer for a file does not change while one emit lasts, so it is kept for that long.
 */
import type ts from "typescript";

interface EmitHost { getEmitModuleFormatOfFile?(file: ts.SourceFile): ts.ModuleKind }

/** One emit has one host, and a context for each of its files. */
const kept = new WeakSet<EmitHost>();

/** Does nothing in versions of TypeScript that have no such function. */
export function keepModuleFormat(context: ts.TransformationContext): void {
  const host = (context as { getEmitHost?(): EmitHost | undefined }).getEmitHost?.(), ask = host?.getEmitModuleFormatOfFile;
  if (host === undefined || ask === undefined || kept.has(host)) return;
  kept.add(host);
  let last: ts.SourceFile | undefined, format: ts.ModuleKind;
  host.getEmitModuleFormatOfFile = (file) => {
    if (file !== last) format = ask.call(host, (last = file));
    return format;
  };
}
