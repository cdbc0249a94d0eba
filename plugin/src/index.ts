/**
 * @sansync/plugin: the compiler's own findings in the editor, while you type. tsserver loads it by the `name` of the plugin line in tsconfig, or VS Code
 * through our extension. It holds no rule of its own: `findings` is what `tsc`, `sansync check` and the editor share.
 *
 * Invariants
 *  - TypeScript's answer comes first; ours is added, and an error of TypeScript's that ours says better is left out (`joined`). Where `ts-patch install` patched the typescript.js that tsserver loads, the base list holds
 *    our findings already: those are not added again.
 *  - A language service is wrapped once, though tsconfig and extension may both name the plugin, in two versions even.
 *  - Whatever fails in a hook leaves TypeScript's answer as it is, and one line in tsserver's log. What TypeScript throws passes through.
 */
import { rules } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, report } from "./editor";
import { registerCodes } from "./findings";
import { hooks, onlyOurs } from "./hooks";
import { answerRequests, register } from "./requests";
import { settingsOf } from "./settings";

/** Marks a service that a copy of the plugin has wrapped: each copy has its own modules. */
const mark = Symbol.for("sansync/wrapped");

function init({ typescript }: { typescript: typeof ts }): ts.server.PluginModule {
  const editors = new Set<{ -readonly [K in keyof Editor]: Editor[K] }>();
  return {
    create(info) {
      const service = info.languageService;
      // A syntax server has no types to ask for.
      if (mark in service || (info.project.projectService as { serverMode?: number }).serverMode) return service;
      const editor = { ts: typescript, info, service, settings: settingsOf(info.config) };
      editors.add(editor);
      const proxy = Object.create(null) as ts.LanguageService;
      for (const key of Object.keys(service) as (keyof ts.LanguageService)[]) {
        (proxy as unknown as Record<string, unknown>)[key] = (...args: unknown[]) => (service[key] as (...a: unknown[]) => unknown).apply(service, args);
      }
      for (const name of Object.keys(hooks) as (keyof typeof hooks)[]) {
        if (typeof service[name] === "function") (proxy as unknown as Record<string, unknown>)[name] = hooked(editor, name);
      }
      Object.defineProperty(proxy, mark, { value: true });
      try {
        registerCodes(editor, rules.map(({ code }) => 770000 + Number(code.slice(2))));
        register(editor);
        answerRequests(editor);
      } catch (error) {
        report(editor, "the start", error);
      }
      info.project.projectService.logger.info(`sansync: plugin active in ${info.project.getProjectName()}`);
      return proxy;
    },
    onConfigurationChanged(config: unknown) {
      for (const editor of editors) {
        const { info } = editor;
        if (info.project.isClosed()) { editors.delete(editor); continue; }
        editor.settings = settingsOf(info.config, config);
        info.project.refreshDiagnostics();
      }
    },
  };
}

function hooked(editor: Editor, name: keyof typeof hooks): (...args: unknown[]) => unknown {
  const { service, ts } = editor;
  return (...args) => {
    const ours = (onlyOurs[name] as ((...a: unknown[]) => { otherwise: unknown } | undefined) | undefined)?.(...args);
    const base: unknown = ours === undefined ? (service[name] as (...a: unknown[]) => unknown)(...args) : ours.otherwise;
    try {
      return (hooks[name] as (editor: Editor, base: unknown, ...a: unknown[]) => unknown)(editor, base, ...args);
    } catch (error) {
      if (error instanceof ts.OperationCanceledException) throw error;
      report(editor, name, error);
      return base;
    }
  };
}

export = init;
