"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.filesApart = filesApart;
exports.staysApart = staysApart;
const packages_1 = require("./1-collect/packages");
const program_index_1 = require("./1-collect/program-index");
const loads_1 = require("./loads");
const options_1 = require("./options");
const walk_1 = require("./walk");
const none = new Set();
/** What files were found to load. */
const loadsBefore = new WeakMap();
function filesApart(ts, program) {
    const { stress, whole, open } = (0, options_1.optionsOf)(program);
    if (whole || stress || open || !isComplete(ts, program))
        return none;
    const checker = program.getTypeChecker(); // binds the files
    const own = [], packages = new packages_1.Packages(ts, program);
    const isPlain = (file) => isPlainFile(program, packages, file);
    for (const file of program.getSourceFiles()) {
        if ((0, loads_1.isJson)(file.fileName))
            continue;
        const bound = file;
        const isModule = ts.isExternalModule(file) || bound.commonJsModuleIndicator !== undefined, isOpen = !isModule || bound.moduleAugmentations?.length !== 0;
        // What the runtime adds to global scope are types.
        if (isOpen && !isPlain(file) && !(file.isDeclarationFile && packages.isRuntime(file)))
            return none;
        if (!file.isDeclarationFile)
            own.push(file);
    }
    const groups = new Groups(), kept = [];
    let used = false;
    for (const file of own) {
        const loads = (0, loads_1.loadsOf)(ts, checker, file, (declaration) => isPlain(declaration.getSourceFile()));
        loadsBefore.set(file, loads);
        if (loads.anything)
            return none;
        let uses = packages.isRuntime(file) || marksItself(file), unknown = false;
        const meet = (other) => {
            if (other === undefined)
                unknown = true;
            else if ((0, loads_1.isJson)(other.fileName))
                return;
            else if (!other.isDeclarationFile)
                groups.join(file, other);
            else if (!isPlain(other))
                uses = true;
        };
        for (const literal of file.imports) {
            const declarations = literal.pos < 0 ? undefined : checker.getSymbolAtLocation(literal)?.declarations;
            if (declarations === undefined)
                loaded(literal.text, meet, file);
            else
                for (const d of declarations)
                    meet(d.getSourceFile());
        }
        for (const name of loads.names)
            loaded(name, meet, file);
        if (uses || unknown)
            kept.push(file);
        used ||= uses;
    }
    if (!used)
        return none;
    const connected = new Set(kept.map((f) => groups.of(f)));
    for (const file of own)
        if (!connected.has(groups.of(file)) && callsAny(ts, checker, file))
            connected.add(groups.of(file));
    return new Set(own.filter((f) => !connected.has(groups.of(f))));
    /** A name that the checker is not asked about: plain JavaScript, `require()` in TypeScript, what TypeScript itself imports (helpers, JSX). */
    function loaded(name, meet, from) {
        if (name === "tslib")
            return;
        const ambient = checker.getAmbientModules().find((m) => m.name === `"${name}"`);
        if (ambient !== undefined)
            return ambient.declarations?.forEach((d) => meet(d.getSourceFile()));
        const file = ts.resolveModuleName(name, from.fileName, program.getCompilerOptions(), ts.sys).resolvedModule?.resolvedFileName;
        if (file !== undefined && (0, loads_1.isJson)(file))
            return;
        meet(file === undefined ? undefined : program.getSourceFile(file));
    }
}
/** It declares what is outside of the program and of what uses sansync. */
function isPlainFile(program, packages, file) {
    return file.isDeclarationFile && (program.isSourceFileDefaultLibrary(file) || (packages.isForeign(file) && !packages.isRuntime(file)));
}
/**
 * After an edit of a file that leaves its imports as they are: the same files stand apart, or fewer.
 * @param isApart whether the file did before
 */
function staysApart(ts, program, before, after, isApart) {
    const checker = program.getTypeChecker(), packages = new packages_1.Packages(ts, program);
    const loads = (0, loads_1.loadsOf)(ts, checker, after, (declaration) => isPlainFile(program, packages, declaration.getSourceFile()));
    const old = loadsBefore.get(before);
    if (old === undefined || loads.anything !== old.anything || loads.names.join("\n") !== old.names.join("\n"))
        return false;
    loadsBefore.set(after, loads);
    return !isApart || !(marksItself(after) || callsAny(ts, checker, after));
}
/** Everything its tsconfig lists is in the program, all of it is emitted here, and nothing is compiled against it later. */
function isComplete(ts, program) {
    const options = program.getCompilerOptions();
    if (options.configFilePath === undefined || ts.sys === undefined || options.declaration === true || options.composite === true)
        return false;
    const own = program.getSourceFiles().filter((f) => !f.isDeclarationFile);
    if (own.some((f) => f.scriptSnapshot !== undefined || f.imports === undefined))
        return false;
    const listed = ts.getParsedCommandLineOfConfigFile(options.configFilePath, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
    return listed !== undefined && listed.fileNames.length > 0 && listed.fileNames.every((name) => program.getSourceFile(name) !== undefined);
}
/** A declaration in it says that it blocks: `@suspends` in a doc comment. */
function marksItself(file) {
    return /@(suspends|intrinsic)\b/.test(file.text) && /\/\*\*(?:(?!\*\/)[^])*?[\s*]@(?:suspends|intrinsic)\b/.test(file.text);
}
/** Something is called, or stepped through, of which no type is known. */
function callsAny(ts, checker, file) {
    const isAny = (expression) => {
        const type = checker.getTypeAtLocation(expression);
        return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || type.symbol?.name === "Function";
    };
    return (0, walk_1.find)(ts, file, (node) => {
        if (ts.isForOfStatement(node) || ts.isSpreadElement(node))
            return isAny(node.expression);
        if (ts.isYieldExpression(node))
            return node.asteriskToken !== undefined && isAny(node.expression);
        if (ts.isVariableDeclaration(node))
            return ts.isArrayBindingPattern(node.name) && node.initializer !== undefined && isAny(node.initializer);
        if (ts.isBinaryExpression(node))
            return ts.isArrayLiteralExpression(node.left) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isAny(node.right);
        if (!ts.isCallExpression(node) && !ts.isNewExpression(node) && !ts.isTaggedTemplateExpression(node))
            return false;
        // Resolved when the call was checked; implicit constructors have no declaration either.
        if (checker.getResolvedSignature(node)?.declaration !== undefined)
            return false;
        const callee = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
        return callee.kind !== ts.SyntaxKind.ImportKeyword && callee.kind !== ts.SyntaxKind.SuperKeyword && (0, program_index_1.functionOf)(ts, callee) === undefined && isAny(callee);
    }) !== undefined;
}
/** Files that belong together (union-find, Tarjan 1975). */
class Groups {
    #above = new Map();
    of(file) {
        let root = file;
        for (let up = this.#above.get(root); up !== undefined; up = this.#above.get(root))
            root = up;
        for (let at = file; at !== root;) {
            const up = this.#above.get(at);
            this.#above.set(at, root);
            at = up;
        }
        return root;
    }
    join(a, b) {
        const [x, y] = [this.of(a), this.of(b)];
        if (x !== y)
            this.#above.set(x, y);
    }
}
//# sourceMappingURL=apart.js.map