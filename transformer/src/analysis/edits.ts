/**
 * What an edit of a file can have changed for the others. Types are inferred from all of a file but the bodies of functions whose type is fixed by what stands around them, so an edit within such a body
 * changes nothing that other files see of it:
 *
 *   export function f(a: number): string { … }   fixed by its annotation
 *   test("name", () => { work(); })               gives nothing back, whatever its body does
 *   export const g = (a: number) => a + 1         not fixed: its body is part of what importers see
 *
 * Positions are numbers, taken when the file is analysed: an editor's parser moves nodes of the old tree into the new one.
 */
import type ts from "typescript";
import { changedText } from "./changed-text";
import type { Ts } from "./typescript";
import { find } from "./walk";

/** The inside of a body that nobody else's types depend on. */
interface Body {
  readonly pos: number;
  readonly end: number;
  /** What decides between `void` and `never`. */
  readonly returns: boolean;
}

/** A file as it was analysed. */
export interface Snapshot {
  readonly file: ts.SourceFile;
  readonly text: string;
  /** In order, none in another. */
  readonly bodies: readonly Body[];
}

/** Positions are taken at once where the nodes may be moved, which an editor's parser does; else when somebody asks. */
export function snapshotOf(ts: Ts, file: ts.SourceFile): Snapshot {
  let bodies = (file as { scriptSnapshot?: unknown }).scriptSnapshot === undefined ? undefined : bodiesOf(ts, file);
  return { file, text: file.text, get bodies() { return (bodies ??= bodiesOf(ts, file)); } };
}

function bodiesOf(ts: Ts, file: ts.SourceFile): readonly Body[] {
  const bodies: Body[] = [];
  const visit = (node: ts.Node): void => {
    const body = bodyOf(ts, node);
    if (body === undefined) ts.forEachChild(node, visit);
    else {
      // Parameters may hold functions of their own.
      for (const parameter of (node as ts.FunctionLikeDeclaration).parameters) ts.forEachChild(parameter, visit);
      bodies.push(body);
    }
  };
  // What JavaScript assigns to, wherever it does, are declarations.
  if ((file.flags & ts.NodeFlags.JavaScriptFile) === 0) for (const statement of file.statements) visit(statement);
  return bodies;
}

function bodyOf(ts: Ts, node: ts.Node): Body | undefined {
  if (!ts.isFunctionLike(node)) return undefined;
  const { body } = node as ts.FunctionLikeDeclaration;
  if (body === undefined || !isFixed(ts, node as ts.FunctionLikeDeclaration, body)) return undefined;
  const returns = (node.flags & ts.NodeFlags.HasImplicitReturn) !== 0;
  return ts.isBlock(body) ? { pos: body.statements.pos, end: body.end - 1, returns } : { pos: body.pos, end: body.end, returns };
}

/** The type of the function, and of the class it is the constructor of, does not depend on its body. */
function isFixed(ts: Ts, node: ts.FunctionLikeDeclaration, body: ts.ConciseBody): boolean {
  if (ts.isSetAccessor(node)) return true;
  // Fields without a type have that of what the constructor assigns to them.
  if (ts.isConstructorDeclaration(node)) return node.parent.members.every((m) => !ts.isPropertyDeclaration(m) || m.type !== undefined || m.initializer !== undefined);
  if (node.type !== undefined) return true;
  if (ts.isGetAccessor(node) || (node as ts.FunctionDeclaration).asteriskToken !== undefined || !ts.isBlock(body)) return false;
  return find(ts, body, (n) => (ts.isFunctionLike(n) || ts.isClassLike(n) ? "skip" : ts.isReturnStatement(n) && n.expression !== undefined)) === undefined;
}

export interface Edit {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** The text that differs lies in this body; undefined: other files may see what has changed. */
  readonly body: EditedBody | undefined;
}

interface EditedBody {
  readonly pos: number;
  readonly endBefore: number;
  readonly endAfter: number;
  /** Where the text that differs begins, and ended in the former text. */
  readonly from: number;
  readonly to: number;
}

export function editOf(before: Snapshot, after: Snapshot): Edit {
  return { before, after, body: bodyOfEdit(before, after) };
}

function bodyOfEdit(before: Snapshot, after: Snapshot): Edit["body"] {
  if (before.text === after.text) return { pos: -1, endBefore: -1, endAfter: -1, from: -1, to: -1 }; // nothing lies in it
  const { head, tail } = changedText(before.text, after.text), delta = after.text.length - before.text.length;
  const at = before.bodies.findIndex((body) => body.pos <= head && before.text.length - tail <= body.end);
  if (at < 0 || before.bodies.length !== after.bodies.length) return undefined;
  const same = before.bodies.every((old, i) => {
    const now = after.bodies[i]!;
    return now.pos === old.pos + (i > at ? delta : 0) && now.end === old.end + (i < at ? 0 : delta) && now.returns === old.returns;
  });
  return same ? { pos: before.bodies[at]!.pos, endBefore: before.bodies[at]!.end, endAfter: after.bodies[at]!.end, from: head, to: before.text.length - tail } : undefined;
}

/** Where the node with that key (`kind:pos:end`, facts.ts) is found after the edit; undefined: it lay in the body that has changed. */
export function keyAfter({ body }: Edit, key: string): string | undefined {
  if (body === undefined) return undefined;
  const { kind, pos, end } = parts(key), delta = body.endAfter - body.endBefore;
  if (end <= body.pos) return key;
  if (pos >= body.endBefore) return `${kind}:${pos + delta}:${end + delta}`;
  return pos < body.pos && end >= body.endBefore ? `${kind}:${pos}:${end + delta}` : undefined;
}

/** The same for a node of that body: where it stands now if its text and all that the key says are as they were. What is around it may have made another node of it; then there is none. */
export function keyInside(ts: Ts, { body, after }: Edit, key: string): string | undefined {
  if (body === undefined) return undefined;
  const { kind, pos, end } = parts(key), delta = end <= body.from ? 0 : pos >= body.to ? body.endAfter - body.endBefore : undefined;
  if (delta === undefined) return undefined;
  const isIt = (node: ts.Node): boolean | "skip" => (node.pos > pos + delta || node.end < end + delta ? "skip" : node.pos === pos + delta && node.end === end + delta && String(node.kind) === kind);
  return find(ts, after.file, isIt) === undefined ? undefined : `${kind}:${pos + delta}:${end + delta}`;
}

function parts(key: string): { readonly kind: string; readonly pos: number; readonly end: number } {
  const [, kind, pos, end] = /^(.*):(\d+):(\d+)$/.exec(key)!;
  return { kind: kind!, pos: Number(pos), end: Number(end) };
}

/** The node lay in what has changed. */
export function isWithin(edit: Edit, node: ts.Node): boolean {
  const { body } = edit;
  return body === undefined || (node.pos >= body.pos && node.end <= body.endAfter);
}
