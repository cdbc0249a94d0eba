/** The plugin in this process, around a language service: what tsserver makes of it, without the server. */
import path from "node:path";
import typescript from "typescript";
import init from "@sansync/plugin";
import { EditedProject } from "../../fixtures/harness/language-service";

export const root = path.resolve(__dirname, "../..");

export const options: typescript.CompilerOptions = {
  target: typescript.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"], module: typescript.ModuleKind.CommonJS, moduleResolution: typescript.ModuleResolutionKind.Node10,
  strict: true, types: ["node"], typeRoots: [path.join(root, "node_modules/@types")], noEmit: true, skipLibCheck: true,
};

export class Plugged extends EditedProject {
  readonly log: string[] = [];
  readonly plugged: typescript.LanguageService;
  /** How often the editor was asked to ask again. */
  refreshed = 0;
  private timer: { readonly f: () => void; readonly ms: number } | undefined;

  constructor(texts: Readonly<Record<string, string>>, settings: object = {}, own: typescript.CompilerOptions = options, ts: typeof typescript = typescript) {
    super([], own, texts, ts);
    const host = { setTimeout: (f: () => void, ms: number) => (this.timer = { f, ms }), clearTimeout: (timer: unknown) => { if (this.timer === timer) this.timer = undefined; } };
    const project = { projectService: { host, logger: { info: (text: string) => void this.log.push(text) } }, isClosed: () => false, getScriptInfo: (name: string) => ({ isScriptOpen: () => this.files.includes(name) }), refreshDiagnostics: () => { this.refreshed++; }, getProjectName: () => "test" };
    const info = { languageService: this.service, languageServiceHost: this.host, serverHost: ts.sys, project, config: settings };
    const made = init as unknown as (modules: { typescript: typeof typescript }) => { create(info: unknown): typescript.LanguageService };
    this.plugged = made({ typescript: ts }).create(info);
  }

  /** Nobody types: what waits for that happens, with all its slices. @returns false: nothing did */
  pause(): boolean {
    if (!this.slice()) return false;
    while (this.due !== undefined && this.due < 10) this.slice();
    return true;
  }

  /** The timer that runs out first. @returns false: none is set */
  slice(): boolean {
    const due = this.timer;
    this.timer = undefined;
    due?.f();
    return due !== undefined;
  }

  /** How long somebody has to type nothing, in milliseconds; undefined: nothing waits for that. */
  get due(): number | undefined {
    return this.timer?.ms;
  }

  /** Failures of ours that were logged. */
  get failures(): string[] {
    return this.log.filter((line) => !line.includes("plugin active"));
  }

  apply(changes: readonly typescript.FileTextChanges[]): void {
    for (const { fileName, textChanges } of changes)
      for (const { span, newText } of [...textChanges].sort((a, b) => b.span.start - a.span.start || b.span.length - a.span.length)) this.edit(fileName, span.start, span.start + span.length, newText);
  }

  /** TypeScript's errors in all files. */
  errors(): string[] {
    return this.files.flatMap((name) => [...this.service.getSyntacticDiagnostics(name), ...this.service.getSemanticDiagnostics(name)]).map((d) => `${path.basename(d.file?.fileName ?? "")} ${typescript.flattenDiagnosticMessageText(d.messageText, " ")}`);
  }
}
