import type ts from "typescript";
import { functionOf, skipOuter } from "../../analysis/1-collect/program-index";
import { isMarkedSuspends } from "../../analysis/1-collect/marks";
import { Colour } from "../../analysis/2-infer/infer";
import { keyOf } from "../../analysis/facts";
import { walk } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext, type TextChange } from "../define";

/** The tag, on a line of its own or alone in its comment: prose about it is none. */
const tag = /^[ \t]*(?:\/\*\*[ \t]*|\*[ \t]*)?@suspends[ \t]*(?:\*\/)?[ \t]*$/m;
const tagAlone = /^(\/\/[ \t]*|\/\*\s*)@suspends\s*(\*\/)?$/;

/** `@suspends` where nothing suspends, or where nobody reads it. */
export const suspendsTagWrong = defineRule({
  code: "SY4016", slug: "suspends-tag-wrong", severity: "info",
  title: "@suspends is said of what cannot suspend, or where nobody reads it",
  why: "The tag is what callers go by: they are compiled to wait, and plain code that calls them is refused, for nothing. Read is the last doc comment before a function, a method or something of a function's type.",
  todo: "Take it away where the body never waits: the compiler finds out what does. Put it on each function that has no body here.",
  bad: "/** @suspends */\nfunction area(r: Rect): number { return r.width * r.height; }",
  good: "function area(r: Rect): number { return r.width * r.height; }",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan } = context, { file } = plan.facts, tagged: { readonly node: ts.NamedDeclaration; readonly comment: ts.CommentRange }[] = [];
    if (!file.text.includes("@suspends")) return;
    walk(ts, file, (node) => {
      const comment = isDeclaration(ts, node) ? ts.getLeadingCommentRanges(file.text, node.getFullStart())?.pop() : undefined;
      if (comment !== undefined && file.text.slice(comment.pos, comment.end).includes("@suspends")) tagged.push({ node: node as ts.NamedDeclaration, comment });
      return undefined;
    });
    for (const { node, comment } of tagged.sort((a, b) => a.node.pos - b.node.pos)) {
      const text = file.text.slice(comment.pos, comment.end), declared = ts.isVariableStatement(node as ts.Node) ? (node as unknown as ts.VariableStatement).declarationList.declarations[0]! : node;
      const at = declared.name ?? declared, name = declared.name?.getText() ?? "This", without = (title: string): readonly Fix[] => [{ title, changes: [withoutTag(file, comment)] }];
      if (!text.startsWith("/**")) {
        if (tagAlone.test(text) && isSignature(ts, declared)) yield { node: at, what: `\`@suspends\` of \`${name}\` stands in a comment that is no doc comment: nobody reads it.`, todo: "Write `/** @suspends */`.", fixes: [{ title: "Make it a doc comment", changes: [{ file, start: comment.pos, end: comment.end, text: "/** @suspends */" }] }] };
        continue;
      }
      if (!tag.test(text) || /@intrinsic\b/.test(text)) continue;
      if (isUnread(context, declared)) { yield { node: at, what: `\`@suspends\` of \`${name}\` is read by nobody: it is no function.`, todo: "Put it on each of the functions that is meant.", fixes: without("Remove the tag") }; continue; }
      if (!isMarkedSuspends(ts, declared)) continue;
      const fn = bodyOf(ts, declared), own = fn === undefined ? undefined : plan.functions.get(keyOf(fn));
      if (own === undefined || own.colour >= Colour.Dynamic || own.facts.generator || isStub(ts, own.facts.node) || mayBeOverridden(ts, declared)) continue;
      yield { node: at, what: `\`${name}\` never waits, and says that it suspends.`, fixes: without("Remove the tag: nothing in it waits") };
    }
  },
});

function isDeclaration(ts: RuleContext["ts"], node: ts.Node): boolean {
  return ts.isFunctionDeclaration(node) || ts.isVariableStatement(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
}

/** A function without a body: only the tag says whether it waits. */
function isSignature(ts: RuleContext["ts"], node: ts.Node): boolean {
  if (ts.isMethodSignature(node)) return true;
  if (ts.isPropertySignature(node)) return node.type !== undefined && ts.isFunctionTypeNode(node.type);
  if (ts.isMethodDeclaration(node)) return node.body === undefined && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) !== 0;
  return ts.isFunctionDeclaration(node) && node.body === undefined && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Ambient) !== 0;
}

/** No call is of this declaration. */
function isUnread({ ts, program }: RuleContext, node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node)) return !node.members.some((m) => ts.isCallSignatureDeclaration(m));
  if (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) return true;
  if (!ts.isVariableDeclaration(node) && !ts.isPropertyDeclaration(node) && !ts.isPropertySignature(node)) return false;
  const checker = program.getTypeChecker(), type = checker.getTypeAtLocation(node.name), { StringLike, NumberLike, BooleanLike } = ts.TypeFlags;
  return (type.flags & (StringLike | NumberLike | BooleanLike)) !== 0;
}

function bodyOf(ts: RuleContext["ts"], node: ts.Node): ts.Node | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.body === undefined ? undefined : node;
  return ts.isVariableDeclaration(node) && node.initializer !== undefined ? functionOf(ts, skipOuter(ts, node.initializer)) : undefined;
}

/** A place for something that is written elsewhere, or later. */
function isStub(ts: RuleContext["ts"], node: ts.Node): boolean {
  const { body } = node as ts.FunctionLikeDeclaration;
  return body === undefined || (ts.isBlock(body) && body.statements.every((s) => ts.isThrowStatement(s)));
}

/** What stands here need not be what is called. */
function mayBeOverridden(ts: RuleContext["ts"], node: ts.Node): boolean {
  if (!ts.isMethodDeclaration(node)) return false;
  const owner = node.parent;
  return !ts.isClassLike(owner) || (owner.heritageClauses?.length ?? 0) > 0 || (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Static)) === 0;
}

/** The comment without the line, or all of it where it says nothing else. */
function withoutTag(file: ts.SourceFile, { pos, end }: ts.CommentRange): TextChange {
  const text = file.text.slice(pos, end);
  if (/^\/\*\*[\s*]*@suspends[\s*]*\/$/.test(text)) {
    const behind = /^[ \t]*\r?\n[ \t]*|^[ \t]+/.exec(file.text.slice(end))?.[0].length ?? 0;
    return { file, start: pos, end: end + behind, text: "" };
  }
  const found = /\r?\n[ \t]*\*?[ \t]*@suspends[ \t]*(?=\r?\n|\*\/)/.exec(text)!;
  const isLast = text.startsWith("*/", found.index + found[0].length);
  return { file, start: pos + found.index, end: pos + found.index + found[0].length, text: isLast ? " " : "" };
}
