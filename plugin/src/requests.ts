/** Answers to the requests of protocol.ts. Handlers belong to the session, projects come and go: each request looks its project up. */
import { chainText, emitFile, functionForms, pluginLineOf, reasonText, suspensionPoints } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, type Place, placeIn, report } from "./editor";
import { isPending } from "./pauses";
import { type Answer, type ChainStep, commands, type EmittedBody, type FileRequest, type Location, type Span, type StatusBody, type SuspensionPointsBody } from "./protocol";

const answering = new WeakSet<object>();

/** Once for each session, whichever project came first. A second copy of the plugin finds the names taken, and leaves them. */
export function answerRequests(editor: Editor): void {
  const { session } = editor.info;
  if (session === undefined || answering.has(session)) return;
  answering.add(session);
  add(commands.suspensionPoints, points, { points: [] }, { points: [], pending: true });
  add(commands.emitted, emitted, { functions: [] });
  add(commands.status, status, { plugin: version(), typescript: editor.ts.version, pluginLine: false, used: false, problems: [] });

  function add<B extends Answer>(name: string, answer: (at: At) => B, nothing: B, pending?: B): void {
    try {
      session!.addProtocolHandler(name, (request) => ({ responseRequired: true, response: answered(name, request.arguments as FileRequest | undefined, answer, nothing, pending) }));
    } catch (error) {
      report(editor, name, error);
    }
  }

  function answered<B extends Answer>(name: string, request: FileRequest | undefined, answer: (at: At) => B, nothing: B, pending: B | undefined): B {
    try {
      if (typeof request?.file !== "string") return { ...nothing, problem: `${name} takes { file }, an absolute path.` };
      const project = projectOf(editor, request.file);
      if (pending !== undefined && project !== undefined && isPending(editorOf(editor, project))) return pending;
      const found = project === undefined ? undefined : placeIn(editorOf(editor, project), request.file);
      if (project === undefined || found === undefined) return { ...nothing, problem: `${request.file} is no source file of a project that is open.` };
      return answer({ ts: editor.ts, ...found });
    } catch (error) {
      report(editor, name, error);
      return { ...nothing, problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

interface At extends Place {
  readonly ts: typeof ts;
}

/** The hooks of a project and requests about it share one analysis: both go by the service that TypeScript made. */
const editors = new WeakMap<ts.server.Project, Editor>();

export function register(editor: Editor): void {
  editors.set(editor.info.project, editor);
}

function editorOf(editor: Editor, project: ts.server.Project): Editor {
  return editors.get(project) ?? { ...editor, service: project.getLanguageService(), info: { ...editor.info, project } };
}

function projectOf({ ts, info }: Editor, file: string): ts.server.Project | undefined {
  const { projectService } = info.project, name = ts.server.toNormalizedPath(file), script = projectService.getScriptInfoForNormalizedPath(name);
  if (script === undefined) return undefined;
  return script.isScriptOpen() ? projectService.getDefaultProjectForFile(name, true) : script.containingProjects[0];
}

function points({ ts, program, file, analysis, plan }: At): SuspensionPointsBody {
  if (plan === undefined) return { points: [] };
  return { points: suspensionPoints(ts, analysis, plan).map((p) => ({
    ...span(file, p.start, p.end), kind: p.kind, callee: p.callee, effect: p.effect, why: chainText(p.chain), chain: steps(program, p.chain), within: p.within.facts.name,
  })) };
}

function emitted({ ts, program, file, analysis, plan }: At): EmittedBody {
  const out = emitFile(ts, program, file, pluginLineOf(program.getCompilerOptions()));
  return {
    ...(out === undefined ? { problem: "TypeScript emits nothing for this file." } : { code: out.code, format: out.format, ...(out.map === undefined ? {} : { map: out.map }) }),
    functions: (plan === undefined ? [] : functionForms(analysis, plan)).map((form) => ({
      ...span(file, form.node.getStart(file), form.node.getEnd()), name: form.name, colour: form.colour, form: form.form, text: form.text, why: reasonText(form), chain: steps(program, form.chain),
    })),
  };
}

function status({ ts, program, file }: At): StatusBody {
  const { configFilePath } = program.getCompilerOptions() as { configFilePath?: string };
  const folder = (configFilePath ?? file.fileName).replace(/[\\/][^\\/]*$/, "");
  const runtime = installed("sansync", folder);
  // Loaded when somebody asks: it reads many files.
  const { diagnose } = require("@sansync/transformer/doctor") as typeof import("@sansync/transformer/doctor");
  return {
    plugin: version(), typescript: ts.version, ...(runtime === undefined ? {} : { runtime }), ...(configFilePath === undefined ? {} : { tsconfig: configFilePath }),
    pluginLine: pluginLineOf(program.getCompilerOptions()) !== undefined, used: program.getSourceFiles().some((f) => !f.isDeclarationFile && (f as ts.SourceFile & { imports?: readonly ts.StringLiteralLike[] }).imports?.some(({ text }) => /^sansync(\/|$)/.test(text)) === true),
    problems: diagnose(folder).flatMap((f) => (f.state === "failed" || f.state === "warning" ? [{ state: f.state, ...(f.code === undefined ? {} : { code: f.code }), message: f.message, ...(f.cure === undefined ? {} : { cure: f.cure }) }] : [])),
  };
}

function version(): string {
  return (require("@sansync/plugin/package.json") as { version: string }).version;
}

function installed(name: string, folder: string): string | undefined {
  try {
    return (require(require.resolve(`${name}/package.json`, { paths: [folder] })) as { version: string }).version;
  } catch {
    return undefined;
  }
}

function steps(program: ts.Program, chain: readonly { readonly name: string; readonly file: string; readonly position: number }[]): ChainStep[] {
  return chain.map(({ name, file, position }) => {
    const source = program.getSourceFile(file);
    return { name, file, ...(source === undefined ? { line: 1, offset: 1 } : location(source, position)) };
  });
}

function span(file: ts.SourceFile, start: number, end: number): Span {
  return { start: location(file, start), end: location(file, end) };
}

function location(file: ts.SourceFile, position: number): Location {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return { line: line + 1, offset: character + 1 };
}
