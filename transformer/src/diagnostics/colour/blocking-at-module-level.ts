import { exportsValues } from "../../analysis/1-collect/exports";
import { Colour } from "../../analysis/2-infer/infer";
import { defineRule, type Finding, type RuleContext } from "../define";

/** The top level of a CommonJS module that exports something blocks. */
export const blockingAtModuleLevel = defineRule({
  code: "SY4008", slug: "blocking-at-module-level", severity: "error",
  title: "The top level of a CommonJS module with exports blocks",
  why: "require() cannot wait: importers would go on with a module that has not made its exports yet.",
  todo: "Put the blocking code into a function, and call it from the program's entry with runMain(main); or compile to ES modules, whose top level can wait.",
  bad: "export const first = ch.recv();",
  good: "export function readFirst() { return ch.recv(); }",
  ofBlocking: true,
  *check({ ts, plan, esModule }: RuleContext): Iterable<Finding> {
    if (esModule) return;
    const { file } = plan.facts;
    const module = [...plan.functions.values()].find((f) => f.facts.kind === "module")!;
    const blocking = module.facts.calls.find((c) => plan.calls.get(c.key)!.effect === Colour.Blocking);
    if (blocking === undefined) return;
    const exports = exportsValues(ts, file);
    if (!exports && ts.isExternalModule(file)) return;
    yield {
      node: blocking.node,
      what: exports ? `\`${blocking.text}\` may block at the top level of a module that exports.` : `\`${blocking.text}\` may block at the top level of a script.`,
      ...(exports ? {} : { why: "A file without import or export is a script: its declarations are global, and it cannot wait.", todo: "Make it a module (add `export {}`), or call a function with runMain(main)." }),
    };
  },
});
