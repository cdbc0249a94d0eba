import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type RuleContext } from "../define";
import { runtimeType } from "../runtime-calls";
import { textOf } from "../syntax";
import { walk } from "../../analysis/walk";

const locks = /^(Mutex|RWMutex|WaitGroup|Once|Cond)$/, channels = /^(Chan|RecvChan|SendChan)$/;

/** A copy of an object that has a lock in it: two objects with state of their own, and one lock. */
export const lockCopied = defineRule({
  code: "SY3013", slug: "lock-copied", severity: "warning",
  title: "An object that holds a lock is copied",
  why: "The copy has fields of its own and the same lock: what one of them protects the other does not see. `structuredClone` and `postMessage` cannot copy locks and channels at all.",
  todo: "Copy the other fields by name, and give the copy a lock of its own.",
  bad: "const copy = { ...account }; // account.mu is a Mutex",
  good: "const copy = { balance: account.balance, mu: new Mutex() };",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, plan } = context, checker = program.getTypeChecker();
    if (context.calls.length === 0 && !/["']sansync["']/.test(plan.facts.file.text)) return;
    const { file } = plan.facts, found: Finding[] = [];
    walk(ts, file, (node) => {
      if (ts.isSpreadAssignment(node) && ts.isObjectLiteralExpression(node.parent)) {
        const lock = lockIn(context, checker.getTypeAtLocation(node.expression), node, locks);
        // A field that is named behind the spread replaces the lock.
        const { properties } = node.parent, later = properties.slice(properties.indexOf(node) + 1);
        if (lock !== undefined && !later.some((p) => p.name !== undefined && ts.isIdentifier(p.name) && p.name.text === lock.name)) found.push({ node, what: `\`${textOf(node.expression)}\` is copied with its ${lock.type} \`${lock.name}\`: two objects share one lock.` });
      } else if (ts.isCallExpression(node)) {
        const callee = skipOuter(ts, node.expression), name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
        if (name === "assign") {
          found.push(...assigned(context, node, callee));
          return;
        }
        if (name !== "structuredClone" && name !== "postMessage") return;
        const declared = checker.getResolvedSignature(node)?.declaration?.getSourceFile(), given = node.arguments[0];
        if (declared?.isDeclarationFile !== true || given === undefined) return;
        const type = checker.getTypeAtLocation(given), own = runtimeType(ts, program, type);
        const lock = own !== undefined && (locks.test(own) || channels.test(own)) ? { name: textOf(given), type: own } : lockIn(context, type, node, locks) ?? lockIn(context, type, node, channels);
        if (lock !== undefined) found.push({ node: given, what: `\`${name}\` copies \`${textOf(given)}\`, and a ${lock.type} (\`${lock.name}\`) cannot be copied.`, why: "The copy is a plain object: it has neither the methods nor the goroutines that wait." });
      }
    });
    yield* found.sort((a, b) => a.node.pos - b.node.pos);
  },
});

/** `Object.assign({}, account)`: the same as a spread. What is assigned behind it by name replaces the lock. */
function* assigned(context: RuleContext, call: ts.CallExpression, callee: ts.Expression): Iterable<Finding> {
  const { ts, program } = context, checker = program.getTypeChecker(), [to, ...from] = call.arguments;
  if (callee.getText() !== "Object.assign" || to === undefined || !ts.isObjectLiteralExpression(skipOuter(ts, to)) || checker.getResolvedSignature(call)?.declaration?.getSourceFile().isDeclarationFile !== true) return;
  for (const [i, given] of from.entries()) {
    const lock = ts.isSpreadElement(given) || ts.isObjectLiteralExpression(skipOuter(ts, given)) ? undefined : lockIn(context, checker.getTypeAtLocation(given), given, locks);
    if (lock === undefined || from.slice(i + 1).some((f) => ts.isSpreadElement(f) || checker.getPropertyOfType(checker.getTypeAtLocation(f), lock.name) !== undefined)) continue;
    yield { node: given, what: `\`${textOf(given)}\` is copied with its ${lock.type} \`${lock.name}\`: two objects share one lock.` };
  }
}

function lockIn({ ts, program }: RuleContext, type: ts.Type, at: ts.Node, wanted: RegExp): { readonly name: string; readonly type: string } | undefined {
  if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
  const checker = program.getTypeChecker();
  for (const property of checker.getPropertiesOfType(type)) {
    if (property.flags & ts.SymbolFlags.Method) continue;
    const own = runtimeType(ts, program, checker.getTypeOfSymbolAtLocation(property, at));
    if (own !== undefined && wanted.test(own)) return { name: property.name, type: own };
  }
  return undefined;
}
