/**
 * `@suspends`, `@waits` and `@intrinsic` in the doc comment of a declaration. The comment's text is read, not `ts.getJSDocTags`: from 5.3 on `tsc` does not parse JSDoc, and
 * before 5.2 a tag had to stand at the start of a line.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { isListed } from "./marker-interface";

/** The last doc comment before the declaration that `declaration` belongs to, "" if there is none. A file header must not colour the first declaration. */
function docComment(ts: Ts, declaration: ts.Node): string {
  let node = named(ts, declaration);
  while (ts.isVariableDeclaration(node) || ts.isVariableDeclarationList(node)) node = node.parent;
  const text = node.getSourceFile()?.text;
  if (text === undefined || node.pos < 0) return "";
  const doc = ts.getLeadingCommentRanges(text, node.getFullStart())?.filter((range) => text.startsWith("/**", range.pos)).pop();
  return doc === undefined ? "" : text.slice(doc.pos, doc.end);
}

/** The signature of `readonly send: (value: T) => void` is the function type: the comment hangs on the property. */
function named(ts: Ts, declaration: ts.Node): ts.Node {
  let node = declaration;
  while (ts.isFunctionTypeNode(node) || ts.isParenthesizedTypeNode(node) || ts.isUnionTypeNode(node)) node = node.parent;
  return node;
}

interface Marks {
  readonly suspends: boolean;
  readonly waits: boolean;
  /** ABI: the name of the runtime function that calls of this declaration become (`@intrinsic go`). */
  readonly intrinsic: string | undefined;
}
const none: Marks = { suspends: false, waits: false, intrinsic: undefined };
/** Every call asks for the marks of what it calls. */
const known = new WeakMap<ts.Node, Marks>();

export function marksOf(ts: Ts, declaration: ts.Node): Marks {
  let marks = known.get(declaration);
  if (marks === undefined) {
    const text = docComment(ts, declaration);
    // What the checker makes up stands in no file.
    const isMarked = /(^|[\s*])@suspends\b/.test(text) || ((declaration.getSourceFile() as ts.SourceFile | undefined) !== undefined && isListed(ts, named(ts, declaration)));
    marks = text === "" && !isMarked ? none : { suspends: isMarked, waits: /(^|[\s*])@waits\b/.test(text), intrinsic: /(?:^|[\s*])@intrinsic\s+(\w+)/.exec(text)?.[1] };
    known.set(declaration, marks);
  }
  return marks;
}

/** The declaration says `@suspends`: calling it may park the goroutine. */
export function isMarkedSuspends(ts: Ts, declaration: ts.Node): boolean {
  return marksOf(ts, declaration).suspends;
}

/** The declaration says `@waits`: the runtime calls what it is given in a goroutine, now or later, and waits for it; the call itself does not park. */
export function isMarkedWaits(ts: Ts, declaration: ts.Node): boolean {
  return marksOf(ts, declaration).waits;
}
