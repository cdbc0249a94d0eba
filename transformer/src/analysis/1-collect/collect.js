"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.collectFile = collectFile;
const walk_1 = require("../walk");
const facts_1 = require("../facts");
const assignment_targets_1 = require("./assignment-targets");
const callables_1 = require("./callables");
const property_access_1 = require("./property-access");
const declared_type_1 = require("./declared-type");
const conversions_1 = require("./conversions");
const constructors_1 = require("./constructors");
const iteration_1 = require("./iteration");
const loops_1 = require("./loops");
const ordinary_calls_1 = require("./ordinary-calls");
const native_calls_1 = require("./native-calls");
const object_methods_1 = require("./object-methods");
const arguments_object_1 = require("./arguments-object");
const opaque_1 = require("./opaque");
const program_index_1 = require("./program-index");
const statics_1 = require("./statics");
const function_names_1 = require("./function-names");
const stable_parameters_1 = require("./stable-parameters");
const using_1 = require("./using");
function collectFile(ts, checker, resolver, file, stress = false, conversions) {
    const asked = resolver.begin();
    const functions = [];
    const byKey = new Map();
    const legacyDecorators = resolver.program.getCompilerOptions().experimentalDecorators === true;
    /** The `with` statement around the node at hand. */
    let within;
    /** What changes the meaning of `arguments`, by the function from which on, through its arrows, it is changed. */
    const ownArguments = new Map();
    const open = (node, kind, outer, key = (0, facts_1.keyOf)(node)) => {
        const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
        const facts = {
            id: key === (0, facts_1.keyOf)(node) ? (0, facts_1.idOf)(node) : `${file.fileName}#${key}`, key, kind, name: (0, function_names_1.functionName)(ts, node, kind), node, file, outer,
            async: modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false,
            generator: node.asteriskToken !== undefined && (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)),
            calls: [], loops: [], parameters: [],
            usesThis: false, usesArguments: false, usesSuper: false, usesNewTarget: false, defers: false, usesCallee: false,
            opaque: within, redeclared: undefined, notLowered: [],
        };
        functions.push(facts);
        byKey.set(facts.key, facts);
        return facts;
    };
    /** `this`, `arguments`, `super` and `new.target` of an arrow belong to the functions around it too. */
    const lexical = (from, mark) => {
        for (let f = from; f !== undefined; f = f.outer) {
            mark(f);
            if (f.kind !== "arrow" && !(f.kind === "initializer" && (ts.isDecorator(f.node) || ts.isComputedPropertyName(f.node) || ts.isHeritageClause(f.node))))
                break;
        }
    };
    const visitFunction = (node, kind, outer) => {
        if (node.body === undefined)
            return; // a signature
        const facts = open(node, kind, outer);
        if (kind === "accessor")
            facts.unframed = (0, property_access_1.unframedAccessor)(ts, node);
        const names = (0, callables_1.parametersOf)(ts, node)
            .map((p) => (ts.isIdentifier(p.name) && p.initializer === undefined && p.dotDotDotToken === undefined ? p.name.text : undefined));
        facts.parameters = (0, stable_parameters_1.stableParameters)(resolver.index.writtenNames(file), node.body, names);
        if (ts.isFunctionExpression(node) && (0, opaque_1.assignsOwnName)(checker, node, resolver.index.assignedNames(file)?.get(node.name?.text ?? "") ?? []))
            facts.opaque = { node: node.name, what: "an assignment to the function's own name" };
        for (const parameter of node.parameters) {
            visitDecorators(parameter, facts);
            ts.forEachChild(parameter, (child) => { if (!ts.isDecorator(child))
                visit(child, facts, true); });
        }
        if (facts.calls.length > 0)
            facts.redeclared = findVar(ts, node.body, new Set(node.parameters.flatMap((p) => (0, program_index_1.boundNames)(ts, p.name))));
        // The name of a computed member belongs to the code around it: done by the caller.
        visit(node.body, facts, false);
        if (facts.usesSuper && ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent) && (0, object_methods_1.mayBeReplaced)(ts, node.parent, node))
            facts.opaque ??= { node: node.name, what: "`super` in a method that a later property may replace," };
    };
    const initializer = (node, outer, body, kind = "initializer") => {
        const facts = open(node, kind, outer);
        for (const child of body)
            visit(child, facts, false);
    };
    const visitDecorators = (node, outer) => {
        for (const decorator of (ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined) ?? [])
            initializer(decorator, outer, [decorator.expression]);
    };
    const visitClass = (node, facts, inParameters) => {
        visitDecorators(node, facts);
        // TypeScript emits a class with decorators inside arrow functions: nothing in its head can wait.
        const decorated = !legacyDecorators && [node, ...node.members].some((m) => ts.canHaveDecorators(m) && ts.getDecorators(m) !== undefined);
        for (const clause of node.heritageClauses ?? [])
            decorated ? initializer(clause, facts, [...clause.types]) : visit(clause, facts, inParameters);
        const shape = (0, constructors_1.constructorShape)(ts, resolver.options, node);
        const implicit = (0, constructors_1.hasImplicitConstructor)(ts, node) ? open(node, "constructor", facts, (0, constructors_1.constructorKey)(ts, node)) : undefined;
        if (implicit !== undefined && shape.derived) {
            const parent = (0, constructors_1.parentOf)(ts, node);
            const constructed = resolver.constructed(parent, undefined), own = (0, native_calls_1.nativeParent)(constructed);
            implicit.calls.push({ key: `super:${(0, facts_1.keyOf)(parent)}`, node: parent, callee: own?.callee ?? constructed, arguments: own?.args ?? [], spread: true, text: "super", inParameters: false });
        }
        const waits = (0, statics_1.staticsMayWait)(ts, node, facts);
        for (const member of node.members) {
            visitDecorators(member, facts);
            if (member.name !== undefined && ts.isComputedPropertyName(member.name))
                decorated ? initializer(member.name, facts, [member.name.expression]) : visit(member.name.expression, facts, inParameters);
            if (ts.isConstructorDeclaration(member)) {
                visitFunction(member, "constructor", facts);
                if ((0, constructors_1.isStaticConstructor)(ts, member))
                    byKey.get((0, facts_1.keyOf)(member)).unframed = "TypeScript reads a static method called `constructor` as a constructor";
            }
            else if (ts.isMethodDeclaration(member))
                visitFunction(member, "method", facts);
            else if (ts.isAccessor(member))
                visitFunction(member, "accessor", facts);
            else if (ts.isPropertyDeclaration(member)) {
                if (member.initializer !== undefined)
                    initializer(member, facts, [member.initializer], shape.movable && shape.fields.includes(member) ? "field" : waits && (0, statics_1.isStaticElement)(ts, member) ? "static" : "initializer");
            }
            else if (ts.isClassStaticBlockDeclaration(member))
                initializer(member, facts, [member.body], waits ? "static" : "initializer");
            if (byKey.get((0, facts_1.keyOf)(member))?.kind === "static")
                facts.calls.push({ key: (0, facts_1.keyOf)(member), node: member, callee: { kind: "functions", ids: [(0, facts_1.idOf)(member)], exact: false }, arguments: [], spread: false, text: byKey.get((0, facts_1.keyOf)(member)).name, inParameters });
        }
        const own = byKey.get((0, constructors_1.constructorKey)(ts, node));
        if (own === undefined)
            return;
        if (shape.stays !== undefined)
            own.unframed = shape.stays;
        for (const arrow of shape.earlyArrows)
            own.calls.push({ key: `captured:${(0, facts_1.keyOf)(arrow)}`, node: arrow, callee: { kind: "functions", ids: [(0, facts_1.idOf)(arrow)], exact: false }, arguments: [], spread: false, text: "() => …", inParameters: false });
        // The initialisers run in the constructor.
        if (shape.movable)
            for (const field of shape.fields)
                if (field.initializer !== undefined)
                    own.calls.push({ key: (0, facts_1.keyOf)(field), node: field, callee: { kind: "functions", ids: [(0, facts_1.idOf)(field)], exact: false }, arguments: [], spread: false, text: field.name.getText(), inParameters: false });
    };
    /** `operands`: those of a tree of operators still to be visited; such trees are too deep to recur in. */
    const visit = (node, facts, inParameters, operands) => {
        const { kind } = node;
        if (kind <= ts.SyntaxKind.LastToken)
            return visitToken(node, facts); // half of all nodes
        if (kind >= ts.SyntaxKind.FirstTypeNode && kind <= ts.SyntaxKind.LastTypeNode)
            return;
        if (conversions !== undefined)
            visitConversions(node, facts, inParameters, conversions);
        switch (kind) {
            case ts.SyntaxKind.InterfaceDeclaration:
            case ts.SyntaxKind.TypeAliasDeclaration:
                return;
            case ts.SyntaxKind.FunctionDeclaration:
                return visitFunction(node, "function", facts);
            case ts.SyntaxKind.FunctionExpression:
                return visitFunction(node, "expression", facts);
            case ts.SyntaxKind.ArrowFunction:
                return visitFunction(node, "arrow", facts);
            case ts.SyntaxKind.MethodDeclaration: // of an object literal
            case ts.SyntaxKind.GetAccessor:
            case ts.SyntaxKind.SetAccessor: {
                const member = node;
                if (ts.isComputedPropertyName(member.name))
                    visit(member.name.expression, facts, inParameters);
                return visitFunction(member, ts.isMethodDeclaration(member) ? "method" : "accessor", facts);
            }
            case ts.SyntaxKind.ClassDeclaration:
            case ts.SyntaxKind.ClassExpression:
                return visitClass(node, facts, inParameters);
            case ts.SyntaxKind.EnumDeclaration:
                return initializer(node, facts, node.members.flatMap((m) => (m.initializer === undefined ? [] : [m.initializer])));
            case ts.SyntaxKind.ModuleDeclaration: {
                const body = node.body;
                if (body === undefined)
                    return;
                if (ts.isModuleBlock(body)) {
                    const inner = open(body, "namespace", facts);
                    for (const statement of body.statements)
                        visit(statement, inner, false);
                }
                else
                    visit(body, facts, false);
                return;
            }
            case ts.SyntaxKind.MetaProperty:
                if (node.keywordToken === ts.SyntaxKind.NewKeyword)
                    lexical(facts, (f) => { f.usesNewTarget = true; });
                return;
            case ts.SyntaxKind.VariableDeclarationList:
                if ((0, using_1.isUsingList)(ts, node))
                    for (const d of node.declarations)
                        visitUsing(d, facts);
                break;
            case ts.SyntaxKind.NewExpression:
                visitNew(node, facts, inParameters);
                break;
            case ts.SyntaxKind.CallExpression:
                visitCall(node, facts, inParameters);
                break;
            case ts.SyntaxKind.WithStatement: {
                const around = within, opaque = { node, what: "`with`" };
                lexical(facts, (f) => { f.opaque ??= opaque; });
                visit(node.expression, facts, inParameters);
                within = opaque;
                visit(node.statement, facts, inParameters);
                within = around;
                return;
            }
            case ts.SyntaxKind.PropertyAccessExpression:
            case ts.SyntaxKind.ElementAccessExpression:
                visitAccess(node, facts, inParameters);
                break;
            case ts.SyntaxKind.TaggedTemplateExpression:
                visitTag(node, facts, inParameters);
                break;
            case ts.SyntaxKind.SpreadElement:
                if (!(0, assignment_targets_1.isPatternTarget)(ts, node))
                    visitSteps(node, node.expression, `...${(0, ordinary_calls_1.short)(node.expression)}`, facts, inParameters);
                break;
            case ts.SyntaxKind.YieldExpression: {
                const { asteriskToken, expression } = node;
                if (asteriskToken !== undefined)
                    pushSteps(node, facts.async ? asyncStepsOf(expression, facts) : stepsOf(expression, facts), `yield* ${(0, ordinary_calls_1.short)(expression)}`, facts, inParameters);
                break;
            }
            case ts.SyntaxKind.ObjectLiteralExpression:
                if (resolver.index.accessors.size > 0 && (0, assignment_targets_1.isPatternTarget)(ts, node))
                    visitReads(node, () => (0, property_access_1.matchedType)(ts, checker, node), facts, inParameters);
                break;
            case ts.SyntaxKind.ObjectBindingPattern: {
                const holder = node.parent;
                visitReads(node, () => checker.getTypeAtLocation(ts.isVariableDeclaration(holder) ? holder.initializer ?? node : node), facts, inParameters);
                break;
            }
            case ts.SyntaxKind.ArrayBindingPattern: {
                const holder = node.parent;
                if (ts.isVariableDeclaration(holder) && holder.initializer !== undefined)
                    visitSteps(node, holder.initializer, `${(0, ordinary_calls_1.short)(node)} = ${(0, ordinary_calls_1.short)(holder.initializer)}`, facts, inParameters);
                else
                    pushSteps(node, (0, iteration_1.steppingOf)(ts, checker, resolver, checker.getTypeAtLocation(node), undefined, (0, ordinary_calls_1.short)(node), facts), (0, ordinary_calls_1.short)(node), facts, inParameters);
                break;
            }
            case ts.SyntaxKind.ArrayLiteralExpression:
                // A nested pattern of an assignment: the checker has no type for what it is matched against.
                if ((0, assignment_targets_1.isPatternTarget)(ts, node) && !(ts.isBinaryExpression(node.parent) && !(0, assignment_targets_1.isPatternTarget)(ts, node.parent)))
                    pushSteps(node, { callee: { kind: "unknown", why: `the iterator behind \`${(0, ordinary_calls_1.short)(node)}\` is not known here` }, arguments: [], spread: false }, (0, ordinary_calls_1.short)(node), facts, inParameters);
                break;
            case ts.SyntaxKind.BinaryExpression: {
                const { left, operatorToken, right } = node;
                if (operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isArrayLiteralExpression(left) && !(0, assignment_targets_1.isPatternTarget)(ts, node))
                    visitSteps(left, right, `${(0, ordinary_calls_1.short)(left)} = ${(0, ordinary_calls_1.short)(right)}`, facts, inParameters);
                if (operands !== undefined)
                    return void operands.push(right, left);
                const rest = [right, left];
                for (let at = rest.pop(); at !== undefined; at = rest.pop())
                    visit(at, facts, inParameters, rest);
                return;
            }
            case ts.SyntaxKind.ForStatement:
            case ts.SyntaxKind.ForInStatement:
            case ts.SyntaxKind.WhileStatement:
            case ts.SyntaxKind.DoStatement:
                facts.loops.push((0, loops_1.loopFacts)(ts, checker, resolver.loops, node, undefined));
                break;
            case ts.SyntaxKind.ForOfStatement: {
                const iterable = (0, declared_type_1.typeOf)(ts, checker, node.expression);
                facts.loops.push((0, loops_1.loopFacts)(ts, checker, resolver.loops, node, iterable));
                visitIteration(node, iterable, facts);
                break;
            }
        }
        ts.forEachChild(node, visitorFor(facts, inParameters));
    };
    let visitor, visitedFor, visitedIn;
    /** One closure for each body, and not one for each node. */
    const visitorFor = (facts, inParameters) => {
        if (visitor === undefined || facts !== visitedFor || inParameters !== visitedIn) {
            [visitedFor, visitedIn] = [facts, inParameters];
            visitor = (child) => visit(child, facts, inParameters);
        }
        return visitor;
    };
    const visitToken = (node, facts) => {
        if (node.kind === ts.SyntaxKind.Identifier) {
            const name = node;
            if ((0, arguments_object_1.isArgumentsObject)(ts, name)) {
                const callee = (0, opaque_1.mayReadCallee)(ts, name);
                lexical(facts, (f) => { f.usesArguments = true; if (callee)
                    f.usesCallee = true; if ((0, opaque_1.namesCallee)(ts, name, f.node))
                    f.opaque ??= { node, what: "`arguments.callee`" }; });
                if ((0, opaque_1.changesArguments)(ts, name)) {
                    let from = facts; // a declaration: there
                    if (!(0, opaque_1.isDeclaredName)(ts, name))
                        lexical(facts, (f) => { from = f; }); // an assignment: whose object it is
                    if (!ownArguments.has(from))
                        ownArguments.set(from, node);
                }
            }
            // A name in sloppy code, which no generator can have.
            if (name.escapedText === "yield" && (0, arguments_object_1.isReference)(ts, name))
                lexical(facts, (f) => { if (f.kind !== "module")
                    f.opaque ??= { node, what: "`yield` as a name" }; });
        }
        else if (node.kind === ts.SyntaxKind.ThisKeyword)
            lexical(facts, (f) => { f.usesThis = true; });
        else if (node.kind === ts.SyntaxKind.SuperKeyword)
            lexical(facts, (f) => { f.usesSuper = true; f.usesThis = true; });
    };
    /** A property that may have an accessor of the program: reading and writing it are calls. */
    const visitAccess = (node, facts, inParameters) => {
        const access = (0, property_access_1.accessOf)(ts, resolver.index, node);
        if (access === undefined)
            return;
        for (const kind of ["get", "set"]) {
            const callee = access[kind] ? resolver.accessors(node, access.name, kind) : undefined;
            if (callee !== undefined)
                facts.calls.push({ key: kind === "get" ? (0, facts_1.keyOf)(node) : (0, property_access_1.setKey)(node), node, callee, arguments: [], spread: false, text: (0, ordinary_calls_1.short)(node), inParameters });
        }
    };
    /** An object pattern reads properties, which may have accessors of the program. */
    const visitReads = (pattern, from, facts, inParameters) => {
        for (const { at, name, type } of (0, property_access_1.patternReads)(ts, resolver.index, pattern, from)) {
            const callee = resolver.accessorsOf(type, name, "get");
            if (callee !== undefined)
                facts.calls.push({ key: (0, facts_1.keyOf)(at), node: at, callee, arguments: [], spread: false, text: `{ ${name} }`, inParameters });
        }
    };
    /** Operators and templates that call one of the functions `blocking`. */
    const visitConversions = (node, facts, inParameters, blocking) => {
        const found = (0, conversions_1.conversionsOf)(ts, node);
        for (const operand of found?.operands ?? []) {
            const callee = resolver.conversion(operand, found.to, blocking);
            if (callee !== undefined)
                facts.calls.push({ key: (0, conversions_1.conversionKey)(operand), node: operand, callee, arguments: [], spread: false, text: (0, ordinary_calls_1.short)(operand), inParameters });
        }
    };
    /** Spread, array patterns and `yield*` step through `iterable`; `at` is what is lowered. */
    const visitSteps = (at, iterable, text, facts, inParameters) => {
        pushSteps(at, stepsOf(iterable, facts), text, facts, inParameters);
    };
    const pushSteps = (at, known, text, facts, inParameters) => {
        const stepping = known ?? (stress ? { callee: { kind: "unknown", why: "stress mode" }, arguments: [], spread: false } : undefined);
        if (stepping !== undefined)
            facts.calls.push({ key: (0, facts_1.keyOf)(at), node: at, ...stepping, text, inParameters, steps: true });
    };
    const stepsOf = (iterable, facts, type = (0, declared_type_1.typeOf)(ts, checker, iterable)) => (0, iteration_1.steppingOf)(ts, checker, resolver, type, iterable, (0, ordinary_calls_1.short)(iterable), facts) ??
        (stress ? { callee: { kind: "unknown", why: "stress mode" }, arguments: [], spread: false } : undefined);
    /** The same for `for await` and the `yield*` of async generators. */
    const asyncStepsOf = (iterable, facts, type = (0, declared_type_1.typeOf)(ts, checker, iterable)) => {
        const stepsAsync = (0, iteration_1.asyncSteppingOf)(ts, checker, resolver, type, (0, ordinary_calls_1.short)(iterable));
        return stepsAsync === undefined ? stepsOf(iterable, facts, type) : stepsAsync === "native" ? undefined : stepsAsync;
    };
    const visitIteration = (node, type, facts) => {
        const stepping = node.awaitModifier === undefined ? stepsOf(node.expression, facts, type) : asyncStepsOf(node.expression, facts, type);
        if (stepping === undefined)
            return;
        facts.calls.push({ key: (0, facts_1.keyOf)(node), node, ...stepping, text: `range ${(0, ordinary_calls_1.short)(node.expression)}`, inParameters: false, steps: true });
    };
    const visitCall = (call, facts, inParameters) => {
        let callee = resolver.callee(call, facts);
        let args = resolver.arguments(call, callee, facts);
        const target = (0, program_index_1.skipOuter)(ts, call.expression);
        // What `f.call(…)`, `f.apply(…)` and `f.bind(…)` are about is their receiver.
        if (callee.kind === "native" && /Function\.(call|apply|bind)$/.test(callee.name) && ts.isPropertyAccessExpression(target))
            args.push(resolver.argument(target.expression, facts));
        if (callee.kind === "intrinsic" && callee.name === "defer" && !isUsing(ts, call))
            facts.defers = true;
        const usesResult = callee.kind === "foreign" || callee.kind === "native"
            ? call.arguments.map((_, i) => args[i].kind === "function" && resolver.usesResult(call, i))
            : undefined;
        if (call.expression.kind === ts.SyntaxKind.SuperKeyword)
            ({ callee, args } = (0, native_calls_1.nativeParent)(callee) ?? { callee, args });
        else if (callee.kind === "native" && callee.resumable)
            ({ callee, args } = (0, native_calls_1.nativeCall)(ts, checker, resolver, callee, call, args, facts, stress));
        if ((0, opaque_1.isDirectEval)(ts, call))
            lexical(facts, (f) => { f.opaque ??= { node: call, what: "direct `eval`" }; });
        facts.calls.push(new ordinary_calls_1.OrdinaryCall((0, facts_1.keyOf)(call), call, callee, args, call.arguments.some(ts.isSpreadElement), inParameters, usesResult));
    };
    const visitNew = (node, facts, inParameters) => {
        const args = node.arguments ?? [];
        const given = args.map((a) => (ts.isSpreadElement(a) ? { kind: "unknown" } : resolver.argument(a, facts)));
        const constructed = resolver.constructed(node.expression, node);
        const seen = constructed.kind === "native" ? (0, native_calls_1.nativeConstruction)(ts, checker, constructed, node, given) : { callee: constructed, args: given };
        facts.calls.push({ key: (0, facts_1.keyOf)(node), node, callee: seen.callee, arguments: seen.args, spread: args.some(ts.isSpreadElement), text: `new ${(0, ordinary_calls_1.short)(node.expression)}`, inParameters });
    };
    /** Leaving the block of `using x = …` calls x[Symbol.dispose](); `await using` asks for x[Symbol.asyncDispose] first. */
    const visitUsing = (node, facts) => {
        const names = (0, using_1.isAwaitUsing)(ts, node) ? [program_index_1.disposeMember, program_index_1.asyncDisposeMember] : [program_index_1.disposeMember];
        const text = `${(0, using_1.isAwaitUsing)(ts, node) ? "await " : ""}using ${node.name.getText()}`;
        const callee = resolver.disposers(checker.getTypeAtLocation(node), names, text) ?? (stress ? { kind: "unknown", why: "stress mode" } : undefined);
        if (callee !== undefined)
            facts.calls.push({ key: (0, facts_1.keyOf)(node), node, callee, arguments: [], spread: false, text, inParameters: false });
    };
    const visitTag = (node, facts, inParameters) => {
        const substitutions = ts.isTemplateExpression(node.template) ? node.template.templateSpans.map((span) => span.expression) : [];
        facts.calls.push({
            key: (0, facts_1.keyOf)(node), node, callee: resolver.callee(node, facts), arguments: [{ kind: "none" }, ...substitutions.map((e) => resolver.argument(e, facts))],
            spread: false, text: (0, ordinary_calls_1.short)(node.tag), inParameters,
        });
    };
    const module = open(file, "module", undefined);
    for (const statement of file.statements)
        visit(statement, module, false);
    if (ownArguments.size > 0)
        for (const f of functions)
            if (f.usesArguments && f.kind !== "module") {
                lexical(f, (g) => { const node = ownArguments.get(g); if (node !== undefined)
                    f.opaque ??= { node, what: "a variable called `arguments`" }; });
            }
    return { file, functions, byKey, converts: conversions !== undefined, asked, assigned: resolver.index.assignedNames(file) };
}
function isUsing(ts, call) {
    const list = call.parent.parent;
    return list !== undefined && ts.isVariableDeclaration(call.parent) && ts.isVariableDeclarationList(list) && (0, using_1.isUsingList)(ts, list);
}
/** A `var` of the function's own that declares one of the names. */
function findVar(ts, node, names) {
    return (0, walk_1.find)(ts, node, (n) => (ts.isFunctionLike(n) || ts.isClassLike(n) ? "skip"
        : ts.isVariableDeclaration(n) && (n.parent.flags & ts.NodeFlags.BlockScoped) === 0 && (0, program_index_1.boundNames)(ts, n.name).some((name) => names.has(name))));
}
//# sourceMappingURL=collect.js.map