"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readBeforeSuspend = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const infer_1 = require("../../analysis/2-infer/infer");
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
const shared_state_1 = require("./shared-state");
/** `total += ch.recv()`: JavaScript reads `total` before the goroutine parks, so what others write meanwhile is lost. */
exports.readBeforeSuspend = (0, define_1.defineRule)({
    code: "SY3001", slug: "read-before-suspend", severity: "warning",
    title: "A shared variable is read before a call that may suspend, and written from the old value",
    why: "JavaScript reads the left side first. What other goroutines write while this one waits is lost.",
    todo: "Call first, into a variable of its own; then add.",
    bad: "total += jobs.recv()!;",
    good: "const n = jobs.recv()!;\ntotal += n;",
    *check(context) {
        const { ts, plan } = context;
        for (const fn of plan.functions.values()) {
            if (fn.colour < infer_1.Colour.Blocking)
                continue;
            const seen = new Set();
            for (const call of fn.facts.calls) {
                if (plan.calls.get(call.key).effect !== infer_1.Colour.Blocking)
                    continue;
                const assignment = assignmentAround(ts, call.node);
                if (assignment === undefined || seen.has(assignment))
                    continue;
                seen.add(assignment);
                const target = (0, program_index_1.skipOuter)(ts, assignment.left);
                if (!(0, syntax_1.isPlace)(ts, target) || !readsBefore(context, assignment, target, call.node) || !(0, shared_state_1.isShared)(context, fn, target, assignment) || (0, shared_state_1.holdsLock)(context, assignment))
                    continue;
                const fix = hoisted(ts, assignment, call.node);
                yield {
                    node: assignment,
                    what: `\`${(0, syntax_1.textOf)(target)}\` is read before \`${call.text}\` may suspend, and written from that old value.`,
                    ...(fix === undefined ? {} : { fixes: [fix] }),
                };
            }
            yield* throughALocal(context, fn);
        }
    },
});
/** `const before = total; sleep(1); total = before + 1;` */
function* throughALocal(context, fn) {
    const { ts, plan, program } = context, { body } = fn.facts.node, checker = program.getTypeChecker();
    if (body === undefined || fn.facts.kind === "module")
        return;
    const waits = fn.facts.calls.filter((c) => plan.calls.get(c.key).effect === infer_1.Colour.Blocking).map((c) => c.node);
    const reads = [], writes = [];
    if (waits.length > 0)
        (0, walk_1.walk)(ts, body, (n) => {
            if (ts.isFunctionLike(n) || ts.isClassLike(n))
                return "skip";
            if (ts.isVariableDeclaration(n) && ts.isIdentifier(n.name) && (0, program_index_1.isConst)(ts, n) && n.initializer !== undefined && (0, syntax_1.isPlace)(ts, n.initializer))
                reads.push(n);
            if (ts.isBinaryExpression(n) && n.operatorToken.kind === ts.SyntaxKind.EqualsToken && (0, syntax_1.isPlace)(ts, n.left))
                writes.push(n);
            return undefined;
        });
    for (const write of writes) {
        const target = (0, program_index_1.skipOuter)(ts, write.left), read = reads.find((r) => r.end <= write.pos && (0, syntax_1.isSamePlace)(context, r.initializer, target));
        if (read === undefined)
            continue;
        const old = checker.getSymbolAtLocation(read.name), wait = waits.find((w) => w.pos >= read.end && w.end <= write.getStart());
        const isUsed = (0, walk_1.find)(ts, write.right, (n) => ts.isIdentifier(n) && checker.getSymbolAtLocation(n) === old) !== undefined;
        // Who looks again behind the wait knows what was written meanwhile.
        if (wait === undefined || !isUsed || (0, walk_1.find)(ts, body, (n) => n.pos >= wait.end && n.end <= write.getStart() && ts.isExpression(n) && n.kind === target.kind && (0, syntax_1.isSamePlace)(context, n, target)) !== undefined)
            continue;
        if ((0, shared_state_1.isShared)(context, fn, target, write) && !(0, shared_state_1.holdsLock)(context, write))
            yield { node: write, what: `\`${(0, syntax_1.textOf)(target)}\` is written from what it was before \`${(0, syntax_1.textOf)(wait)}\` suspended.`, related: [{ node: read, text: "The old value is read here." }], todo: "Read it again behind the wait, or hold a lock over both." };
    }
}
/** The assignment whose right side is computed from the call. */
function assignmentAround(ts, call) {
    for (let at = call; at.parent !== undefined; at = at.parent) {
        const { parent } = at;
        if (ts.isBinaryExpression(parent) && isAssignment(ts, parent.operatorToken.kind))
            return parent.right === at ? parent : undefined;
        if (!isComputation(ts, parent, at))
            return undefined;
    }
    return undefined;
}
/** `=`, `+=` and the like; `??=` and its kin write only what was not there. */
function isAssignment(ts, kind) {
    const { SyntaxKind: K } = ts;
    return kind >= K.FirstAssignment && kind <= K.LastAssignment && kind !== K.BarBarEqualsToken && kind !== K.AmpersandAmpersandEqualsToken && kind !== K.QuestionQuestionEqualsToken;
}
/** The value of `part` goes into that of `whole`: operators, brackets, arguments of built-ins. */
function isComputation(ts, whole, part) {
    const { SyntaxKind: K } = ts;
    if (ts.isBinaryExpression(whole)) {
        const { kind } = whole.operatorToken;
        return (kind >= K.LessThanLessThanToken && kind <= K.CaretToken) || kind === K.PlusToken || kind === K.MinusToken || kind === K.AsteriskToken || kind === K.AsteriskAsteriskToken || kind === K.SlashToken || kind === K.PercentToken || (kind === K.QuestionQuestionToken && whole.left === part);
    }
    if (ts.isCallExpression(whole))
        return whole.expression !== part && /^Math\.\w+$/.test(whole.expression.getText());
    return ts.isParenthesizedExpression(whole) || ts.isAsExpression(whole) || ts.isNonNullExpression(whole) || ts.isPrefixUnaryExpression(whole) || ts.isTemplateSpan(whole) || ts.isTemplateExpression(whole) || ts.isArrayLiteralExpression(whole) ||
        ts.isSpreadElement(whole) || ts.isObjectLiteralExpression(whole) || ts.isSpreadAssignment(whole) || (ts.isPropertyAssignment(whole) && whole.initializer === part) ||
        (ts.isElementAccessExpression(whole) && whole.expression === part) || (ts.isPropertyAccessExpression(whole) && whole.expression === part);
}
/** The old value is read on the way: by the operator, or on the right side before the call. */
function readsBefore(context, assignment, target, call) {
    const { ts } = context;
    if (assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
        return true;
    return (0, walk_1.find)(ts, assignment.right, (node) => {
        if (ts.isFunctionLike(node) || node === call)
            return "skip";
        if (node.kind !== target.kind || node.end > call.getStart() || !(0, syntax_1.isSamePlace)(context, node, target))
            return false;
        for (let at = node; at !== assignment.right; at = at.parent)
            if (!isComputation(ts, at.parent, at))
                return false;
        return true;
    }) !== undefined;
}
/** What may suspend goes before the statement, if nothing but reads stands before it there. */
function hoisted(ts, assignment, call) {
    const statement = (0, syntax_1.statementOf)(ts, assignment), file = assignment.getSourceFile();
    if (statement === undefined)
        return undefined;
    const whole = assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
    let value = whole ? skipParentheses(ts, assignment.right) : call;
    if (!whole) {
        while (ts.isNonNullExpression(value.parent))
            value = value.parent;
        for (let at = value; at !== assignment; at = at.parent)
            if (ts.isBinaryExpression(at.parent) && at.parent !== assignment && at.parent.left !== at && !(0, syntax_1.isPlace)(ts, at.parent.left) && !ts.isNumericLiteral(at.parent.left))
                return undefined;
        if ((0, walk_1.find)(ts, assignment.right, (n) => n !== call && n.end <= call.getStart() && (ts.isCallExpression(n) || ts.isNewExpression(n))) !== undefined)
            return undefined;
    }
    const name = (0, edits_1.freeName)(file, "value"), before = `const ${name} = ${value.getText(file)};`;
    const rest = { ...(0, edits_1.replace)(value, name) }, indent = (0, edits_1.indentOf)(statement);
    if ((0, syntax_1.isInList)(ts, statement))
        return { title: "Call first, then write", changes: [(0, edits_1.insertBefore)(statement, before + (0, edits_1.lineBefore)(statement)), rest] };
    const text = statement.getText(file), from = statement.getStart(file);
    return { title: "Call first, then write", changes: [(0, edits_1.replace)(statement, `{\n${indent}  ${before}\n${indent}  ${text.slice(0, rest.start - from)}${name}${text.slice(rest.end - from)}\n${indent}}`)] };
}
function skipParentheses(ts, expression) {
    let at = expression;
    while (ts.isParenthesizedExpression(at))
        at = at.expression;
    return at;
}
//# sourceMappingURL=read-before-suspend.js.map