"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.analyze = analyze;
const typescript_1 = require("./typescript");
const advance_1 = require("./advance");
const apart_1 = require("./apart");
const edits_1 = require("./edits");
const es_module_1 = require("./es-module");
const facts_1 = require("./facts");
const former_1 = require("./former");
const collect_1 = require("./1-collect/collect");
const conversions_1 = require("./1-collect/conversions");
const program_index_1 = require("./1-collect/program-index");
const resolve_1 = require("./1-collect/resolve");
const infer_1 = require("./2-infer/infer");
const plan_1 = require("./3-plan/plan");
const loads_1 = require("./loads");
const options_1 = require("./options");
const analyses = new WeakMap();
function analyze(host, program) {
    const known = analyses.get(program);
    if (known?.superseded === false)
        return known.analysis;
    const ts = (0, typescript_1.quick)(host), before = (0, former_1.former)(program), next = before === undefined ? undefined : (0, advance_1.advance)(ts, program, before);
    // What was known of the former program is part of what is known of this one, or useless.
    if (before !== undefined && next !== "unrelated")
        before.superseded = true;
    const progress = next === undefined || next === "unrelated" ? analyzeAll(ts, program) : next;
    progress.exposed.release();
    analyses.set(program, progress);
    (0, former_1.remember)(program, progress);
    return progress.analysis;
}
function analyzeAll(ts, program) {
    (0, facts_1.forgetIds)();
    const checker = program.getTypeChecker();
    const { stress, small } = (0, options_1.optionsOf)(program);
    const apart = (0, apart_1.filesApart)(ts, program), own = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
    const index = new program_index_1.WholeIndex(own.filter((file) => !apart.has(file)).map((file) => (0, program_index_1.indexFile)(ts, checker, file)));
    const resolver = new resolve_1.Resolver(ts, program, checker, index), generators = resolver.outside.generatorsFromOutside ? infer_1.Colour.Dynamic : infer_1.Colour.Plain;
    let facts = [];
    let tooDeep = [];
    let functions = new Map();
    let callers = new Map();
    const collect = (conversions) => {
        facts = [];
        tooDeep = [];
        functions = new Map();
        for (const file of own) {
            if (apart.has(file) || (0, loads_1.isJson)(file.fileName))
                continue;
            let collected;
            try {
                collected = (0, collect_1.collectFile)(ts, checker, resolver, file, stress, conversions);
            }
            catch (error) {
                if (!(error instanceof RangeError))
                    throw error;
                tooDeep.push(file);
                continue;
            }
            facts.push(collected);
            for (const fn of collected.functions)
                functions.set(fn.id, fn);
        }
        callers = (0, infer_1.callersOf)(functions);
        return (0, infer_1.inferColours)(functions, callers, stress, generators);
    };
    let colours = collect();
    const conversions = (0, conversions_1.blockingConversions)(ts, index, (id) => colours.get(id)?.colour === infer_1.Colour.Blocking);
    if (conversions.size > 0)
        colours = collect(conversions);
    const files = new Map();
    for (const file of facts)
        files.set(file.file.fileName, (0, plan_1.planFile)(ts, file, colours, functions, (0, es_module_1.emitsEsModule)(ts, program, file.file), stress, small));
    return { of: (0, former_1.outlineOf)(program), superseded: false, analysis: { functions, colours, files, tooDeep, apart }, index, exposed: resolver.exposed, answers: resolver.answers, callers, conversions, generators, snapshots: new Map(own.map((file) => [file.fileName, (0, edits_1.snapshotOf)(ts, file)])) };
}
//# sourceMappingURL=analyze.js.map