"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isMarkedSuspends = isMarkedSuspends;
exports.isMarkedWaits = isMarkedWaits;
exports.intrinsicName = intrinsicName;
const marker_interface_1 = require("./marker-interface");
/** The last doc comment before the declaration that `declaration` belongs to, "" if there is none. A file header must not colour the first declaration. */
function docComment(ts, declaration) {
    let node = named(ts, declaration);
    while (ts.isVariableDeclaration(node) || ts.isVariableDeclarationList(node))
        node = node.parent;
    const text = node.getSourceFile()?.text;
    if (text === undefined || node.pos < 0)
        return "";
    const doc = ts.getLeadingCommentRanges(text, node.getFullStart())?.filter((range) => text.startsWith("/**", range.pos)).pop();
    return doc === undefined ? "" : text.slice(doc.pos, doc.end);
}
/** The signature of `readonly send: (value: T) => void` is the function type: the comment hangs on the property. */
function named(ts, declaration) {
    let node = declaration;
    while (ts.isFunctionTypeNode(node) || ts.isParenthesizedTypeNode(node) || ts.isUnionTypeNode(node))
        node = node.parent;
    return node;
}
const none = { suspends: false, waits: false, intrinsic: undefined };
/** Every call asks for the marks of what it calls. */
const known = new WeakMap();
function marksOf(ts, declaration) {
    let marks = known.get(declaration);
    if (marks === undefined) {
        const text = docComment(ts, declaration);
        const isMarked = /(^|[\s*])@suspends\b/.test(text) || (0, marker_interface_1.isListed)(ts, named(ts, declaration));
        marks = text === "" && !isMarked ? none : { suspends: isMarked, waits: /(^|[\s*])@waits\b/.test(text), intrinsic: /(?:^|[\s*])@intrinsic\s+(\w+)/.exec(text)?.[1] };
        known.set(declaration, marks);
    }
    return marks;
}
/** The declaration says `@suspends`: calling it may park the goroutine. */
function isMarkedSuspends(ts, declaration) {
    return marksOf(ts, declaration).suspends;
}
/** The declaration says `@waits`: the runtime calls what it is given in a goroutine, now or later, and waits for it; the call itself does not park. */
function isMarkedWaits(ts, declaration) {
    return marksOf(ts, declaration).waits;
}
/** ABI: the name of the runtime function that calls of this declaration become (`@intrinsic go`). */
function intrinsicName(ts, declaration) {
    return marksOf(ts, declaration).intrinsic;
}
//# sourceMappingURL=marks.js.map