import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { idOf } from "../../analysis/facts";
import { defineRule, type Finding, type RuleContext } from "../define";
import { runtimeName } from "../runtime-calls";
import { textOf } from "../syntax";

const takers = new Set(["go", "defer", "run", "runMain", "WaitGroup.go", "Group.go", "Group.tryGo", "Once.do", "onceFunc", "afterFunc"]);

/** `go(server.loop)`: the method is called without its object. */
export const unboundMethod = defineRule({
  code: "SY2007", slug: "unbound-method", severity: "error",
  title: "A method is handed over without its object",
  why: "A method that is taken from its object loses `this`: it is called as a plain function, and TypeScript does not say so.",
  todo: "Put an arrow function around the call.",
  bad: "go(server.loop);",
  good: "go(() => server.loop());",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name } of calls) {
      const given = takers.has(name) ? node.arguments?.find((_, i) => i === (name === "afterFunc" ? 1 : 0)) : undefined, method = given === undefined ? undefined : skipOuter(ts, given);
      if (given === undefined || method === undefined || !ts.isPropertyAccessExpression(method) || !losesThis(context, method)) continue;
      const rest = name === "go" ? node.arguments!.slice(1) : [];
      const text = `() => ${method.getText()}(${rest.map((a) => a.getText()).join(", ")})`;
      yield {
        node: given, what: `\`${textOf(method)}\` is called without \`${textOf(method.expression)}\`: its \`this\` is undefined.`, todo: `Write \`${textOf(node.expression)}(${text})\`.`,
        ...(rest.some((a) => ts.isSpreadElement(a)) || method.expression.kind === ts.SyntaxKind.SuperKeyword ? {} : { fixes: [{ title: "Call it on its object", changes: [{ file: node.getSourceFile(), start: given.getStart(), end: (rest[rest.length - 1] ?? given).getEnd(), text }] }] }),
      };
    }
  },
});

/** Members of the runtime that are properties, and belong to no object. */
function losesThis({ ts, program, analysis }: RuleContext, method: ts.PropertyAccessExpression): boolean {
  const symbol = program.getTypeChecker().getSymbolAtLocation(method.name), declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isMethodDeclaration(declaration) && declaration.body !== undefined) {
    const takesThis = declaration.parameters.some((p) => ts.isIdentifier(p.name) && p.name.text === "this");
    return !takesThis && analysis.functions.get(idOf(declaration))?.usesThis === true;
  }
  const name = runtimeName(ts, program, method);
  return name !== undefined && /^(Mutex|RWMutex|WaitGroup|Cond|Semaphore|Group|Once|SingleFlight|Pool|Timer|Ticker|Chan|RecvChan|SendChan)\.\w+$/.test(name);
}
