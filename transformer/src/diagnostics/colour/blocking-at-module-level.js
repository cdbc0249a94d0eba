"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.blockingAtModuleLevel = void 0;
const exports_1 = require("../../analysis/1-collect/exports");
const infer_1 = require("../../analysis/2-infer/infer");
const define_1 = require("../define");
/** The top level of a CommonJS module that exports something blocks. */
exports.blockingAtModuleLevel = (0, define_1.defineRule)({
    code: "SY4008", slug: "blocking-at-module-level", severity: "error",
    title: "The top level of a CommonJS module with exports blocks",
    why: "require() cannot wait: importers would go on with a module that has not made its exports yet.",
    todo: "Put the blocking code into a function, and call it from the program's entry with runMain(main); or compile to ES modules, whose top level can wait.",
    bad: "export const first = ch.recv();",
    good: "export function readFirst() { return ch.recv(); }",
    *check({ ts, plan, esModule }) {
        if (esModule)
            return;
        const { file } = plan.facts;
        const module = [...plan.functions.values()].find((f) => f.facts.kind === "module");
        const blocking = module.facts.calls.find((c) => plan.calls.get(c.key).effect === infer_1.Colour.Blocking);
        if (blocking === undefined)
            return;
        const exports = (0, exports_1.exportsValues)(ts, file);
        if (!exports && ts.isExternalModule(file))
            return;
        yield {
            node: blocking.node,
            what: exports ? `\`${blocking.text}\` may block at the top level of a module that exports.` : `\`${blocking.text}\` may block at the top level of a script.`,
            ...(exports ? {} : { why: "A file without import or export is a script: its declarations are global, and it cannot wait.", todo: "Make it a module (add `export {}`), or call a function with runMain(main)." }),
        };
    },
});
//# sourceMappingURL=blocking-at-module-level.js.map