/**
 * Edits of JSON with comments (tsconfig.json, package.json) that leave the rest as it is written: comments, indentation, line ends, trailing commas.
 * jsonc-parser reads; what it writes by itself moves comments and spreads one-line objects, so new text is put in here, at the places its tree names.
 */
import { applyEdits, createScanner, findNodeAtLocation, modify, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How new objects are written: on one line as in tsconfig.json, or a property on each as in package.json. */
export type Layout = "line" | "lines";

/** The first error of the text, as a person reads it; trailing commas and comments are none where `comments` is set. */
export function jsonError(text: string, comments: boolean): string | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: comments, disallowComments: !comments });
  const first = errors[0];
  if (first !== undefined) {
    const before = text.slice(0, first.offset).split("\n");
    return `line ${before.length}, column ${before.at(-1)!.length + 1}: ${printParseErrorCode(first.error).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}`;
  }
  return tree?.type === "object" ? undefined : "line 1: an object is expected";
}

/** Gives a property a value. Objects on the way are made; a new property stands last, or with `sorted` in the order of the alphabet among those beside it. */
export function setProperty(text: string, path: readonly string[], value: Json, layout: Layout, sorted = false): string {
  const root = parseTree(text)!;
  const old = findNodeAtLocation(root, [...path]);
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ", eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (old !== undefined) return text.slice(0, old.offset) + written(value, layout, indentOf(text, old.offset), unit, eol) + text.slice(old.offset + old.length);
  let parent = root, depth = 0;
  for (let next: Node | undefined; depth < path.length - 1 && (next = findNodeAtLocation(parent, [path[depth]!])) !== undefined; depth++) parent = next;
  const nested = path.slice(depth + 1).reduceRight<Json>((inner, key) => ({ [key]: inner }), value), key = path[depth]!;
  const before = sorted && depth === path.length - 1 ? parent.children?.find((p) => String(p.children?.[0]?.value) > key) : undefined;
  return insert(text, parent, before, unit, eol, (indent) => `${JSON.stringify(key)}: ${written(nested, layout, indent, unit, eol)}`);
}

/** Adds an item at the end of an array that is there. */
export function appendItem(text: string, path: readonly string[], value: Json, layout: Layout): string {
  const array = findNodeAtLocation(parseTree(text)!, [...path])!;
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ", eol = text.includes("\r\n") ? "\r\n" : "\n";
  return insert(text, array, undefined, unit, eol, (indent) => written(value, layout, indent, unit, eol));
}

/** Takes a property or an item away, with its comma. */
export function removeProperty(text: string, path: readonly (string | number)[]): string {
  return applyEdits(text, modify(text, [...path], undefined, {}));
}

/** Into an object or an array, before one of its children or at its end. */
function insert(text: string, parent: Node, before: Node | undefined, unit: string, eol: string, piece: (indent: string) => string): string {
  const children = parent.children ?? [], last = children.at(-1), open = parent.offset + 1, close = parent.offset + parent.length - 1;
  const put = (at: number, added: string): string => text.slice(0, at) + added + text.slice(at);
  if (last === undefined) {
    const outer = indentOf(text, parent.offset), inner = outer + unit;
    if (/\S/.test(text.slice(open, close))) return put(open, text.slice(open, close).includes("\n") ? `${eol}${inner}${piece(inner)}` : ` ${piece(inner)}`);
    return `${text.slice(0, open)}${eol}${inner}${piece(inner)}${eol}${outer}${text.slice(close)}`;
  }
  const oneLine = !text.slice(parent.offset, close).includes("\n"), indent = indentOf(text, last.offset);
  if (before !== undefined) return put(before.offset, `${piece(indent)},${oneLine ? " " : eol + indentOf(text, before.offset)}`);
  const end = last.offset + last.length, scanner = createScanner(text, true);
  scanner.setPosition(end);
  scanner.scan();
  const trailing = text[scanner.getTokenOffset()] === "," ? scanner.getTokenOffset() + 1 : undefined;
  if (oneLine) return put(trailing ?? end, `${trailing === undefined ? "," : ""} ${piece(indent)}`);
  // A comment behind the last value stays behind it.
  const comment = /(?:[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/))*/y;
  comment.lastIndex = trailing ?? end;
  comment.exec(text);
  const line = put(comment.lastIndex, `${eol}${indent}${piece(indent)}${trailing === undefined ? "" : ","}`);
  return trailing === undefined ? `${line.slice(0, end)},${line.slice(end)}` : line;
}

/** The white space that the line of a position starts with. */
function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1))![0];
}

function written(value: Json, layout: Layout, indent: string, unit: string, eol: string): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (layout === "lines") return JSON.stringify(value, undefined, unit).replaceAll("\n", eol + indent);
  if (Array.isArray(value)) return `[${value.map((v) => written(v as Json, layout, indent, unit, eol)).join(", ")}]`;
  return `{ ${Object.entries(value).map(([key, v]) => `${JSON.stringify(key)}: ${written(v as Json, layout, indent, unit, eol)}`).join(", ")} }`;
}
