import type ts from "typescript";
import { Colour } from "../../analysis/2-infer/infer";
import { chainText, whyChain } from "../../analysis/2-infer/why";
import { defineRule, type Finding, type Fix, type RuleContext, type TextChange } from "../define";

/** A constructor that may block, in one of the few classes whose constructors cannot be compiled so that they wait (1-collect/constructors.ts). */
export const constructorCannotWait = defineRule({
  code: "SY4018", slug: "constructor-cannot-wait", severity: "error",
  title: "A constructor that may block belongs to a class that cannot wait",
  why: "Such a constructor is compiled in two phases, which this class does not allow without changing what it means.",
  todo: "Turn the constructor into a static factory: let it do only what cannot block, and wait in a static method that makes the object.",
  bad: "@sealed class Config { port; constructor() { this.port = ports.recv(); } }",
  good: "@sealed class Config { constructor(readonly port: number) {} static create() { return new Config(ports.recv()); } }",
  ofBlocking: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { analysis, plan } = context;
    for (const fn of plan.functions.values()) {
      const { facts } = fn;
      if (facts.kind !== "constructor" || facts.unframed === undefined || fn.form === "direct") continue;
      for (const call of facts.calls) {
        if (plan.calls.get(call.key)!.effect !== Colour.Blocking) continue;
        const to = call.callee.kind === "functions" ? chainText(whyChain(call.callee.ids[0]!, analysis.colours, analysis.functions)) : call.callee.kind === "marked" ? call.callee.name : call.text;
        const fix = staticFactory(context, facts.node, facts.id);
        yield {
          node: call.node, what: `\`${call.text}\` may block in \`${facts.name}\`, which cannot wait: ${facts.unframed}.`, why: `It may suspend: ${facts.name} → ${to}.`,
          ...(fix === undefined ? {} : { fixes: [fix] }),
        };
      }
    }
  },
});

/** The body moves into a method, a static method makes the object and calls it, and `new C(…)` becomes `C.create(…)`. Only where the text of the body means the same there. */
function staticFactory({ ts, analysis }: RuleContext, node: ts.Node, id: string): Fix | undefined {
  if (!ts.isConstructorDeclaration(node) || node.body === undefined) return undefined;
  const { parent } = node, name = parent.name?.text;
  const members = new Set(parent.members.map((m) => m.name?.getText()));
  const returns = (at: ts.Node): boolean => ts.isReturnStatement(at) || (!ts.isFunctionLike(at) && (ts.forEachChild(at, (child) => returns(child) || undefined) ?? false));
  if (name === undefined || (parent.typeParameters?.length ?? 0) > 0 || parent.heritageClauses?.some((c) => c.token === ts.SyntaxKind.ExtendsKeyword) || members.has("create") || members.has("init")) return undefined;
  if (node.parameters.some((p) => !ts.isIdentifier(p.name) || ts.isParameterPropertyDeclaration(p, p.parent)) || returns(node.body)) return undefined;
  const file = node.getSourceFile();
  const list = node.parameters.map((p) => p.getText(file)).join(", ");
  const handed = node.parameters.map((p) => `${p.dotDotDotToken === undefined ? "" : "..."}${p.name.getText(file)}`).join(", ");
  const line = file.text.lastIndexOf("\n", node.getStart(file)) + 1;
  const indent = /^\s*/.exec(file.text.slice(line, node.getStart(file)))![0];
  const factory = `static create(${list}): ${name} {\n${indent}  const made = new ${name}();\n${indent}  made.init(${handed});\n${indent}  return made;\n${indent}}\n${indent}private init(${list}): void ${node.body.getText(file)}`;
  const changes: TextChange[] = [{ file, start: node.getStart(file), end: node.end, text: factory }];
  for (const { facts } of analysis.files.values())
    for (const fn of facts.functions)
      for (const call of fn.calls)
        if (ts.isNewExpression(call.node) && call.callee.kind === "functions" && call.callee.ids.includes(id)) {
          const { expression, arguments: args } = call.node;
          changes.push({ file: facts.file, start: call.node.getStart(facts.file), end: expression.end, text: `${expression.getText(facts.file)}.create${args === undefined ? "()" : ""}` });
        }
  return { title: "Convert constructor to static factory", changes };
}
