"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.replace = replace;
exports.insertBefore = insertBefore;
exports.insertAfter = insertAfter;
exports.remove = remove;
exports.indentOf = indentOf;
exports.lineBefore = lineBefore;
exports.freeName = freeName;
exports.imported = imported;
function replace(node, text) {
    const file = node.getSourceFile();
    return { file, start: node.getStart(file), end: node.getEnd(), text };
}
function insertBefore(node, text) {
    const file = node.getSourceFile(), start = node.getStart(file);
    return { file, start, end: start, text };
}
function insertAfter(node, text) {
    return { file: node.getSourceFile(), start: node.getEnd(), end: node.getEnd(), text };
}
/** The statement with its line, if nothing else stands there. */
function remove(statement) {
    const file = statement.getSourceFile(), { text } = file;
    let start = statement.getStart(file), end = statement.getEnd();
    const lineStart = text.lastIndexOf("\n", start - 1) + 1, lineEnd = text.indexOf("\n", end) + 1;
    if (lineEnd > 0 && text.slice(lineStart, start).trim() === "" && text.slice(end, lineEnd).trim() === "")
        [start, end] = [lineStart, lineEnd];
    else
        while (text[end] === " ")
            end++;
    return { file, start, end, text: "" };
}
/** The white space before the first thing of the line a node stands in. */
function indentOf(node) {
    const { text } = node.getSourceFile(), start = node.getStart();
    return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))[0];
}
/** What separates a statement from one that is put before it: the end of a line where it begins one. */
function lineBefore(statement) {
    const { text } = statement.getSourceFile(), start = statement.getStart();
    return text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "" ? `\n${indentOf(statement)}` : " ";
}
/** A name that the file does not use. */
function freeName(file, wanted) {
    const { identifiers } = file;
    const isTaken = (name) => (identifiers !== undefined ? identifiers.has(name) : new RegExp(`\\b${name}\\b`).test(file.text));
    let name = wanted;
    for (let n = 2; isTaken(name); n++)
        name = `${wanted}${n}`;
    return name;
}
/** How the file calls an export of `sansync`, and what has to be changed so that it can; undefined: nothing is imported from there by name. */
function imported({ ts }, file, name, type = false) {
    let place;
    for (const statement of file.statements) {
        if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier) || statement.moduleSpecifier.text !== "sansync")
            continue;
        const bindings = statement.importClause?.namedBindings;
        if (bindings === undefined)
            continue;
        if (ts.isNamespaceImport(bindings))
            return { name: `${bindings.name.text}.${name}`, changes: [] };
        const isType = statement.importClause.isTypeOnly;
        for (const e of bindings.elements)
            if ((e.propertyName ?? e.name).text === name && (type || (!isType && !e.isTypeOnly)))
                return { name: e.name.text, changes: [] };
        if (isType === type || place === undefined)
            place = !isType || type ? bindings : place;
    }
    if (place === undefined)
        return undefined;
    const last = place.elements[place.elements.length - 1];
    return { name, changes: [last === undefined ? replace(place, `{ ${name} }`) : insertAfter(last, `, ${name}`)] };
}
//# sourceMappingURL=edits.js.map