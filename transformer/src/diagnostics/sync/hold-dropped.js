"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.holdDropped = void 0;
const using_1 = require("../../analysis/1-collect/using");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
const holds = new Set(["Mutex.hold", "RWMutex.hold", "RWMutex.rHold"]);
/** `mu.hold();`: locked, and nobody has what unlocks. */
exports.holdDropped = (0, define_1.defineRule)({
    code: "SY3002", slug: "hold-dropped", severity: "error",
    title: "What hold() gives is dropped",
    why: "`hold()` locks and gives what unlocks when it is disposed of. Without `using` nothing does: the lock is held for ever.",
    todo: "`using _ = mu.hold();`, or `mu.lock()` and `defer(() => mu.unlock())`.",
    bad: "mu.hold();\ntotal++;",
    good: "using _ = mu.hold();\ntotal++;",
    *check(context) {
        const { ts, calls } = context, given = new Map();
        for (const { node, name } of calls) {
            if (!holds.has(name) || !ts.isCallExpression(node))
                continue;
            const lock = (0, syntax_1.textOf)((0, syntax_1.receiverOf)(ts, node) ?? node), statement = (0, syntax_1.statementOf)(ts, node) ?? droppedByVoid(ts, node);
            if (statement !== undefined) {
                yield { node, what: `\`${(0, syntax_1.textOf)(node)}\` locks \`${lock}\`, and nothing unlocks it.`, ...fixes(ts, (0, syntax_1.isInList)(ts, statement) ? [(0, edits_1.replace)(statement, `using ${freshIn(ts, statement, given)} = ${node.getText()};`)] : undefined) };
                continue;
            }
            const { parent } = (0, syntax_1.outermost)(ts, node);
            if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name) || !ts.isVariableDeclarationList(parent.parent) || (0, using_1.isUsingList)(ts, parent.parent))
                continue;
            const symbol = context.program.getTypeChecker().getSymbolAtLocation(parent.name), list = parent.parent;
            if (symbol === undefined || !ts.isVariableStatement(list.parent) || ts.isSourceFile(list.parent.parent))
                continue;
            if ((0, syntax_1.usesOf)(context, (0, syntax_1.functionAround)(ts, parent) ?? parent.getSourceFile(), parent.name, symbol).length > 0)
                continue;
            const file = node.getSourceFile(), start = list.getStart(file);
            yield {
                node, what: `\`${(0, syntax_1.textOf)(node)}\` locks \`${lock}\`, and \`${parent.name.text}\`, which unlocks it, is not used.`,
                ...fixes(ts, list.declarations.length > 1 ? undefined : [{ file, start, end: start + /^\w+/.exec(file.text.slice(start))[0].length, text: "using" }]),
            };
        }
    },
});
function droppedByVoid(ts, node) {
    const { parent } = (0, syntax_1.outermost)(ts, node);
    return ts.isVoidExpression(parent) ? (0, syntax_1.statementOf)(ts, parent) : undefined;
}
/** `using` is known from 5.2 on. */
function fixes(ts, changes) {
    const [major, minor] = ts.versionMajorMinor.split(".").map(Number);
    return changes === undefined || major < 5 || (major === 5 && minor < 2) ? undefined : { fixes: [{ title: "Unlock at the end of the block: `using`", changes }] };
}
/** `_`, or `_2` where the block has one. */
function freshIn(ts, { parent: block }, given) {
    let names = given.get(block);
    if (names === undefined)
        given.set(block, (names = new Set()));
    const own = names;
    ts.forEachChild(block, (child) => {
        if (ts.isVariableStatement(child))
            for (const d of child.declarationList.declarations)
                if (ts.isIdentifier(d.name))
                    own.add(d.name.text);
    });
    let name = "_";
    for (let n = 2; names.has(name); n++)
        name = `_${n}`;
    names.add(name);
    return name;
}
//# sourceMappingURL=hold-dropped.js.map