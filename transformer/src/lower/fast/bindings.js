"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.findBindings = findBindings;
const program_index_1 = require("../../analysis/1-collect/program-index");
const using_1 = require("../../analysis/1-collect/using");
const steps_1 = require("./steps");
/** Throws Unsupported. `parameters`: of the function. */
function findBindings(l, parameters, body, points) {
    return new Walk(l, points).run(parameters, body);
}
class Walk {
    l;
    points;
    #ts;
    #byName = new Map();
    #free = new Set();
    #now = 0;
    constructor(l, points) {
        this.l = l;
        this.points = points;
        this.#ts = l.ts;
    }
    run(parameters, body) {
        const top = { outer: undefined, held: true, level: 0, created: 0, inLoop: false, names: new Map(), clause: undefined };
        for (const p of parameters) {
            this.#declarePattern(p.name, top, false, 0);
            if (p.initializer !== undefined && this.#hasClosure(p))
                throw new steps_1.Unsupported("a parameter whose default makes a closure");
        }
        this.#vars(body, top);
        for (const p of parameters)
            this.#walk(p, top);
        this.#block(body.statements, top, top);
        for (const [name, all] of this.#byName) {
            if (this.#free.has(name))
                throw new steps_1.Unsupported(`${name} means a variable of the function, and another one outside of it`);
            for (const a of all) {
                if (a.captured && a.assigned)
                    throw new steps_1.Unsupported(`${name} is assigned to, and closures see it`);
                if (a.captured && a.scope.inLoop)
                    throw new steps_1.Unsupported(`closures see ${name}, which each round of a loop has anew`);
                if (a.constant && a.assigned)
                    throw new steps_1.Unsupported(`${name} is a constant that is assigned to`);
                for (const b of all)
                    if (a !== b && within(a.scope, b.scope))
                        throw new steps_1.Unsupported(`two variables ${name} are in scope at once`);
            }
        }
        return { held: new Set(this.#byName.keys()), lexical: new Set([...this.#byName].filter(([, all]) => all.some((d) => d.lexical)).map(([name]) => name)) };
    }
    #hasClosure(node) {
        return this.#ts.isFunctionLike(node) || this.#ts.isClassLike(node) || (this.#ts.forEachChild(node, (c) => this.#hasClosure(c) || undefined) ?? false);
    }
    #declare(name, scope, constant, from, hoisted = false) {
        const known = scope.names.get(name);
        if (known !== undefined) {
            known.assigned = known.assigned || hoisted;
            return;
        }
        const made = { name, from, constant, scope, hoisted, lexical: from > 0, assigned: false, captured: false };
        scope.names.set(name, made);
        if (!scope.held)
            return;
        const all = this.#byName.get(name);
        if (all === undefined)
            this.#byName.set(name, [made]);
        else
            all.push(made);
    }
    #declarePattern(name, scope, constant, from, hoisted = false) {
        if (this.#ts.isIdentifier(name))
            this.#declare(name.text, scope, constant, from, hoisted);
        else
            for (const e of name.elements)
                if (this.#ts.isBindingElement(e))
                    this.#declarePattern(e.name, scope, constant, from, hoisted);
    }
    /** `var` names of a function. */
    #vars(node, scope) {
        const { isFunctionLike, isClassLike, isVariableDeclarationList, forEachChild, NodeFlags } = this.#ts;
        forEachChild(node, (child) => {
            if (isFunctionLike(child) || isClassLike(child))
                return;
            if (isVariableDeclarationList(child) && (child.flags & NodeFlags.BlockScoped) === 0)
                for (const d of child.declarations)
                    this.#declarePattern(d.name, scope, false, 0, true);
            this.#vars(child, scope);
        });
    }
    #nested(outer, held, more = {}) {
        return { outer, held: held && outer.held, level: outer.level, created: outer.created, inLoop: outer.inLoop, names: new Map(), clause: outer.clause, ...more };
    }
    /** Declares what the statements declare, then walks them. `top`: where functions of a function's body go. */
    #block(statements, scope, top) {
        const { ts } = this.l;
        for (const s of statements)
            this.#lexical(s, scope);
        for (const s of statements) {
            if (scope.held && (ts.isClassDeclaration(s) || ts.isEnumDeclaration(s) || ts.isModuleDeclaration(s) || ts.isImportEqualsDeclaration(s)))
                throw new steps_1.Unsupported("a class or an enum is declared in it");
            if (scope.held && ts.isFunctionDeclaration(s) && top === undefined)
                throw new steps_1.Unsupported("a function is declared in a block of it");
            this.#walk(s, scope);
        }
    }
    #lexical(s, scope) {
        const { ts } = this.l;
        if (ts.isVariableStatement(s)) {
            if (scope.held && (0, using_1.isUsingList)(ts, s.declarationList))
                throw new steps_1.Unsupported("resources are declared in it");
            if ((s.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0)
                for (const d of s.declarationList.declarations)
                    this.#declarePattern(d.name, scope, (s.declarationList.flags & ts.NodeFlags.Const) !== 0, Infinity);
        }
        else if (ts.isFunctionDeclaration(s)) {
            if (s.name !== undefined) {
                this.#declare(s.name.text, scope, false, 0);
            }
        }
        else if ((ts.isClassDeclaration(s) || ts.isEnumDeclaration(s)) && s.name !== undefined)
            this.#declare(s.name.text, scope, false, Infinity);
        else if (ts.isLabeledStatement(s))
            this.#lexical(s.statement, scope);
    }
    #walk(node, scope) {
        const { ts } = this.l;
        this.#now++;
        if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node))
            return;
        switch (node.kind) {
            case ts.SyntaxKind.Identifier:
                this.#reference(node.text, scope, false);
                return;
            case ts.SyntaxKind.InterfaceDeclaration:
            case ts.SyntaxKind.TypeAliasDeclaration:
            case ts.SyntaxKind.MetaProperty: return;
            case ts.SyntaxKind.PropertyAccessExpression:
                this.#walk(node.expression, scope);
                return;
            case ts.SyntaxKind.PropertyAssignment:
                this.#key(node.name, scope);
                this.#walk(node.initializer, scope);
                return;
            case ts.SyntaxKind.ShorthandPropertyAssignment: {
                const p = node;
                this.#reference(p.name.text, scope, false);
                if (p.objectAssignmentInitializer !== undefined)
                    this.#walk(p.objectAssignmentInitializer, scope);
                return;
            }
            case ts.SyntaxKind.BindingElement: {
                const e = node;
                if (e.propertyName !== undefined)
                    this.#key(e.propertyName, scope);
                if (e.initializer !== undefined)
                    this.#walk(e.initializer, scope);
                this.#bound(e.name, scope);
                return;
            }
            case ts.SyntaxKind.VariableDeclaration: {
                const d = node;
                if (d.initializer !== undefined)
                    this.#walk(d.initializer, scope);
                this.#bound(d.name, scope, d.initializer !== undefined);
                return;
            }
            case ts.SyntaxKind.Parameter: {
                const p = node;
                if (p.initializer !== undefined)
                    this.#walk(p.initializer, scope);
                if (!ts.isIdentifier(p.name))
                    this.#walk(p.name, scope);
                return;
            }
            case ts.SyntaxKind.LabeledStatement:
                this.#walk(node.statement, scope);
                return;
            case ts.SyntaxKind.BreakStatement:
            case ts.SyntaxKind.ContinueStatement: return;
            case ts.SyntaxKind.Block:
                this.#block(node.statements, this.#nested(scope, this.points.in(node)));
                return;
            case ts.SyntaxKind.CaseBlock: {
                const inner = this.#nested(scope, this.points.in(node));
                const clauses = node.clauses;
                for (const c of clauses)
                    for (const s of c.statements)
                        this.#lexical(s, inner);
                for (const c of clauses) {
                    if (ts.isCaseClause(c))
                        this.#walk(c.expression, inner);
                    for (const s of c.statements) {
                        if (inner.held && (ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s)))
                            throw new steps_1.Unsupported("a function or class is declared in a clause of a switch");
                        this.#walk(s, inner);
                    }
                    // What a clause declares is uninitialised in the next ones.
                    for (const s of c.statements)
                        if (ts.isVariableStatement(s) && (s.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0)
                            for (const d of s.declarationList.declarations)
                                this.#forget(d.name, inner);
                }
                return;
            }
            case ts.SyntaxKind.CatchClause: {
                const c = node, inner = this.#nested(scope, this.points.in(c.block));
                if (c.variableDeclaration !== undefined) {
                    this.#declarePattern(c.variableDeclaration.name, inner, false, this.#now);
                    if (!ts.isIdentifier(c.variableDeclaration.name))
                        this.#walk(c.variableDeclaration.name, inner);
                }
                this.#walk(c.block, inner);
                return;
            }
            case ts.SyntaxKind.ForStatement:
            case ts.SyntaxKind.ForInStatement:
            case ts.SyntaxKind.ForOfStatement: {
                const loop = node;
                const inner = this.#nested(scope, this.points.in(node), { inLoop: true });
                if (loop.initializer !== undefined && ts.isVariableDeclarationList(loop.initializer) && (loop.initializer.flags & ts.NodeFlags.BlockScoped) !== 0)
                    for (const d of loop.initializer.declarations)
                        this.#declarePattern(d.name, inner, (loop.initializer.flags & ts.NodeFlags.Const) !== 0, Infinity);
                if (!ts.isForStatement(loop)) {
                    this.#walk(loop.expression, inner);
                    if (!ts.isVariableDeclarationList(loop.initializer))
                        this.#assigned(loop.initializer, inner);
                }
                if (loop.initializer !== undefined)
                    this.#walk(loop.initializer, inner); // a declaration gets its value here
                if (ts.isForStatement(loop)) {
                    if (loop.condition !== undefined)
                        this.#walk(loop.condition, inner);
                    if (loop.incrementor !== undefined)
                        this.#walk(loop.incrementor, inner);
                }
                this.#walk(loop.statement, inner);
                return;
            }
            case ts.SyntaxKind.WhileStatement:
            case ts.SyntaxKind.DoStatement:
                ts.forEachChild(node, (c) => this.#walk(c, this.#nested(scope, this.points.in(node), { inLoop: true })));
                return;
            case ts.SyntaxKind.BinaryExpression: {
                const b = node, operator = b.operatorToken.kind;
                if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment)
                    this.#assigned(b.left, scope);
                this.#walk(b.left, scope);
                this.#walk(b.right, scope);
                return;
            }
            case ts.SyntaxKind.PrefixUnaryExpression:
            case ts.SyntaxKind.PostfixUnaryExpression: {
                const u = node;
                if (u.operator === ts.SyntaxKind.PlusPlusToken || u.operator === ts.SyntaxKind.MinusMinusToken)
                    this.#assigned(u.operand, scope);
                this.#walk(u.operand, scope);
                return;
            }
        }
        if (ts.isFunctionLike(node))
            return this.#function(node, scope);
        if (ts.isClassLike(node))
            return this.#class(node, scope);
        if (ts.isJsxAttribute(node)) {
            if (node.initializer !== undefined)
                this.#walk(node.initializer, scope);
            return;
        }
        ts.forEachChild(node, (c) => this.#walk(c, scope));
    }
    #key(name, scope) {
        if (this.#ts.isComputedPropertyName(name))
            this.#walk(name.expression, scope);
    }
    /** The names have their value from here on. */
    #bound(name, scope, initialised = true) {
        if (!this.#ts.isIdentifier(name)) {
            this.#ts.forEachChild(name, (c) => this.#walk(c, scope));
            return;
        }
        const declared = this.#find(name.text, scope);
        if (declared === undefined)
            return;
        if (declared.hoisted) {
            if (initialised) {
                declared.assigned = true;
                this.#reference(name.text, scope, true);
            }
        }
        else
            declared.from = Math.min(declared.from, this.#now);
    }
    #forget(name, scope) {
        if (this.#ts.isIdentifier(name)) {
            const d = scope.names.get(name.text);
            if (d !== undefined)
                d.from = Infinity;
        }
        else
            for (const e of name.elements)
                if (this.#ts.isBindingElement(e))
                    this.#forget(e.name, scope);
    }
    #function(node, outer) {
        const { ts } = this.l;
        const { name } = node;
        if (name !== undefined && !ts.isIdentifier(name))
            this.#key(name, outer);
        // A declaration exists from the beginning of its block.
        const scope = this.#nested(outer, false, { level: outer.level + 1, created: outer.level > 0 ? outer.created : ts.isFunctionDeclaration(node) ? 0 : this.#now, inLoop: false });
        if (ts.isFunctionExpression(node) && node.name !== undefined)
            this.#declare(node.name.text, scope, false, 0);
        this.#declare("arguments", scope, false, 0);
        for (const p of node.parameters)
            this.#declarePattern(p.name, scope, false, 0);
        for (const p of node.parameters)
            this.#walk(p, scope);
        if (node.body === undefined)
            return;
        if (!ts.isBlock(node.body))
            return this.#walk(node.body, scope);
        this.#vars(node.body, scope);
        this.#block(node.body.statements, scope, scope);
    }
    #class(node, outer) {
        const { ts } = this.l;
        if (outer.held)
            throw new steps_1.Unsupported("a class is made in it");
        const scope = this.#nested(outer, false);
        if (node.name !== undefined)
            this.#declare(node.name.text, scope, false, 0);
        ts.forEachChild(node, (c) => {
            if (c === node.name)
                return;
            if (ts.isPropertyDeclaration(c)) {
                this.#key(c.name, scope);
                if (c.initializer !== undefined)
                    this.#walk(c.initializer, this.#nested(scope, false, { level: scope.level + 1 }));
            }
            else if (ts.isClassStaticBlockDeclaration(c)) {
                const inner = this.#nested(scope, false, { level: scope.level + 1 });
                this.#vars(c.body, inner);
                this.#block(c.body.statements, inner, inner);
            }
            else
                this.#walk(c, scope);
        });
    }
    #find(name, scope) {
        for (let at = scope; at !== undefined; at = at.outer) {
            const found = at.names.get(name);
            if (found !== undefined)
                return found;
        }
        return undefined;
    }
    #reference(name, scope, isDeclaration) {
        const declared = this.#find(name, scope);
        if (declared === undefined) {
            this.#free.add(name);
            return;
        }
        if (!declared.scope.held)
            return;
        const inner = scope.level > declared.scope.level;
        if (inner)
            declared.captured = true;
        if (isDeclaration)
            return;
        if (inner ? declared.from > scope.created : declared.from > this.#now)
            throw new steps_1.Unsupported(`${name} may be used before its declaration`);
    }
    #assigned(target, scope) {
        const { ts } = this.l;
        const inner = (0, program_index_1.skipOuter)(this.l.ts, target);
        if (ts.isIdentifier(inner)) {
            const declared = this.#find(inner.text, scope);
            if (declared !== undefined)
                declared.assigned = true;
        }
        else if (ts.isArrayLiteralExpression(inner))
            for (const e of inner.elements)
                this.#assigned(ts.isSpreadElement(e) ? e.expression : ts.isBinaryExpression(e) ? e.left : e, scope);
        else if (ts.isObjectLiteralExpression(inner))
            for (const p of inner.properties) {
                if (ts.isShorthandPropertyAssignment(p))
                    this.#assigned(p.name, scope);
                else if (ts.isPropertyAssignment(p))
                    this.#assigned(ts.isBinaryExpression(p.initializer) ? p.initializer.left : p.initializer, scope);
                else if (ts.isSpreadAssignment(p))
                    this.#assigned(p.expression, scope);
            }
    }
}
/** a is b, or inside it. */
function within(a, b) {
    for (let at = a; at !== undefined; at = at.outer)
        if (at === b)
            return true;
    return false;
}
//# sourceMappingURL=bindings.js.map