"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Normaliser = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const calls_1 = require("../calls");
const strips_1 = require("../strips");
const expressions_1 = require("./expressions");
const for_of_1 = require("./for-of");
const steps_1 = require("./steps");
class Normaliser extends expressions_1.Expressions {
    /** The statement that a step is the first of: its comments go there. */
    sources = new Map();
    /** The body of a function: its functions apart, since they are there from the beginning. */
    body(statements, entry) {
        const out = [];
        if (entry !== undefined)
            out.push(this.point("entry", entry, undefined, undefined));
        this.#list(statements, out);
        return out;
    }
    #list(statements, out) {
        for (let i = 0; i < statements.length; i++) {
            const s = statements[i], next = statements[i + 1];
            // `$send(…); if ($S.f) yield site;`
            const behind = next !== undefined && this.ts.isExpressionStatement(s) && !this.points.in(s) ? this.points.statement(next) : undefined;
            if (behind?.test === "flag") {
                const point = this.point("call", behind.site, s.expression, undefined);
                this.sources.set(point, s);
                out.push(point);
                i++;
            }
            else
                this.#statement(s, out, []);
        }
    }
    /** A block without points keeps what it declares to itself. */
    #steps(statement) {
        const out = [];
        if (!this.points.in(statement))
            return [{ kind: "plain", node: statement }];
        if (this.ts.isBlock(statement))
            this.#list(statement.statements, out);
        else
            this.#statement(statement, out, []);
        return out;
    }
    #statement(s, out, labels) {
        const start = out.length;
        this.#lower(s, out, labels);
        const first = out[start];
        if (first !== undefined && first.kind !== "plain" && !this.ts.isLabeledStatement(s))
            this.sources.set(first, s);
    }
    #lower(s, out, labels) {
        const ts = this.ts;
        if (!this.points.in(s)) {
            const node = labels.reduceRight((inner, label) => this.f.createLabeledStatement(label, inner), s);
            out.push({ kind: "plain", node });
            return;
        }
        if (labels.length > 0 && !ts.isLabeledStatement(s) && !ts.isIterationStatement(s, false)) {
            const body = [];
            this.#statement(s, body, []);
            out.push(labels.reduceRight((inner, label) => [{ kind: "labeled", label, body: inner }], body)[0]);
            return;
        }
        const point = this.points.statement(s);
        if (point !== undefined) {
            out.push(this.point(point.test, point.site, undefined, undefined));
            return;
        }
        switch (s.kind) {
            case ts.SyntaxKind.Block: {
                const body = [];
                this.#list(s.statements, body);
                out.push({ kind: "block", body });
                return;
            }
            case ts.SyntaxKind.ExpressionStatement: {
                const value = this.effect(s.expression, out);
                if (value !== undefined)
                    out.push(this.plain(this.ts.setTextRange(this.f.createExpressionStatement(value), s)));
                return;
            }
            case ts.SyntaxKind.VariableStatement: return this.#variables(s, out);
            case ts.SyntaxKind.ReturnStatement: {
                const expression = s.expression, inner = (0, program_index_1.skipOuter)(this.l.ts, expression);
                if (ts.isConditionalExpression(inner) && this.points.call(inner) === undefined && (this.points.in(inner.whenTrue) || this.points.in(inner.whenFalse))) {
                    const test = this.value(inner.condition, out), branch = (e) => this.#returned(e, s);
                    out.push({ kind: "if", test, then: branch(inner.whenTrue), otherwise: branch(inner.whenFalse) });
                }
                else
                    out.push(...this.#returned(expression, s));
                return;
            }
            case ts.SyntaxKind.ThrowStatement: {
                const value = this.value(s.expression, out);
                out.push(this.plain(ts.setTextRange(this.f.createThrowStatement(this.#onOneLine(value)), s)));
                return;
            }
            case ts.SyntaxKind.IfStatement: {
                const node = s, test = this.value(node.expression, out);
                out.push({ kind: "if", test, then: this.#steps(node.thenStatement), otherwise: node.elseStatement === undefined ? [] : this.#steps(node.elseStatement) });
                return;
            }
            case ts.SyntaxKind.LabeledStatement: return this.#statement(s.statement, out, [...labels, s.label.text]);
            case ts.SyntaxKind.ForStatement: return this.#for(s, out, labels);
            case ts.SyntaxKind.WhileStatement: {
                const node = s;
                return this.#for(ts.setTextRange(this.f.createForStatement(undefined, node.expression, undefined, node.statement), node), out, labels);
            }
            case ts.SyntaxKind.DoStatement: return this.#do(s, out, labels);
            case ts.SyntaxKind.ForOfStatement: return this.#forOf(s, out, labels);
            case ts.SyntaxKind.ForInStatement: return this.#forOf((0, for_of_1.forInAsForOf)(this.l, s), out, labels);
            case ts.SyntaxKind.SwitchStatement: return this.#switch(s, out);
            case ts.SyntaxKind.TryStatement: return this.#try(s, out);
        }
        throw new steps_1.Unsupported(`a point in a ${ts.SyntaxKind[s.kind]}`);
    }
    #returned(e, at) {
        const out = [];
        const value = this.value(e, out);
        out.push(this.plain(this.ts.setTextRange(this.f.createReturnStatement(this.#onOneLine(value)), at)));
        return out;
    }
    /** What follows `return` or `throw` must begin on the same line: a comment in front of it could end that. */
    #onOneLine(e) {
        const ts = this.ts;
        for (let at = e; at !== undefined; at = ts.forEachChild(at, (child) => child)) {
            if (at.pos >= 0)
                return ts.getLeadingCommentRanges(this.l.file.text, at.pos) === undefined ? e : this.f.createParenthesizedExpression(e);
            if (ts.isParenthesizedExpression(at))
                return e;
        }
        return e;
    }
    #variables(s, out) {
        const ts = this.ts, { flags, declarations } = s.declarationList;
        for (const d of declarations) {
            if (this.points.in(d.name))
                throw new steps_1.Unsupported("a pattern with steps that may suspend");
            let initializer = d.initializer;
            if (initializer !== undefined && this.points.in(initializer)) {
                initializer = this.value(initializer, out);
                const last = out[out.length - 1];
                if (ts.isIdentifier(d.name) && last?.kind === "point" && ts.isIdentifier(initializer) && last.into?.name === initializer.text && last.into.declares === undefined) {
                    last.into = { name: d.name.text, declares: flags };
                    continue;
                }
            }
            out.push({ kind: "plain", node: ts.setTextRange(this.f.createVariableStatement(undefined, this.f.createVariableDeclarationList([initializer === d.initializer ? d : this.f.updateVariableDeclaration(d, d.name, undefined, undefined, initializer)], flags)), s) });
        }
    }
    // Loops
    #for(s, out, labels) {
        const ts = this.ts, f = this.f;
        let init = s.initializer, update = s.incrementor, list = out;
        if (init !== undefined && this.points.in(init)) {
            // What the head declares is in scope in the head.
            list = [];
            if (ts.isVariableDeclarationList(init))
                this.#variables(f.createVariableStatement(undefined, init), list);
            else {
                const value = this.effect(init, list);
                if (value !== undefined)
                    list.push(this.plain(f.createExpressionStatement(value)));
            }
            init = undefined;
        }
        let site;
        if (update !== undefined && this.points.in(update)) {
            const outer = (0, program_index_1.skipOuter)(this.l.ts, update);
            if ((site = this.points.check(outer)) !== undefined)
                update = undefined;
            else if (ts.isBinaryExpression(outer) && outer.operatorToken.kind === ts.SyntaxKind.CommaToken && (site = this.points.check(outer.right)) !== undefined)
                update = outer.left;
        }
        const stepped = update !== undefined && this.points.in(update);
        const body = [];
        let test = s.condition;
        if (test !== undefined && this.points.in(test)) {
            const value = this.value(test, body);
            body.push({ kind: "plain", node: f.createIfStatement(f.createLogicalNot(f.createParenthesizedExpression(value)), f.createBreakStatement()) });
            test = undefined;
        }
        this.#round(s.statement, body, labels, site !== undefined || stepped);
        if (stepped) {
            const value = this.effect(update, body);
            if (value !== undefined)
                body.push(this.plain(f.createExpressionStatement(value)));
            update = undefined;
            if (init !== undefined && ts.isVariableDeclarationList(init) && (init.flags & ts.NodeFlags.BlockScoped) !== 0) {
                list = [];
                list.push({ kind: "plain", node: f.createVariableStatement(undefined, init) });
                init = undefined;
            }
        }
        let check = site === undefined ? undefined : this.point("check", site, undefined, undefined);
        // A strip-mined loop: its check ends the body.
        const last = body[body.length - 1];
        if (check === undefined && update === undefined && last?.kind === "point" && last.test === "check") {
            check = last;
            body.pop();
        }
        list.push({ kind: "loop", labels, init, test, update, body, check, node: s });
        if (list !== out)
            out.push({ kind: "block", body: list });
    }
    /** The body of a loop; where something follows it in the round, `continue` leads there. */
    #round(statement, out, labels, follows) {
        const label = follows ? this.#continues(statement, labels) : undefined;
        if (label === undefined) {
            for (const step of this.#steps(statement))
                out.push(step);
            return;
        }
        out.push({ kind: "labeled", label: label.name, body: this.#steps(label.statement) });
    }
    /** The statement with `continue` of this loop as `break` of a label around it. */
    #continues(statement, labels) {
        const ts = this.ts, f = this.f;
        let name;
        const visit = (node, own) => {
            if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node))
                return node;
            if (ts.isContinueStatement(node)) {
                if (node.label === undefined ? !own : !labels.includes(node.label.text))
                    return node;
                name ??= this.l.names.unique("$next");
                return ts.setTextRange(f.createBreakStatement(name), node);
            }
            const inside = own && !ts.isIterationStatement(node, false);
            return ts.visitEachChild(node, (child) => visit(child, inside), this.l.context);
        };
        const made = visit(statement, true);
        return name === undefined ? undefined : { name, statement: made };
    }
    #do(s, out, labels) {
        const ts = this.ts;
        const body = [];
        let test = s.expression;
        const outer = (0, program_index_1.skipOuter)(this.l.ts, test);
        const site = ts.isBinaryExpression(outer) && outer.operatorToken.kind === ts.SyntaxKind.CommaToken ? this.points.check(outer.left) : undefined;
        if (site !== undefined)
            test = outer.right;
        this.#round(s.statement, body, labels, true);
        if (site !== undefined)
            body.push(this.point("check", site, undefined, undefined));
        if (this.points.in(test))
            test = this.value(test, body);
        out.push({ kind: "do", labels, body, test, node: s });
    }
    /** In what way: for-of.ts. */
    #forOf(s, out, labels) {
        const f = this.f;
        if (s.awaitModifier !== undefined)
            throw new steps_1.Unsupported("for await");
        if (this.points.in(s.initializer))
            throw new steps_1.Unsupported("a pattern or target with steps that may suspend");
        const value = this.points.in(s.expression) ? this.value(s.expression, out) : s.expression;
        const record = this.temp(), stepping = new for_of_1.Stepping(this.l, s, record, this.temp()), error = this.l.names.unique("$e");
        const use = (name) => f.createExpressionStatement(this.l.abiCall(name, [this.name(record)]));
        out.push({ kind: "assign", name: record, value: this.l.abiCall("steps", [value, f.createStringLiteral((0, calls_1.calleeText)(this.l, s.expression, "(intermediate value)"))]) });
        out.push({ kind: "assign", name: stepping.index, value: f.createPrefixPlus(this.l.abiCall("index", [this.name(record)])) });
        out.push({
            kind: "try", block: [this.#forOfInStrips(s, labels, stepping) ?? this.#forOfByRounds(s, labels, stepping)], caught: this.temp(),
            handler: { variable: error, node: undefined, takesAll: true, body: [this.plain(use("failing")), this.plain(f.createThrowStatement(this.name(error)))] },
            finalizer: f.createBlock([use("stop")]),
        });
    }
    #forOfByRounds(s, labels, stepping) {
        const read = this.temp(), rest = [];
        this.#statement(s.statement, rest, []);
        const body = [{ kind: "plain", node: stepping.bind(this.name(read)) }, ...(rest.length === 1 && rest[0].kind === "block" && !(0, strips_1.declares)(this.ts, s.statement) ? rest[0].body : rest)];
        const last = body[body.length - 1];
        let check;
        if (last.kind === "point" && last.test === "check") {
            check = last;
            body.pop();
        }
        return { kind: "loop", labels, init: undefined, test: stepping.step(read), update: undefined, body, check, node: s };
    }
    /** Undefined: something but the check may suspend. */
    #forOfInStrips(s, labels, stepping) {
        const { ts, f, l } = this, strip = l.checkPlan(s), own = ts.isBlock(s.statement) ? s.statement.statements : [s.statement];
        const checks = own.map((c) => this.points.statement(c)).filter((p) => p?.test === "check");
        if (typeof strip !== "object" || checks.length !== 1)
            return undefined;
        const rest = own.filter((c) => this.points.statement(c)?.test !== "check");
        if (rest.some((c) => this.points.in(c)))
            return undefined;
        const label = l.names.unique("$strip"), { body } = (0, strips_1.withBreaks)(l, f.createBlock(rest, true), f.createIdentifier(label));
        const rounds = (0, strips_1.countedRounds)(l, strip.rounds, [...stepping.round(label), ...(0, strips_1.contents)(ts, body)]);
        return { kind: "loop", labels: [...labels, label], init: undefined, test: undefined, update: undefined, body: [this.plain(rounds)], check: this.point("check", checks[0].site, undefined, undefined), node: s };
    }
    #switch(s, out) {
        const value = this.value(s.expression, out);
        const clauses = s.caseBlock.clauses.map((c) => {
            if (this.ts.isCaseClause(c) && this.points.in(c.expression))
                throw new steps_1.Unsupported("a case that may suspend");
            const body = [];
            this.#list(c.statements, body);
            return { test: this.ts.isCaseClause(c) ? c.expression : undefined, body };
        });
        out.push({ kind: "switch", value, clauses, index: this.temp() });
    }
    #try(s, out) {
        const ts = this.ts;
        const clause = s.catchClause;
        if (s.finallyBlock !== undefined && this.points.in(s.finallyBlock))
            return this.#finally(s, out);
        const block = this.#steps(s.tryBlock);
        let handler;
        if (clause !== undefined) {
            const variable = clause.variableDeclaration?.name;
            if (this.points.in(clause) && variable !== undefined && !ts.isIdentifier(variable))
                throw new steps_1.Unsupported("a pattern of a catch clause that may suspend");
            const body = [];
            this.#list(clause.block.statements, body);
            handler = { variable: variable !== undefined && ts.isIdentifier(variable) ? variable.text : undefined, node: clause, body, takesAll: false };
        }
        out.push({ kind: "try", block, handler, finalizer: s.finallyBlock, caught: this.temp() });
    }
    /**
     * try { A } finally { C }, where C may suspend: how A ended is kept (ECMA-262 6.2.4, completion records).
     *   $k = 0; $done: { try { A with `return v` as { $v = v; $k = 1; break $done; } } catch ($e) { $v = $e; $k = -1; } }
     *   C
     *   if ($k === -1) throw $v; if ($k === 1) return $v; if ($k === 2) break outer; …
     */
    #finally(s, out) {
        const ts = this.ts, f = this.f;
        const kind = this.temp(), held = this.temp(), label = this.l.names.unique("$done"), error = this.l.names.unique("$e");
        const exits = [];
        const assign = (name, value) => f.createExpressionStatement(f.createAssignment(this.name(name), value));
        const leave = (exit, value) => {
            exits.push(exit);
            return f.createBlock([...(value === undefined ? [] : [assign(held, value)]), assign(kind, f.createNumericLiteral(exits.length)), f.createBreakStatement(label)], true);
        };
        const visit = (node, inside) => {
            if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node))
                return node;
            if (ts.isReturnStatement(node))
                return leave(f.createReturnStatement(this.name(held)), node.expression ?? f.createVoidZero());
            if (ts.isBreakOrContinueStatement(node)) {
                const own = node.label === undefined
                    ? inside.some((t) => t.kind === "loop" || (t.kind === "switch" && ts.isBreakStatement(node)))
                    : inside.some((t) => t.labels.includes(node.label.text));
                return own ? node : leave(node);
            }
            let within = inside;
            if (ts.isIterationStatement(node, false))
                within = [...inside, { kind: "loop", labels: [] }];
            else if (ts.isSwitchStatement(node))
                within = [...inside, { kind: "switch", labels: [] }];
            else if (ts.isLabeledStatement(node))
                within = [...inside, { kind: "label", labels: [node.label.text] }];
            return ts.visitEachChild(node, (child) => visit(child, within), this.l.context);
        };
        const block = visit(s.tryBlock, []), clause = s.catchClause === undefined ? undefined : visit(s.catchClause, []);
        const inner = [];
        if (clause === undefined)
            this.#list(block.statements, inner);
        else
            this.#statement(f.createTryStatement(block, clause, undefined), inner, []);
        out.push({ kind: "assign", name: kind, value: f.createNumericLiteral(0) });
        out.push({ kind: "assign", name: held, value: f.createVoidZero() });
        out.push({ kind: "labeled", label, body: [{
                    kind: "try", block: inner, caught: this.temp(), finalizer: undefined,
                    handler: { variable: error, node: undefined, takesAll: true, body: [{ kind: "assign", name: held, value: this.name(error) }, { kind: "assign", name: kind, value: f.createPrefixMinus(f.createNumericLiteral(1)) }] },
                }] });
        const end = [];
        this.#list(s.finallyBlock.statements, end);
        out.push({ kind: "block", body: end });
        const when = (n, then) => ({ kind: "plain", node: f.createIfStatement(f.createStrictEquality(this.name(kind), n), then) });
        out.push(when(f.createPrefixMinus(f.createNumericLiteral(1)), f.createThrowStatement(this.name(held))));
        exits.forEach((exit, i) => out.push(when(f.createNumericLiteral(i + 1), exit)));
    }
}
exports.Normaliser = Normaliser;
//# sourceMappingURL=normalise.js.map