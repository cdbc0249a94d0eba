/**
 * @sansync/plugin: the compiler's own findings in the editor, while you type. tsserver loads it by the `name` of the plugin line in tsconfig, or VS Code
 * through our extension. It holds no rule of its own: `findings` is what `tsc`, `sansync check` and the editor share.
 *
 * Invariants
 *  - TypeScript's answer comes first and complete; ours is appended. Where `ts-patch install` patched the typescript.js that tsserver loads, the base list holds
 *    our findings already: those are not added again.
 *  - A language service is wrapped once, though tsconfig and extension may both name the plugin.
 *  - Whatever fails in the analysis leaves TypeScript's answer as it is, and a line in tsserver's log.
 */
import { findings } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";

const wrapped = new WeakSet<ts.LanguageService>();

function init({ typescript }: { typescript: typeof ts }): ts.server.PluginModule {
  return {
    create(info) {
      const service = info.languageService;
      if (wrapped.has(service)) return service;
      const proxy = Object.create(null) as ts.LanguageService;
      for (const key of Object.keys(service) as (keyof ts.LanguageService)[]) {
        (proxy as unknown as Record<string, unknown>)[key] = (...args: unknown[]) => (service[key] as (...a: unknown[]) => unknown).apply(service, args);
      }
      proxy.getSemanticDiagnostics = (fileName) => {
        const base = service.getSemanticDiagnostics(fileName);
        try {
          const program = service.getProgram(), file = program?.getSourceFile(fileName);
          if (!program || !file || file.isDeclarationFile) return base;
          const own = findings(typescript, program, file).filter((d) => d.file === file && !base.some((b) => b.code === d.code && b.start === d.start));
          return own.length ? [...base, ...own] : base;
        } catch (error) {
          info.project.projectService.logger.info(`sansync: ${error instanceof Error ? error.stack : String(error)}`);
          return base;
        }
      };
      wrapped.add(proxy);
      info.project.projectService.logger.info(`sansync: plugin active in ${info.project.getProjectName()}`);
      return proxy;
    },
  };
}

export = init;
