"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Exposed = void 0;
const facts_1 = require("../facts");
const options_1 = require("../options");
const limit = 50_000;
class Exposed {
    #ts;
    /** Undefined when the analysis is made: it may be kept longer than the program. */
    #program;
    /** Their keys, by file name. */
    #containers = new Map();
    #everything = false;
    #walked = false;
    constructor(ts, program) {
        this.#ts = ts;
        this.#program = program;
    }
    has(container) {
        if (!this.#walked && this.#program !== undefined) {
            this.#walked = true;
            const { declaration, composite } = this.#program.getCompilerOptions();
            if ((0, options_1.optionsOf)(this.#program).open || declaration === true || (composite === true && declaration !== false))
                this.#walk(this.#program);
        }
        return this.#everything || this.#containers.get(container.getSourceFile().fileName)?.has((0, facts_1.keyOf)(container)) === true;
    }
    /** The analysis is made; nothing is asked any more but by the next. */
    release() {
        this.#program = undefined;
    }
    /** The same for the next program, of which only insides of bodies differ that exports do not lead to. @param keyIn the key after the edit of what had that key in the file */
    carriedTo(program, edited) {
        const next = new Exposed(this.#ts, program);
        next.#everything = this.#everything;
        next.#walked = this.#walked;
        for (const [file, keys] of this.#containers) {
            const keyIn = edited.get(file);
            next.#containers.set(file, keyIn === undefined ? keys : new Set([...keys].flatMap((key) => keyIn(key) ?? [])));
        }
        return next;
    }
    #walk(program) {
        const ts = this.#ts, checker = program.getTypeChecker();
        const seen = new Set(), types = [];
        const isLibrary = (symbol) => symbol?.declarations?.every((d) => d.getSourceFile().isDeclarationFile) === true;
        const add = (type) => {
            if (type === undefined || seen.has(type))
                return;
            seen.add(type);
            types.push(type);
        };
        const addSymbol = (symbol) => {
            const origin = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
            if (seen.has(origin))
                return;
            seen.add(origin);
            if ((origin.flags & ts.SymbolFlags.Value) !== 0)
                add(checker.getTypeOfSymbol(origin));
            if ((origin.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0)
                add(checker.getDeclaredTypeOfSymbol(origin));
            if ((origin.flags & ts.SymbolFlags.Module) !== 0)
                checker.getExportsOfModule(origin).forEach(addSymbol);
        };
        for (const file of program.getSourceFiles()) {
            if (file.isDeclarationFile)
                continue;
            const module = checker.getSymbolAtLocation(file);
            if (module !== undefined)
                checker.getExportsOfModule(module).forEach(addSymbol);
        }
        for (let type = types.pop(); type !== undefined; type = types.pop()) {
            if (seen.size > limit) {
                this.#everything = true;
                return;
            }
            if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection | ts.TypeFlags.Instantiable)) === 0)
                continue;
            if (type.isUnionOrIntersection()) {
                type.types.forEach(add);
                continue;
            }
            if (type.flags & ts.TypeFlags.Instantiable) {
                add(checker.getBaseConstraintOfType(type));
                continue;
            }
            type.aliasTypeArguments?.forEach(add);
            if ((type.objectFlags & ts.ObjectFlags.Reference) !== 0) {
                checker.getTypeArguments(type).forEach(add);
                const { target } = type;
                if (target !== type) {
                    add(target);
                    continue;
                }
            }
            if (isLibrary(type.symbol))
                continue;
            for (const d of type.symbol?.declarations ?? [])
                if (ts.isClassLike(d) || ts.isObjectLiteralExpression(d))
                    this.#add(d);
            if (type.isClassOrInterface())
                checker.getBaseTypes(type).forEach(add);
            for (const p of checker.getPropertiesOfType(type))
                add(checker.getTypeOfSymbol(p));
            for (const kind of [ts.IndexKind.String, ts.IndexKind.Number])
                add(checker.getIndexTypeOfType(type, kind));
            for (const s of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
                add(s.getReturnType());
                for (const p of s.parameters)
                    add(checker.getTypeOfSymbol(p));
            }
        }
    }
    #add(container) {
        const { fileName } = container.getSourceFile(), keys = this.#containers.get(fileName);
        if (keys === undefined)
            this.#containers.set(fileName, new Set([(0, facts_1.keyOf)(container)]));
        else
            keys.add((0, facts_1.keyOf)(container));
    }
}
exports.Exposed = Exposed;
//# sourceMappingURL=exposed.js.map