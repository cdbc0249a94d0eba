/**
 * From the analysis of one program to that of the next, in which a few files were edited and the imports of none.
 *
 * Invariants
 *  - What comes out is what the analysis of the whole program would give: forms, modes and effects of all calls (transformer/test/advance.test.ts holds them against each other). Reasons for a colour may
 *    be others, where there are several.
 *  - Facts of a file are kept if nothing they were made from can have changed: its own text; what is seen of the files it imports (edits.ts); and of what any file stores in objects, the names it mentions.
 *  - Functions are known by their place, so those below an edit have new names: whoever refers to them is brought up to date in place. The analysis of the former program is not one any more.
 *  - Where it is not clear, everything is analysed again.
 */
import type ts from "typescript";
import { staysApart } from "./apart";
import { emitsEsModule } from "./es-module";
import { type Edit, editOf, isWithin, keyAfter, keyInside, snapshotOf } from "./edits";
import { anyGenerator, type Argument, type Callee, type FileFacts, forgetIdsIn, type FunctionFacts, type FunctionId, keyInId } from "./facts";
import { isNeverCallable } from "./1-collect/callables";
import { collectFile } from "./1-collect/collect";
import { blockingConversions } from "./1-collect/conversions";
import { classMember, type FileIndex, indexFile, type Member, mayBeFunction, skipOuter } from "./1-collect/program-index";
import { Resolver } from "./1-collect/resolve";
import { addCaller, Colour, inferAgain, type Inferred, isGenerator, removeCaller } from "./2-infer/infer";
import { forgetEffects, planFile } from "./3-plan/plan";
import { carryImportCycles } from "./import-cycles";
import { outlineOf } from "./former";
import { isJson } from "./loads";
import { optionsOf } from "./options";
import type { Progress } from "./progress";
import type { Ts } from "./typescript";

/** @returns undefined: the whole program has to be analysed, and `before` is of no use; "unrelated": so it has, and nothing of `before` was changed */
export function advance(ts: Ts, program: ts.Program, before: Progress): Progress | "unrelated" | undefined {
  const edits = editsOf(ts, program, before);
  if (edits === undefined) return "unrelated";
  const { analysis, index, answers, callers, conversions, generators } = before, { apart } = analysis;
  const checker = program.getTypeChecker(), options = optionsOf(program);
  if (edits.some((e) => apart.size > 0 && !staysApart(ts, program, e.before.file, e.after.file, apart.has(e.before.file)))) return "unrelated";
  const analysed = edits.filter((e) => !apart.has(e.before.file)), files = program.getSourceFiles().filter((f) => !f.isDeclarationFile);
  const stillApart = edits.length === analysed.length ? apart : new Set(files.filter((f) => apart.has(before.snapshots.get(f.fileName)!.file)));

  // 1. Which files see what has changed, by the types they import or by the names they mention.
  const byName = new Map(analysed.map((e) => [e.after.file.fileName, e])), isOpen = analysed.some((e) => e.body === undefined);
  const again = new Set(analysed.map((e) => e.after.file));
  if (isOpen && !addImporters(ts, checker, files, analysed.filter((e) => e.body === undefined).map((e) => e.after.file), again)) return "unrelated";
  for (const file of again) if (apart.has(file)) again.delete(file);
  const size = files.length / 2;
  if (again.size > Math.max(size, 4)) return "unrelated";
  const indexed = [...again].map((file) => indexFile(ts, checker, file)), names = { members: new Set<string>(), accessors: new Set<string>() };
  for (const now of indexed) if (!addNames(ts, checker, index, byName.get(now.file.fileName), now, names)) return "unrelated";
  for (const { facts: { file, asked } } of analysis.files.values())
    if (some(names.members, asked) || some(names.accessors, (file as unknown as { readonly identifiers: ReadonlyMap<string, string> }).identifiers)) again.add(program.getSourceFile(file.fileName)!);

  // 2. Functions that are known by another place now, and those that are no more.
  const placed = new Map<FunctionId, FunctionId>(), old = new Map<string, FileFacts>(), gone = new Set<FunctionId>();
  const take = (file: ts.SourceFile): void => {
    const facts = analysis.files.get(file.fileName)!.facts, edit = byName.get(file.fileName);
    old.set(file.fileName, facts);
    for (const { id } of facts.functions) {
      const last = keyInId(id), key = edit === undefined ? last : keyAfter(edit, last) ?? keyInside(ts, edit, last);
      if (key === undefined) gone.add(id);
      else if (edit?.body !== undefined) placed.set(id, `${file.fileName}#${key}`);
    }
  };
  for (const file of again) take(file);
  for (const id of gone)
    for (const caller of callers.get(id) ?? []) {
      const { file } = analysis.functions.get(caller)!, { fileName } = file;
      if (old.has(fileName)) continue;
      again.add(file);
      take(file);
    }
  if (again.size > Math.max(size, 4)) return "unrelated";

  // 3. From here on `before` changes.
  for (const { after } of analysed) forgetIdsIn(ts, after.file);
  for (const { file } of indexed) {
    const { members, computed } = index.of(file)!;
    for (const list of members.values()) for (const { value } of list) answers.stored.delete(value as ts.Expression);
    for (const { container, value } of computed) {
      answers.open.delete(skipOuter(ts, container as ts.Expression));
      answers.stored.delete(value as ts.Expression);
    }
  }
  index.replace(indexed);
  const exposed = isOpen ? undefined : before.exposed.carriedTo(program, new Map(analysed.map((e) => [e.after.file.fileName, (key) => keyAfter(e, key)])));
  const resolver = new Resolver(ts, program, checker, index, exposed, answers);
  const moved = (id: FunctionId): FunctionId => placed.get(id) ?? id;
  answers.forget(isOpen ? undefined : names.members, placed, gone);
  const converted = conversions.size === 0 ? undefined : new Set([...conversions].map(moved));
  const facts: FileFacts[] = [];
  try {
    for (const file of again) facts.push(collectFile(ts, checker, resolver, file, false, converted));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // nested too deeply now
    throw error;
  }

  // 4. The graph of calls.
  const functions = analysis.functions as Map<FunctionId, FunctionFacts>, colours = analysis.colours as Map<FunctionId, Inferred>;
  moveReferences(functions, callers, colours, old, placed);
  const known = new Map<FunctionId, { readonly facts: FunctionFacts; readonly inferred: Inferred }>();
  let lost = false;
  for (const file of old.values())
    for (const fn of file.functions) {
      removeCaller(callers, fn);
      if (gone.has(fn.id)) lost ||= isGenerator(fn) || stepsOne(fn);
      else known.set(moved(fn.id), { facts: fn, inferred: colours.get(fn.id)! });
    }
  for (const file of old.values()) for (const { id } of file.functions) { functions.delete(id); colours.delete(id); }
  moveKeys(callers, placed);
  const changed = new Set<FunctionId>(), found = new Set<FunctionId>();
  for (const file of facts)
    for (const fn of file.functions) {
      functions.set(fn.id, fn);
      addCaller(callers, fn);
      found.add(fn.id);
      const last = known.get(fn.id);
      if (last === undefined || signatureOf(last.facts, (id) => (gone.has(id) ? "gone" : moved(id))) !== signatureOf(fn)) changed.add(fn.id);
      else colours.set(fn.id, { ...last.inferred, reason: reasonIn(last.inferred.reason, last.facts, fn, moved) });
    }
  for (const [id, { facts: fn }] of known) {
    lost ||= (!found.has(id) || changed.has(id)) && (isGenerator(fn) || stepsOne(fn));
    if (!found.has(id)) for (const caller of callers.get(id) ?? []) changed.add(caller);
  }

  // 5. Colours of those that reach a changed function.
  const inferred = inferAgain(functions, colours, callers, changed, lost, generators);
  const isBlocking = (id: FunctionId): boolean => colours.get(id)?.colour === Colour.Blocking;
  const blocking = blockingConversions(ts, index, isBlocking);
  if (blocking.size !== conversions.size || [...blocking].some((id) => !converted!.has(id))) return undefined;

  // 6. Plans of the files in which something is different.
  const plans = new Map(analysis.files), planned = new Map(facts.map((f) => [f.file.fileName, f]));
  const plan = (id: FunctionId): void => {
    const file = functions.get(id)?.file;
    if (file !== undefined && !planned.has(file.fileName)) planned.set(file.fileName, plans.get(file.fileName)!.facts);
  };
  for (const id of changed) inferred.set(id, undefined);
  for (const [id, last] of inferred) {
    if (isSame(last, colours.get(id)!)) continue;
    plan(id);
    for (const caller of callers.get(id) ?? []) plan(caller);
  }
  forgetEffects(colours);
  for (const [fileName, own] of planned) plans.set(fileName, planFile(ts, own, colours, functions, emitsEsModule(ts, program, own.file), false, options.small));
  const earlier = before.of.program.deref();
  if (!isOpen && earlier !== undefined) carryImportCycles(earlier, program);
  const snapshots = new Map(before.snapshots);
  for (const { after } of edits) snapshots.set(after.file.fileName, after);
  return { of: outlineOf(program), superseded: false, analysis: { functions, colours, files: plans, tooDeep: [], apart: stillApart }, index, exposed: resolver.exposed, answers, callers, conversions: blocking, generators, snapshots };
}

/** The files that differ. Undefined: the programs differ in more than that. */
function editsOf(ts: Ts, program: ts.Program, before: Progress): Edit[] | undefined {
  const options = optionsOf(program), was = before.of.options;
  if (options.stress || (Object.keys(options) as (keyof typeof options)[]).some((name) => options[name] !== was[name]) || before.analysis.tooDeep.length > 0) return undefined;
  // Whether the imports of all files lead where they led: the map of resolved names is handed on then, and only then (TypeScript 5.3 on); before, each file has its own.
  const structure = program as unknown as { readonly structureIsReused?: number; readonly resolvedModules?: unknown };
  if (structure.resolvedModules !== before.of.resolvedModules || (structure.structureIsReused !== 2 && structure.resolvedModules === undefined)) return undefined;
  if (program.getCompilerOptions() !== before.of.compilerOptions && JSON.stringify(program.getCompilerOptions()) !== JSON.stringify(before.of.compilerOptions)) return undefined;
  const files = program.getSourceFiles(), old = before.of.files;
  if (files.length !== old.length) return undefined;
  program.getTypeChecker(); // binds the files
  const edits: Edit[] = [];
  for (let i = 0; i < files.length; i++) {
    const file = files[i]!;
    if (file === old[i]) continue;
    if (file.fileName !== old[i]!.fileName || file.isDeclarationFile || isJson(file.fileName)) return undefined;
    const resolved = (f: ts.SourceFile): unknown => (f as unknown as { readonly resolvedModules?: unknown }).resolvedModules;
    const bound = file as ts.SourceFile & { readonly moduleAugmentations?: readonly ts.Node[] };
    // What a script declares, and what is added to other modules, is seen by files that do not import it.
    if (resolved(file) !== resolved(old[i]!) || !ts.isExternalModule(file) || bound.moduleAugmentations?.length !== 0) return undefined;
    edits.push(editOf(before.snapshots.get(file.fileName)!, snapshotOf(ts, file)));
  }
  return edits;
}

/** Adds all files that import one of `files`, or one that imports one. @returns false if that cannot be told */
function addImporters(ts: Ts, checker: ts.TypeChecker, all: readonly ts.SourceFile[], files: readonly ts.SourceFile[], to: Set<ts.SourceFile>): boolean {
  const importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  for (const file of all) {
    const { imports } = file as unknown as { readonly imports?: readonly ts.StringLiteralLike[] };
    if (imports === undefined) return false;
    for (const literal of imports)
      for (const d of checker.getSymbolAtLocation(literal)?.declarations ?? []) {
        if (!ts.isSourceFile(d)) continue;
        const list = importers.get(d);
        if (list === undefined) importers.set(d, [file]);
        else list.push(file);
      }
  }
  const work = [...files];
  for (let file = work.pop(); file !== undefined; file = work.pop())
    for (const importer of importers.get(file) ?? []) {
      if (to.has(importer)) continue;
      to.add(importer);
      work.push(importer);
    }
  return true;
}

/** Adds the names under which functions are stored, or were, in what has changed of a file. @returns false if it stores them under names that are computed */
function addNames(ts: Ts, checker: ts.TypeChecker, index: Progress["index"], edit: Edit | undefined, now: FileIndex, to: { readonly members: Set<string>; readonly accessors: Set<string> }): boolean {
  const old = index.of(now.file)!;
  const before = (member: Member): boolean => edit?.body === undefined || (member.pos! >= edit.body.pos && member.pos! < edit.body.endBefore);
  const after = (member: Member): boolean => edit === undefined || isWithin(edit, member.value);
  const stores = (member: Member): boolean => member.within === true || !ts.isExpression(member.value) || !isNeverCallable(ts, skipOuter(ts, member.value));
  // Whether a Proxy stores something is seen in bodies elsewhere in the file.
  if (old.computed.some(before) || now.computed.some(after) || old.computed.length !== now.computed.length) return false;
  // Of classes it matters what their instances are, and not what their methods do.
  if (old.classes !== now.classes) to.members.add(classMember);
  if (old.classes !== now.classes || edit?.body === undefined) for (const name of [...old.inherited, ...now.inherited]) {
    to.members.add(name);
    if (index.accessors.has(name)) to.accessors.add(name);
  }
  for (const [name, list] of old.members) if (name !== classMember && list.some((m) => before(m) && m.callable !== false && stores(m))) to.members.add(name);
  for (const [name, list] of now.members)
    for (const member of name === classMember ? [] : list) {
      if (!after(member)) continue;
      member.callable = stores(member) && (member.within === true || !ts.isExpression(member.value) || mayBeFunction(ts, checker, checker.getTypeAtLocation(member.value)));
      if (member.callable) to.members.add(name);
    }
  for (const [accessors, within] of [[old.accessors, before], [now.accessors, after]] as const) for (const [name, list] of accessors) if (list.some(within)) to.accessors.add(name);
  return sameAssigned(ts, old, now);
}

/** Names of the top level that are assigned to: importers call what they hold. */
function sameAssigned(ts: Ts, old: FileIndex, now: FileIndex): boolean {
  const top = new Set(now.file.statements.flatMap((s) => (ts.isFunctionDeclaration(s) && s.name !== undefined ? [s.name.text] : [])));
  return [...old.assigned.keys(), ...now.assigned.keys()].every((name) => !top.has(name) || old.assigned.has(name) === now.assigned.has(name));
}

function some(names: ReadonlySet<string>, known: { has(name: string): boolean }): boolean {
  for (const name of names) if (known.has(name)) return true;
  return false;
}

/** Brings what other files say of moved functions up to date. */
function moveReferences(functions: ReadonlyMap<FunctionId, FunctionFacts>, callers: Progress["callers"], colours: ReadonlyMap<FunctionId, Inferred>, old: ReadonlyMap<string, FileFacts>, placed: ReadonlyMap<FunctionId, FunctionId>): void {
  const outside = new Set<FunctionId>(), callees = new Map<Callee, Callee>(), moved = (id: FunctionId): FunctionId => placed.get(id) ?? id, isElsewhere = (id: FunctionId): boolean => moved(id) !== id;
  for (const [from, to] of placed)
    if (from !== to) for (const caller of callers.get(from) ?? []) if (!old.has(functions.get(caller)!.file.fileName)) outside.add(caller);
  for (const id of outside) {
    for (const call of functions.get(id)!.calls as readonly { callee: Callee; arguments: readonly Argument[] }[]) {
      const { callee } = call;
      // Calls of one file share their callees with those of others, which may be what is compared with.
      if (callee.kind === "functions" && callee.ids.some(isElsewhere)) {
        if (!callees.has(callee)) callees.set(callee, { ...callee, ids: callee.ids.map(moved) });
        call.callee = callees.get(callee)!;
      }
      if (call.arguments.some((a) => a.kind === "function" && isElsewhere(a.id))) call.arguments = call.arguments.map((a) => (a.kind === "function" ? { ...a, id: moved(a.id) } : a));
    }
    const inferred = colours.get(id)!;
    if (inferred.reason?.kind === "call") inferred.reason = { ...inferred.reason, to: moved(inferred.reason.to) };
  }
}

/** Callers in other files of functions that have moved: they are listed under the new names. */
function moveKeys(callers: Progress["callers"], placed: ReadonlyMap<FunctionId, FunctionId>): void {
  const lists = new Map<FunctionId, Set<FunctionId>>();
  for (const [from, to] of placed) {
    const list = callers.get(from);
    if (from === to || list === undefined) continue;
    callers.delete(from);
    lists.set(to, list);
  }
  for (const [to, list] of lists) callers.set(to, new Set([...(callers.get(to) ?? []), ...list]));
}

function stepsOne(fn: FunctionFacts): boolean {
  return fn.calls.some(({ callee, steps }) => steps === true || (callee.kind === "functions" && callee.ids.includes(anyGenerator)));
}

/** All that colours, and the plans of callers, depend on. */
function signatureOf(fn: FunctionFacts, moved: (id: FunctionId) => FunctionId = (id) => id): string {
  const calleeOf = (callee: Callee): unknown[] => {
    switch (callee.kind) {
      case "functions": return [callee.exact, ...callee.ids.map(moved)];
      case "marked": return [callee.name, callee.direct];
      case "native": return [callee.name, callee.resumable];
      case "parameter": return [callee.index];
      case "foreign": case "intrinsic": return [callee.name];
      case "unknown": return [];
    }
  };
  return JSON.stringify([
    fn.kind, fn.async, fn.generator, fn.unframed === undefined, fn.defers, fn.opaque === undefined, fn.loops.map((loop) => loop.tiny), fn.parameters.length,
    fn.calls.map((call) => [call.callee.kind, ...calleeOf(call.callee), call.spread, call.steps, call.inParameters, call.arguments.map((a) => (a.kind === "function" ? moved(a.id) : a.kind === "parameter" ? a.index : a.kind))]),
  ]);
}

/** The same reason, in the facts of the same function as it stands now. */
function reasonIn(reason: Inferred["reason"], before: FunctionFacts, after: FunctionFacts, moved: (id: FunctionId) => FunctionId): Inferred["reason"] {
  if (reason?.kind === "call") return { ...reason, call: after.calls[before.calls.indexOf(reason.call)]!, to: moved(reason.to) };
  return reason?.kind === "loop" ? { ...reason, loop: after.loops[before.loops.indexOf(reason.loop)]! } : reason;
}

function isSame(before: Inferred | undefined, after: Inferred): boolean {
  return before !== undefined && before.colour === after.colour && before.entry === after.entry && before.recursive === after.recursive && before.parameters.size === after.parameters.size && [...before.parameters].every((p) => after.parameters.has(p));
}
