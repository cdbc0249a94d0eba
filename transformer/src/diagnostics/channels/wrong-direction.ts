import type ts from "typescript";
import { functionAround } from "../syntax";
import { declaredType, symbolOf } from "../../analysis/1-collect/declared-type";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { imported, replace } from "../edits";
import { runtimeType } from "../runtime-calls";
import { textOf } from "../syntax";

const sends = new Set(["send", "trySend", "close"]), receives = new Set(["recv", "recvOk", "tryRecv"]);

/** The wrong end of a channel. TypeScript says that a property is missing, and offers to declare one. */
export const wrongDirection = defineRule({
  code: "SY1001", slug: "wrong-direction", severity: "error",
  title: "A channel is used against its direction",
  why: "A `RecvChan` is the receiving end of a channel: it has no `send` and no `close`. A `SendChan` is the sending end: nothing is received from it.",
  todo: "Declare the end that is meant, or `Chan` for both; where only one end is given, the other belongs to somebody else.",
  bad: "function feed(c: RecvChan<number>) { c.send(1); c.close(); }",
  good: "function feed(c: SendChan<number>) { c.send(1); c.close(); }",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan } = context;
    const { file } = plan.facts;
    if (!file.statements.some((s) => ts.isImportDeclaration(s) && ts.isStringLiteral(s.moduleSpecifier) && s.moduleSpecifier.text.startsWith("sansync")) && context.calls.length === 0) return;
    for (const { facts } of plan.functions.values())
      for (const { node, callee } of facts.calls) {
        if (ts.isForOfStatement(node) && callee.kind === "unknown" && endOf(context, node.expression) === "SendChan") {
          yield { node: node.expression, what: `\`${textOf(node.expression)}\` is the sending end of a channel: nothing can be received from it.`, replaces: [2488, 2495, 2549], ...fixes(context, node.expression) };
          continue;
        }
        if (!ts.isCallExpression(node)) continue;
        const called = skipOuter(ts, node.expression);
        if (callee.kind === "unknown" && ts.isPropertyAccessExpression(called) && (sends.has(called.name.text) || receives.has(called.name.text))) {
          const end = endOf(context, called.expression);
          if (end === undefined || (end === "RecvChan") !== sends.has(called.name.text)) continue;
          const does = called.name.text === "close" ? "closed by" : end === "RecvChan" ? "sent by" : "received from";
          yield {
            node: called.name, replaces: [2339, 2551], ...fixes(context, called.expression),
            what: end === "RecvChan" ? `\`${textOf(called.expression)}\` is the receiving end of a channel: ${called.name.text === "close" ? "it cannot be closed here" : "nothing can be sent on it"}.` : `\`${textOf(called.expression)}\` is the sending end of a channel: nothing can be ${does} it.`,
          };
          continue;
        }
        yield* wrongEnds(context, node);
      }
    for (const { facts: { nativeCalls, foreignCalls } } of plan.functions.values()) for (const call of [...nativeCalls, ...foreignCalls]) if (ts.isCallExpression(call)) yield* wrongEnds(context, call);
  },
});

/** Arguments that are one end of a channel where the other, or both, are wanted. */
function* wrongEnds(context: RuleContext, call: ts.CallExpression): Iterable<Finding> {
  const { ts, program } = context;
  for (const argument of call.arguments) {
    if (ts.isSpreadElement(argument) || (!ts.isIdentifier(skipOuter(ts, argument)) && !ts.isPropertyAccessExpression(skipOuter(ts, argument)))) continue;
    const end = endOf(context, argument), wanted = end === undefined ? undefined : program.getTypeChecker().getContextualType(argument), name = wanted === undefined ? undefined : runtimeType(ts, program, wanted);
    if (name !== undefined && /^(Chan|RecvChan|SendChan)$/.test(name) && name !== end)
      yield {
        node: argument, replaces: [2345],
        what: `\`${textOf(argument)}\` is the ${end === "RecvChan" ? "receiving" : "sending"} end of a channel alone; a \`${name}\` is wanted.`,
      };
  }
}

/** `RecvChan` or `SendChan`, if the expression is of that type alone. */
function endOf({ ts, program }: RuleContext, expression: ts.Expression): string | undefined {
  const checker = program.getTypeChecker(), declared = declaredType(checker, symbolOf(ts, checker, expression)), { TypeFlags } = ts;
  // What flow makes of a string, or of a union without an end, is none.
  const mayBeEnd = (type: ts.Type): boolean => (type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Instantiable | TypeFlags.Intersection)) !== 0 || isEnd(runtimeType(ts, program, type));
  if (declared !== undefined && !(declared.isUnion() ? declared.types : [declared]).some(mayBeEnd)) return undefined;
  const name = runtimeType(ts, program, declared !== undefined && (declared.flags & TypeFlags.Object) !== 0 ? declared : checker.getTypeAtLocation(expression));
  return isEnd(name) ? name : undefined;
}

function isEnd(name: string | undefined): boolean {
  return name === "RecvChan" || name === "SendChan";
}

/** The declared type becomes the other end, if that is all that is used, else both. */
function fixes(context: RuleContext, channel: ts.Expression): { fixes: readonly Fix[] } | undefined {
  const { ts, program } = context, checker = program.getTypeChecker(), inner = skipOuter(ts, channel);
  const symbol = ts.isIdentifier(inner) ? checker.getSymbolAtLocation(inner) : undefined, declaration = symbol?.valueDeclaration, file = channel.getSourceFile();
  if (symbol === undefined || declaration === undefined || !(ts.isParameter(declaration) || ts.isVariableDeclaration(declaration)) || declaration.getSourceFile() !== file) return undefined;
  const { type } = declaration;
  if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  let sending = false, receiving = false, other = false;
  find(ts, functionAround(ts, declaration) ?? file, (node) => {
    if (!ts.isIdentifier(node) || node === declaration.name || node.text !== symbol.name || checker.getSymbolAtLocation(node) !== symbol) return false;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node && sends.has(parent.name.text)) sending = true;
    else if ((ts.isPropertyAccessExpression(parent) && parent.expression === node && receives.has(parent.name.text)) || (ts.isForOfStatement(parent) && parent.expression === node)) receiving = true;
    else other = true;
    return false;
  });
  const wanted = sending && !receiving && !other ? "SendChan" : receiving && !sending && !other ? "RecvChan" : "Chan";
  const name = imported(context, file, wanted, true);
  return name === undefined ? undefined : { fixes: [{ title: `Declare it as \`${wanted}\``, changes: [replace(type.typeName, name.name), ...name.changes] }] };
}
