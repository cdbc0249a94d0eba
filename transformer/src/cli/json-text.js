"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.jsonError = jsonError;
exports.setProperty = setProperty;
exports.appendItem = appendItem;
exports.removeProperty = removeProperty;
/**
 * Edits of JSON with comments (tsconfig.json, package.json) that leave the rest as it is written: comments, indentation, line ends, trailing commas.
 * jsonc-parser reads; what it writes by itself moves comments and spreads one-line objects, so new text is put in here, at the places its tree names.
 */
const jsonc_parser_1 = require("jsonc-parser");
/** The first error of the text, as a person reads it; trailing commas and comments are none where `comments` is set. */
function jsonError(text, comments) {
    const errors = [];
    const tree = (0, jsonc_parser_1.parseTree)(text, errors, { allowTrailingComma: comments, disallowComments: !comments });
    const first = errors[0];
    if (first !== undefined) {
        const before = text.slice(0, first.offset).split("\n");
        return `line ${before.length}, column ${before.at(-1).length + 1}: ${(0, jsonc_parser_1.printParseErrorCode)(first.error).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}`;
    }
    return tree?.type === "object" ? undefined : "line 1: an object is expected";
}
/** Gives a property a value. Objects on the way are made; a new property stands last, or with `sorted` in the order of the alphabet among those beside it. */
function setProperty(text, path, value, layout, sorted = false) {
    const root = (0, jsonc_parser_1.parseTree)(text);
    const old = (0, jsonc_parser_1.findNodeAtLocation)(root, [...path]);
    const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ", eol = text.includes("\r\n") ? "\r\n" : "\n";
    if (old !== undefined)
        return text.slice(0, old.offset) + written(value, layout, indentOf(text, old.offset), unit, eol) + text.slice(old.offset + old.length);
    let parent = root, depth = 0;
    for (let next; depth < path.length - 1 && (next = (0, jsonc_parser_1.findNodeAtLocation)(parent, [path[depth]])) !== undefined; depth++)
        parent = next;
    const nested = path.slice(depth + 1).reduceRight((inner, key) => ({ [key]: inner }), value), key = path[depth];
    const before = sorted && depth === path.length - 1 ? parent.children?.find((p) => String(p.children?.[0]?.value) > key) : undefined;
    return insert(text, parent, before, unit, eol, (indent) => `${JSON.stringify(key)}: ${written(nested, layout, indent, unit, eol)}`);
}
/** Adds an item at the end of an array that is there. */
function appendItem(text, path, value, layout) {
    const array = (0, jsonc_parser_1.findNodeAtLocation)((0, jsonc_parser_1.parseTree)(text), [...path]);
    const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ", eol = text.includes("\r\n") ? "\r\n" : "\n";
    return insert(text, array, undefined, unit, eol, (indent) => written(value, layout, indent, unit, eol));
}
/** Takes a property or an item away, with its comma. */
function removeProperty(text, path) {
    return (0, jsonc_parser_1.applyEdits)(text, (0, jsonc_parser_1.modify)(text, [...path], undefined, {}));
}
/** Into an object or an array, before one of its children or at its end. */
function insert(text, parent, before, unit, eol, piece) {
    const children = parent.children ?? [], last = children.at(-1), open = parent.offset + 1, close = parent.offset + parent.length - 1;
    const put = (at, added) => text.slice(0, at) + added + text.slice(at);
    if (last === undefined) {
        const outer = indentOf(text, parent.offset), inner = outer + unit;
        if (/\S/.test(text.slice(open, close)))
            return put(open, text.slice(open, close).includes("\n") ? `${eol}${inner}${piece(inner)}` : ` ${piece(inner)}`);
        return `${text.slice(0, open)}${eol}${inner}${piece(inner)}${eol}${outer}${text.slice(close)}`;
    }
    const oneLine = !text.slice(parent.offset, close).includes("\n"), indent = indentOf(text, last.offset);
    if (before !== undefined)
        return put(before.offset, `${piece(indent)},${oneLine ? " " : eol + indentOf(text, before.offset)}`);
    const end = last.offset + last.length, scanner = (0, jsonc_parser_1.createScanner)(text, true);
    scanner.setPosition(end);
    scanner.scan();
    const trailing = text[scanner.getTokenOffset()] === "," ? scanner.getTokenOffset() + 1 : undefined;
    if (oneLine)
        return put(trailing ?? end, `${trailing === undefined ? "," : ""} ${piece(indent)}`);
    // A comment behind the last value stays behind it.
    const comment = /(?:[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/))*/y;
    comment.lastIndex = trailing ?? end;
    comment.exec(text);
    const line = put(comment.lastIndex, `${eol}${indent}${piece(indent)}${trailing === undefined ? "" : ","}`);
    return trailing === undefined ? `${line.slice(0, end)},${line.slice(end)}` : line;
}
/** The white space that the line of a position starts with. */
function indentOf(text, offset) {
    return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1))[0];
}
function written(value, layout, indent, unit, eol) {
    if (value === null || typeof value !== "object")
        return JSON.stringify(value);
    if (layout === "lines")
        return JSON.stringify(value, undefined, unit).replaceAll("\n", eol + indent);
    if (Array.isArray(value))
        return `[${value.map((v) => written(v, layout, indent, unit, eol)).join(", ")}]`;
    return `{ ${Object.entries(value).map(([key, v]) => `${JSON.stringify(key)}: ${written(v, layout, indent, unit, eol)}`).join(", ")} }`;
}
//# sourceMappingURL=json-text.js.map