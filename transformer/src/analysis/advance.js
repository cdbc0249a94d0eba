"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.advance = advance;
const apart_1 = require("./apart");
const es_module_1 = require("./es-module");
const edits_1 = require("./edits");
const facts_1 = require("./facts");
const collect_1 = require("./1-collect/collect");
const conversions_1 = require("./1-collect/conversions");
const program_index_1 = require("./1-collect/program-index");
const resolve_1 = require("./1-collect/resolve");
const infer_1 = require("./2-infer/infer");
const plan_1 = require("./3-plan/plan");
const import_cycles_1 = require("./import-cycles");
const former_1 = require("./former");
const loads_1 = require("./loads");
const options_1 = require("./options");
/** @returns undefined: the whole program has to be analysed, and `before` is of no use; "unrelated": so it has, and nothing of `before` was changed */
function advance(ts, program, before) {
    const edits = editsOf(ts, program, before);
    if (edits === undefined)
        return "unrelated";
    const { analysis, index, answers, callers, conversions, generators } = before, { apart } = analysis;
    const checker = program.getTypeChecker(), options = (0, options_1.optionsOf)(program);
    if (edits.some((e) => apart.size > 0 && !(0, apart_1.staysApart)(ts, program, e.before.file, e.after.file, apart.has(e.before.file))))
        return "unrelated";
    const analysed = edits.filter((e) => !apart.has(e.before.file)), files = program.getSourceFiles().filter((f) => !f.isDeclarationFile);
    const stillApart = edits.length === analysed.length ? apart : new Set(files.filter((f) => apart.has(before.snapshots.get(f.fileName).file)));
    // 1. Which files see what has changed, by the types they import or by the names they mention.
    const byName = new Map(analysed.map((e) => [e.after.file.fileName, e])), isOpen = analysed.some((e) => e.body === undefined);
    const again = new Set(analysed.map((e) => e.after.file));
    if (isOpen && !addImporters(ts, checker, files, analysed.filter((e) => e.body === undefined).map((e) => e.after.file), again))
        return "unrelated";
    for (const file of again)
        if (apart.has(file))
            again.delete(file);
    const size = files.length / 2;
    if (again.size > Math.max(size, 4))
        return "unrelated";
    const indexed = [...again].map((file) => (0, program_index_1.indexFile)(ts, checker, file)), names = { members: new Set(), accessors: new Set() };
    for (const now of indexed)
        if (!addNames(ts, checker, byName.get(now.file.fileName), index.of(now.file), now, names))
            return "unrelated";
    for (const { facts: { file, asked } } of analysis.files.values())
        if (some(names.members, asked) || some(names.accessors, file.identifiers))
            again.add(program.getSourceFile(file.fileName));
    // 2. Functions that are known by another place now, and those that are no more.
    const placed = new Map(), old = new Map(), gone = new Set();
    const take = (file) => {
        const facts = analysis.files.get(file.fileName).facts, edit = byName.get(file.fileName);
        old.set(file.fileName, facts);
        for (const { id } of facts.functions) {
            const key = edit === undefined ? (0, facts_1.keyInId)(id) : (0, edits_1.keyAfter)(edit, (0, facts_1.keyInId)(id));
            if (key === undefined)
                gone.add(id);
            else if (edit?.body !== undefined)
                placed.set(id, `${file.fileName}#${key}`);
        }
    };
    for (const file of again)
        take(file);
    for (const id of gone)
        for (const caller of callers.get(id) ?? []) {
            const { file } = analysis.functions.get(caller), { fileName } = file;
            if (old.has(fileName))
                continue;
            again.add(file);
            take(file);
        }
    if (again.size > Math.max(size, 4))
        return "unrelated";
    // 3. From here on `before` changes.
    for (const { after } of analysed)
        (0, facts_1.forgetIdsIn)(ts, after.file);
    for (const { file } of indexed) {
        const { members, computed } = index.of(file);
        for (const list of members.values())
            for (const { value } of list)
                answers.stored.delete(value);
        for (const { container, value } of computed) {
            answers.open.delete((0, program_index_1.skipOuter)(ts, container));
            answers.stored.delete(value);
        }
    }
    index.replace(indexed);
    const exposed = isOpen ? undefined : before.exposed.carriedTo(program, new Map(analysed.map((e) => [e.after.file.fileName, (key) => (0, edits_1.keyAfter)(e, key)])));
    const resolver = new resolve_1.Resolver(ts, program, checker, index, exposed, answers);
    const moved = (id) => placed.get(id) ?? id;
    answers.forget(isOpen ? undefined : names.members, (id) => (gone.has(id) ? undefined : moved(id)));
    const converted = conversions.size === 0 ? undefined : new Set([...conversions].map(moved));
    const facts = [];
    try {
        for (const file of again)
            facts.push((0, collect_1.collectFile)(ts, checker, resolver, file, false, converted));
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined; // nested too deeply now
        throw error;
    }
    // 4. The graph of calls.
    const functions = analysis.functions, colours = new Map(analysis.colours);
    moveReferences(functions, callers, colours, old, placed);
    const known = new Map();
    let lost = false;
    for (const file of old.values())
        for (const fn of file.functions) {
            (0, infer_1.removeCaller)(callers, fn);
            if (gone.has(fn.id))
                lost ||= (0, infer_1.isGenerator)(fn) || stepsOne(fn);
            else
                known.set(moved(fn.id), { facts: fn, inferred: colours.get(fn.id) });
        }
    for (const file of old.values())
        for (const { id } of file.functions) {
            functions.delete(id);
            colours.delete(id);
        }
    moveKeys(callers, placed);
    const changed = new Set(), found = new Set();
    for (const file of facts)
        for (const fn of file.functions) {
            functions.set(fn.id, fn);
            (0, infer_1.addCaller)(callers, fn);
            found.add(fn.id);
            const last = known.get(fn.id);
            if (last === undefined || signatureOf(last.facts, (id) => (gone.has(id) ? "gone" : moved(id))) !== signatureOf(fn))
                changed.add(fn.id);
            else
                colours.set(fn.id, { ...last.inferred, reason: reasonIn(last.inferred.reason, last.facts, fn, moved) });
        }
    for (const [id, { facts: fn }] of known) {
        lost ||= (!found.has(id) || changed.has(id)) && ((0, infer_1.isGenerator)(fn) || stepsOne(fn));
        if (!found.has(id))
            for (const caller of callers.get(id) ?? [])
                changed.add(caller);
    }
    // 5. Colours of those that reach a changed function.
    const inferred = (0, infer_1.inferAgain)(functions, colours, callers, changed, lost, generators);
    const isBlocking = (id) => colours.get(id)?.colour === infer_1.Colour.Blocking;
    const blocking = (0, conversions_1.blockingConversions)(ts, index, isBlocking);
    if (blocking.size !== conversions.size || [...blocking].some((id) => !converted.has(id)))
        return undefined;
    // 6. Plans of the files in which something is different.
    const plans = new Map(analysis.files), planned = new Map(facts.map((f) => [f.file.fileName, f]));
    const plan = (id) => {
        const file = functions.get(id)?.file;
        if (file !== undefined && !planned.has(file.fileName))
            planned.set(file.fileName, plans.get(file.fileName).facts);
    };
    for (const id of changed)
        inferred.set(id, undefined);
    for (const [id, last] of inferred) {
        if (isSame(last, colours.get(id)))
            continue;
        plan(id);
        for (const caller of callers.get(id) ?? [])
            plan(caller);
    }
    for (const [fileName, own] of planned)
        plans.set(fileName, (0, plan_1.planFile)(ts, own, colours, functions, (0, es_module_1.emitsEsModule)(ts, program, own.file), false, options.small));
    const earlier = before.of.program.deref();
    if (!isOpen && earlier !== undefined)
        (0, import_cycles_1.carryImportCycles)(earlier, program);
    const snapshots = new Map(before.snapshots);
    for (const { after } of edits)
        snapshots.set(after.file.fileName, after);
    return { of: (0, former_1.outlineOf)(program), superseded: false, analysis: { functions, colours, files: plans, tooDeep: [], apart: stillApart }, index, exposed: resolver.exposed, answers, callers, conversions: blocking, generators, snapshots };
}
/** The files that differ. Undefined: the programs differ in more than that. */
function editsOf(ts, program, before) {
    const options = (0, options_1.optionsOf)(program), was = before.of.options;
    if (options.stress || Object.keys(options).some((name) => options[name] !== was[name]) || before.analysis.tooDeep.length > 0)
        return undefined;
    // Whether the imports of all files lead where they led: the map of resolved names is handed on then (TypeScript 5.3 on); before, each file has its own.
    const structure = program;
    if (structure.structureIsReused !== 2 || structure.resolvedModules !== before.of.resolvedModules)
        return undefined;
    if (program.getCompilerOptions() !== before.of.compilerOptions && JSON.stringify(program.getCompilerOptions()) !== JSON.stringify(before.of.compilerOptions))
        return undefined;
    const files = program.getSourceFiles(), old = before.of.files;
    if (files.length !== old.length)
        return undefined;
    program.getTypeChecker(); // binds the files
    const edits = [];
    for (let i = 0; i < files.length; i++) {
        const file = files[i];
        if (file === old[i])
            continue;
        if (file.fileName !== old[i].fileName || file.isDeclarationFile || (0, loads_1.isJson)(file.fileName))
            return undefined;
        const resolved = (f) => f.resolvedModules;
        const bound = file;
        // What a script declares, and what is added to other modules, is seen by files that do not import it.
        if (resolved(file) !== resolved(old[i]) || !ts.isExternalModule(file) || bound.moduleAugmentations?.length !== 0)
            return undefined;
        edits.push((0, edits_1.editOf)(before.snapshots.get(file.fileName), (0, edits_1.snapshotOf)(ts, file)));
    }
    return edits;
}
/** Adds all files that import one of `files`, or one that imports one. @returns false if that cannot be told */
function addImporters(ts, checker, all, files, to) {
    const importers = new Map();
    for (const file of all) {
        const { imports } = file;
        if (imports === undefined)
            return false;
        for (const literal of imports)
            for (const d of checker.getSymbolAtLocation(literal)?.declarations ?? []) {
                if (!ts.isSourceFile(d))
                    continue;
                const list = importers.get(d);
                if (list === undefined)
                    importers.set(d, [file]);
                else
                    list.push(file);
            }
    }
    const work = [...files];
    for (let file = work.pop(); file !== undefined; file = work.pop())
        for (const importer of importers.get(file) ?? []) {
            if (to.has(importer))
                continue;
            to.add(importer);
            work.push(importer);
        }
    return true;
}
const literals = /^(Numeric|String|BigInt|RegularExpression|NoSubstitutionTemplate|True|False|Null|Template|ObjectLiteral|ArrayLiteral)/;
/** Adds the names under which functions are stored, or were, in what has changed of a file. @returns false if it stores them under names that are computed */
function addNames(ts, checker, edit, old, now, to) {
    const before = (member) => edit?.body === undefined || (member.pos >= edit.body.pos && member.pos < edit.body.endBefore);
    const after = (member) => edit === undefined || (0, edits_1.isWithin)(edit, member.value);
    const stores = (member) => member.within === true || !ts.isExpression(member.value) || !literals.test(ts.SyntaxKind[member.value.kind]);
    if (old.computed.some(before) || now.computed.some(after))
        return false;
    for (const [name, list] of old.members)
        if (list.some((m) => before(m) && m.callable !== false && stores(m)))
            to.members.add(name);
    for (const [name, list] of now.members)
        for (const member of list) {
            if (!after(member))
                continue;
            member.callable = stores(member) && (member.within === true || !ts.isExpression(member.value) || (0, program_index_1.mayBeFunction)(ts, checker, checker.getTypeAtLocation(member.value)));
            if (member.callable)
                to.members.add(name);
        }
    for (const [accessors, within] of [[old.accessors, before], [now.accessors, after]])
        for (const [name, list] of accessors)
            if (list.some(within))
                to.accessors.add(name);
    return sameAssigned(ts, old, now);
}
/** Names of the top level that are assigned to: importers call what they hold. */
function sameAssigned(ts, old, now) {
    const top = new Set(now.file.statements.flatMap((s) => (ts.isFunctionDeclaration(s) && s.name !== undefined ? [s.name.text] : [])));
    return [...old.assigned.keys(), ...now.assigned.keys()].every((name) => !top.has(name) || old.assigned.has(name) === now.assigned.has(name));
}
function some(names, known) {
    for (const name of names)
        if (known.has(name))
            return true;
    return false;
}
/** Brings what other files say of moved functions up to date. */
function moveReferences(functions, callers, colours, old, placed) {
    const outside = new Set(), done = new Set(), moved = (id) => placed.get(id) ?? id;
    for (const [from, to] of placed)
        if (from !== to)
            for (const caller of callers.get(from) ?? [])
                if (!old.has(functions.get(caller).file.fileName))
                    outside.add(caller);
    for (const id of outside) {
        for (const { callee, arguments: args } of functions.get(id).calls) {
            if (callee.kind === "functions" && !done.has(callee)) {
                done.add(callee);
                callee.ids = callee.ids.map(moved);
            }
            for (const argument of args) {
                if (argument.kind !== "function" || done.has(argument))
                    continue;
                done.add(argument);
                argument.id = moved(argument.id);
            }
        }
        const inferred = colours.get(id);
        if (inferred.reason?.kind === "call")
            inferred.reason = { ...inferred.reason, to: moved(inferred.reason.to) };
    }
}
/** Callers in other files of functions that have moved: they are listed under the new names. */
function moveKeys(callers, placed) {
    const lists = new Map();
    for (const [from, to] of placed) {
        const list = callers.get(from);
        if (from === to || list === undefined)
            continue;
        callers.delete(from);
        lists.set(to, list);
    }
    for (const [to, list] of lists)
        callers.set(to, new Set([...(callers.get(to) ?? []), ...list]));
}
function stepsOne(fn) {
    return fn.calls.some(({ callee, steps }) => steps === true || (callee.kind === "functions" && callee.ids.includes(facts_1.anyGenerator)));
}
/** All that colours, and the plans of callers, depend on. */
function signatureOf(fn, moved = (id) => id) {
    const calleeOf = (callee) => {
        switch (callee.kind) {
            case "functions": return [callee.exact, ...callee.ids.map(moved)];
            case "marked": return [callee.name, callee.direct];
            case "native": return [callee.name, callee.resumable];
            case "parameter": return [callee.index];
            case "foreign":
            case "intrinsic": return [callee.name];
            case "unknown": return [];
        }
    };
    return JSON.stringify([
        fn.kind, fn.async, fn.generator, fn.unframed === undefined, fn.defers, fn.opaque === undefined, fn.loops.map((loop) => loop.tiny), fn.parameters.length,
        fn.calls.map((call) => [call.callee.kind, ...calleeOf(call.callee), call.spread, call.steps, call.inParameters, call.arguments.map((a) => (a.kind === "function" ? moved(a.id) : a.kind === "parameter" ? a.index : a.kind))]),
    ]);
}
/** The same reason, in the facts of the same function as it stands now. */
function reasonIn(reason, before, after, moved) {
    if (reason?.kind === "call")
        return { ...reason, call: after.calls[before.calls.indexOf(reason.call)], to: moved(reason.to) };
    return reason?.kind === "loop" ? { ...reason, loop: after.loops[before.loops.indexOf(reason.loop)] } : reason;
}
function isSame(before, after) {
    return before !== undefined && before.colour === after.colour && before.entry === after.entry && before.recursive === after.recursive && before.parameters.size === after.parameters.size && [...before.parameters].every((p) => after.parameters.has(p));
}
//# sourceMappingURL=advance.js.map