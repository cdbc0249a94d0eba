import type ts from "typescript";
import type { FunctionId, FunctionKind } from "../../analysis/facts";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { chainText } from "../../analysis/2-infer/why";
import { defineRule, type Finding, type RuleContext } from "../define";
import { runtimeCalls } from "../runtime-calls";
import { textOf } from "../syntax";
import { blockingCounterparts } from "./blocking-counterparts";

const modules = /^(node:)?(fs|child_process|crypto|zlib)$/;
/** What parks one goroutine in place of all, by module. */
const instead: Readonly<Record<string, string>> = {
  readFileSync: "`readFile` or `readTextFile` of `sansync/fs`", writeFileSync: "`writeFile` of `sansync/fs`", execSync: "`output` of `sansync/process`", execFileSync: "`output` of `sansync/process`", spawnSync: "`spawn` of `sansync/process`",
  fs: "the same operation of `sansync/fs`", child_process: "`sansync/process`", crypto: "`sansync/crypto`", zlib: "`sansync/zlib`",
};
/** Functions that can wait. */
const frames: ReadonlySet<FunctionKind> = new Set(["function", "expression", "arrow", "method"]);
/** Cheap, or there for start-up. */
const cheap = /^(existsSync|realpathSync|mkdtempSync|closeSync|fstatSync)$/;

/** A call of Node that stops the whole process, in a goroutine beside others. */
export const syncApiBlocksAll = defineRule({
  code: "SY4005", slug: "sync-api-blocks-all", severity: "warning",
  title: "A synchronous call of Node stops all goroutines",
  why: "`…Sync` functions block the thread: no goroutine runs meanwhile, no timer fires, no socket is read.",
  todo: "Use the blocking-style call of `sansync/fs` or `sansync/process`, which parks this goroutine only.",
  bad: "go(() => { const text = readFileSync(path, \"utf8\"); … });",
  good: "go(() => { const text = readTextFile(path); … });",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, plan } = context, checker = program.getTypeChecker();
    if (!plan.facts.file.text.includes("Sync")) return;
    for (const fn of plan.functions.values())
      for (const node of [...fn.facts.calls.map((c) => c.node), ...fn.facts.foreignCalls]) {
        if (!ts.isCallExpression(node)) continue;
        const callee = skipOuter(ts, node.expression), name = ts.isIdentifier(callee) ? callee : ts.isPropertyAccessExpression(callee) ? callee.name : undefined;
        if (name === undefined || !name.text.endsWith("Sync") || cheap.test(name.text)) continue;
        const module = moduleOf(ts, checker.getResolvedSignature(node)?.declaration);
        if (module === undefined) continue;
        const from = reachedFrom(context).get(fn.facts.id);
        if (from === undefined) continue;
        const fixes = frames.has(fn.facts.kind) && !fn.facts.generator ? blockingCounterparts(context, node, name.text, module.replace("node:", "")) : [];
        yield {
          ...(fixes.length === 0 ? {} : { fixes }),
          node, what: `\`${textOf(callee)}\` stops all goroutines until it returns.`, why: `It runs in a goroutine: ${chainText(from.map((step) => ({ name: step, file: "", position: 0 })))}. Meanwhile no other goroutine runs, no timer fires, no socket is read.`,
          todo: `Use ${instead[name.text] ?? instead[module.replace("node:", "")]}, which parks this goroutine only.`,
        };
      }
  },
});

function moduleOf(ts: RuleContext["ts"], declaration: ts.Node | undefined): string | undefined {
  for (let at = declaration; at !== undefined; at = at.parent) if (ts.isModuleDeclaration(at) && ts.isStringLiteral(at.name)) return modules.test(at.name.text) ? at.name.text : undefined;
  return undefined;
}

const spawners = new Set(["go", "WaitGroup.go", "Group.go", "Group.tryGo"]);
const reached = new WeakMap<RuleContext["analysis"], ReadonlyMap<FunctionId, readonly string[]>>();

/** Functions that run in goroutines beside others: what is given to `go`, and what that calls, by name. `main` alone at the start of a program stops nobody. */
function reachedFrom({ ts, program, analysis }: RuleContext): ReadonlyMap<FunctionId, readonly string[]> {
  let chains = reached.get(analysis);
  if (chains !== undefined) return chains;
  const all = new Map<FunctionId, readonly string[]>(), work: FunctionId[] = [];
  const add = (id: FunctionId, chain: readonly string[]): void => {
    const facts = analysis.functions.get(id);
    if (facts === undefined || facts.async || all.has(id)) return;
    all.set(id, [...chain, facts.name]);
    work.push(id);
  };
  for (const plan of analysis.files.values())
    for (const { name, facts } of runtimeCalls(ts, program, plan)) {
      const given = facts.arguments[0];
      if (spawners.has(name) && given?.kind === "function") add(given.id, ["go"]);
    }
  for (let id = work.pop(); id !== undefined; id = work.pop())
    // A method that is called, and is the only one that may be; not what `using` and the like reach.
    for (const { callee, node } of analysis.functions.get(id)!.calls) if (callee.kind === "functions" && (callee.exact || (callee.ids.length === 1 && ts.isCallExpression(node)))) for (const to of callee.ids) add(to, all.get(id)!);
  reached.set(analysis, (chains = all));
  return chains;
}
