/**
 * @sansync/plugin: the compiler's own findings in the editor, while you type. tsserver loads it by the `name` of the plugin line in tsconfig, or VS Code
 * through our extension. It holds no rule of its own: `findings` is what `tsc`, `sansync check` and the editor share.
 *
 * Invariants
 *  - TypeScript's answer comes first; ours is appended, and an error of TypeScript's that ours says better is left out (`joined`). Where `ts-patch install` patched the typescript.js that tsserver loads, the base list holds
 *    our findings already: those are not added again.
 *  - A language service is wrapped once, though tsconfig and extension may both name the plugin.
 *  - Whatever fails in the analysis leaves TypeScript's answer as it is, and a line in tsserver's log.
 */
import { findings, fixesOf, joined, suggestions } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { fileIn, report } from "./editor";
import { answerRequests } from "./requests";

const wrapped = new WeakSet<ts.LanguageService>();

/** Codes of ours are those of TypeScript's protocol from 770,000 on. */
function isOurs(code: number): boolean {
  return code >= 770000 && code < 780000;
}

function init({ typescript }: { typescript: typeof ts }): ts.server.PluginModule {
  return {
    create(info) {
      const service = info.languageService;
      if (wrapped.has(service)) return service;
      const editor = { ts: typescript, info, service };
      const proxy = Object.create(null) as ts.LanguageService;
      for (const key of Object.keys(service) as (keyof ts.LanguageService)[]) {
        (proxy as unknown as Record<string, unknown>)[key] = (...args: unknown[]) => (service[key] as (...a: unknown[]) => unknown).apply(service, args);
      }
      /** Ours beside what TypeScript says; that alone if ours fails. */
      const beside = <T>(base: T, own: (program: ts.Program, file: ts.SourceFile) => T, fileName: string): T => {
        try {
          const found = fileIn(editor, fileName);
          return found === undefined ? base : own(found.program, found.file);
        } catch (error) {
          report(editor, "a question about a file", error);
          return base;
        }
      };
      proxy.getSemanticDiagnostics = (fileName) => {
        const base = service.getSemanticDiagnostics(fileName);
        return beside(base, (program, file) => {
          const own = findings(typescript, program, file).filter((d) => d.file === file && !base.some((b) => b.code === d.code && b.start === d.start));
          return own.length ? joined(base, own) : base;
        }, fileName);
      };
      proxy.getSuggestionDiagnostics = (fileName) => {
        const base = service.getSuggestionDiagnostics(fileName);
        return beside(base, (program, file) => [...base, ...(suggestions(typescript, program, file) as ts.DiagnosticWithLocation[])], fileName);
      };
      proxy.getCodeFixesAtPosition = (fileName, start, end, codes, format, preferences) => {
        const base = service.getCodeFixesAtPosition(fileName, start, end, codes.filter((code) => !isOurs(code)), format, preferences);
        if (!codes.some(isOurs)) return base;
        return beside(base, (program, file) => {
          const here = [...findings(typescript, program, file), ...suggestions(typescript, program, file)].filter((d) => codes.includes(d.code) && d.start! <= end && start <= d.start! + d.length!);
          return [...here.flatMap((d) => fixesOf(d).map(({ title, changes }): ts.CodeFixAction => ({
            fixName: `sansync-${d.code}`, description: title,
            changes: [...new Set(changes.map((c) => c.file))].map((changed) => ({ fileName: changed.fileName, textChanges: changes.filter((c) => c.file === changed).map((c) => ({ span: { start: c.start, length: c.end - c.start }, newText: c.text })) })),
          }))), ...base];
        }, fileName);
      };
      answerRequests(editor);
      wrapped.add(proxy);
      info.project.projectService.logger.info(`sansync: plugin active in ${info.project.getProjectName()}`);
      return proxy;
    },
  };
}

export = init;
