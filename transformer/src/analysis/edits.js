"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.snapshotOf = snapshotOf;
exports.editOf = editOf;
exports.keyAfter = keyAfter;
exports.isWithin = isWithin;
const walk_1 = require("./walk");
function snapshotOf(ts, file) {
    const bodies = [];
    const visit = (node) => {
        const body = bodyOf(ts, node);
        if (body === undefined)
            ts.forEachChild(node, visit);
        else {
            // Parameters may hold functions of their own.
            for (const parameter of node.parameters)
                ts.forEachChild(parameter, visit);
            bodies.push(body);
        }
    };
    // What JavaScript assigns to, wherever it does, are declarations.
    if ((file.flags & ts.NodeFlags.JavaScriptFile) === 0)
        for (const statement of file.statements)
            visit(statement);
    return { file, text: file.text, bodies };
}
function bodyOf(ts, node) {
    if (!ts.isFunctionLike(node))
        return undefined;
    const { body } = node;
    if (body === undefined || !isFixed(ts, node, body))
        return undefined;
    const returns = (node.flags & ts.NodeFlags.HasImplicitReturn) !== 0;
    return ts.isBlock(body) ? { pos: body.statements.pos, end: body.end - 1, returns } : { pos: body.pos, end: body.end, returns };
}
/** The type of the function, and of the class it is the constructor of, does not depend on its body. */
function isFixed(ts, node, body) {
    if (ts.isSetAccessor(node))
        return true;
    // Fields without a type have that of what the constructor assigns to them.
    if (ts.isConstructorDeclaration(node))
        return node.parent.members.every((m) => !ts.isPropertyDeclaration(m) || m.type !== undefined || m.initializer !== undefined);
    if (node.type !== undefined)
        return true;
    if (ts.isGetAccessor(node) || node.asteriskToken !== undefined || !ts.isBlock(body))
        return false;
    return (0, walk_1.find)(ts, body, (n) => (ts.isFunctionLike(n) || ts.isClassLike(n) ? "skip" : ts.isReturnStatement(n) && n.expression !== undefined)) === undefined;
}
function editOf(before, after) {
    return { before, after, body: bodyOfEdit(before, after) };
}
function bodyOfEdit(before, after) {
    const a = before.text, b = after.text, shortest = Math.min(a.length, b.length), delta = b.length - a.length;
    let head = 0, tail = 0;
    while (head < shortest && a.charCodeAt(head) === b.charCodeAt(head))
        head++;
    while (tail < shortest - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
        tail++;
    const at = before.bodies.findIndex((body) => body.pos <= head && a.length - tail <= body.end);
    if (at < 0 || before.bodies.length !== after.bodies.length)
        return undefined;
    const same = before.bodies.every((old, i) => {
        const now = after.bodies[i];
        return now.pos === old.pos + (i > at ? delta : 0) && now.end === old.end + (i < at ? 0 : delta) && now.returns === old.returns;
    });
    return same ? { pos: before.bodies[at].pos, endBefore: before.bodies[at].end, endAfter: after.bodies[at].end } : undefined;
}
/** Where the node with that key (`kind:pos:end`, facts.ts) is found after the edit; undefined: it lay in what has changed. */
function keyAfter({ body }, key) {
    const [, kind, first, last] = /^(.*):(\d+):(\d+)$/.exec(key), pos = Number(first), end = Number(last);
    if (body === undefined)
        return undefined;
    const delta = body.endAfter - body.endBefore;
    if (end <= body.pos)
        return key;
    if (pos >= body.endBefore)
        return `${kind}:${pos + delta}:${end + delta}`;
    return pos < body.pos && end >= body.endBefore ? `${kind}:${pos}:${end + delta}` : undefined;
}
/** The node lay in what has changed. */
function isWithin(edit, node) {
    const { body } = edit;
    return body === undefined || (node.pos >= body.pos && node.end <= body.endAfter);
}
//# sourceMappingURL=edits.js.map