import type ts from "typescript";
import { symbolOf } from "../../analysis/1-collect/declared-type";
import { isConst, skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { runtimeName, runtimeType } from "../runtime-calls";
import { functionAround, receiverOf, textOf } from "../syntax";

const blocking = /^(RecvChan\.(recv|recvOk)|SendChan\.(send|close))$/;

/** A channel that never gets a value: nothing was ever assigned, or it is the nil channel. */
export const nilChannel = defineRule({
  code: "SY1009", slug: "nil-channel", severity: "warning",
  title: "A channel is used that was never made",
  why: "On the nil channel sends and receives wait for ever; a variable that nothing is assigned to has no channel at all.",
  todo: "Make the channel with `chan`, or remove the case.",
  bad: "class Pump { private out!: Chan<number>; push(n: number) { this.out.send(n); } }",
  good: "class Pump { private readonly out = chan<number>(); push(n: number) { this.out.send(n); } }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      if (name === "select" || name === "trySelect") {
        const cases = node.arguments?.[0];
        if (name === "trySelect" || cases === undefined || !ts.isObjectLiteralExpression(cases)) continue;
        for (const p of cases.properties) {
          const value = ts.isPropertyAssignment(p) ? skipOuter(ts, p.initializer) : ts.isShorthandPropertyAssignment(p) ? p.name : undefined;
          const symbol = value === undefined ? undefined : symbolOf(ts, checker, value);
          if (value !== undefined && isNever(context, symbol)) yield { node: p, what: `Nothing is ever assigned to \`${textOf(value)}\`: this case is never ready.`, related: [{ node: symbol!.valueDeclaration!, text: "It is declared here." }] };
        }
        continue;
      }
      const channel = blocking.test(name) ? receiverOf(ts, node) : undefined;
      if (channel === undefined || (!ts.isIdentifier(channel) && !ts.isPropertyAccessExpression(channel))) continue;
      if (isNilChannel(context, channel)) {
        if (!name.endsWith(".close")) yield { node, what: `\`${textOf(channel)}\` is the nil channel: this waits for ever.` };
        continue;
      }
      const symbol = checker.getSymbolAtLocation(ts.isIdentifier(channel) ? channel : channel.name);
      if (isNever(context, symbol)) yield { node, what: `Nothing is ever assigned to \`${textOf(channel)}\`.`, related: [{ node: symbol!.valueDeclaration!, text: "It is declared here." }] };
    }
  },
});

/** `nilChan`, or a constant that is. */
function isNilChannel({ ts, program }: RuleContext, channel: ts.Expression): boolean {
  if (runtimeName(ts, program, channel) === "nilChan") return true;
  const declaration = ts.isIdentifier(channel) ? program.getTypeChecker().getSymbolAtLocation(channel)?.valueDeclaration : undefined;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && isConst(ts, declaration) && declaration.initializer !== undefined && runtimeName(ts, program, declaration.initializer) === "nilChan";
}

const never = new WeakMap<ts.Symbol, boolean>();

/** A variable, or a private field, of a channel's type that has no value at first, and gets none anywhere in its file. */
function isNever(context: RuleContext, symbol: ts.Symbol | undefined): boolean {
  if (symbol === undefined) return false;
  let known = never.get(symbol);
  if (known === undefined) never.set(symbol, (known = look(context, symbol)));
  return known;
}

function look({ ts, program }: RuleContext, symbol: ts.Symbol): boolean {
  const d = symbol.valueDeclaration;
  if (d === undefined || d.getSourceFile().isDeclarationFile || (!ts.isVariableDeclaration(d) && !ts.isPropertyDeclaration(d)) || symbol.name === undefined) return false;
  const initial = d.initializer === undefined ? undefined : skipOuter(ts, d.initializer), checker = program.getTypeChecker();
  if (initial !== undefined && initial.kind !== ts.SyntaxKind.NullKeyword && !(ts.isIdentifier(initial) && initial.text === "undefined")) return false;
  const flags = ts.getCombinedModifierFlags(d);
  if ((flags & (ts.ModifierFlags.Export | ts.ModifierFlags.Ambient)) !== 0) return false;
  if (ts.isPropertyDeclaration(d) && (flags & ts.ModifierFlags.Private) === 0 && !ts.isPrivateIdentifier(d.name)) return false;
  if (ts.isVariableDeclaration(d) && (ts.isForOfStatement(d.parent.parent) || ts.isForInStatement(d.parent.parent) || ts.isCatchClause(d.parent))) return false;
  const type = d.type === undefined ? undefined : checker.getTypeFromTypeNode(d.type), parts = type === undefined ? [] : type.isUnion() ? type.types : [type];
  if (!parts.some((t) => /^(Send|Recv)?Chan$/.test(runtimeType(ts, program, t) ?? ""))) return false;
  const scope = ts.isVariableDeclaration(d) ? (functionAround(ts, d) ?? d.getSourceFile()) : d.parent;
  // Any place that may write it: an assignment, a pattern, a key that is computed.
  return find(ts, scope, (n) => ((ts.isIdentifier(n) || ts.isPrivateIdentifier(n)) && n.text === symbol.name && n !== d.name && isTarget(ts, n)) || (ts.isPropertyDeclaration(d) && ts.isElementAccessExpression(n) && n.expression.kind === ts.SyntaxKind.ThisKeyword)) === undefined;
}

function isTarget(ts: RuleContext["ts"], name: ts.Node): boolean {
  let at: ts.Node = name;
  while (ts.isPropertyAccessExpression(at.parent) && at.parent.name === at) at = at.parent;
  for (let up = at; up.parent !== undefined && !ts.isStatement(up.parent); up = up.parent) {
    const { parent } = up;
    if (ts.isBinaryExpression(parent) && parent.left === up && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment) return true;
    if (!ts.isArrayLiteralExpression(parent) && !ts.isObjectLiteralExpression(parent) && !ts.isPropertyAssignment(parent) && !ts.isShorthandPropertyAssignment(parent) && !ts.isParenthesizedExpression(parent) && !ts.isSpreadElement(parent)) return (ts.isForOfStatement(parent) && parent.initializer === up);
  }
  return ts.isForOfStatement(at.parent) && at.parent.initializer === at;
}
