"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Outside = void 0;
exports.shortName = shortName;
const marks_1 = require("./marks");
const natives_1 = require("./natives");
const packages_1 = require("./packages");
class Outside {
    #ts;
    #program;
    #packages;
    /** Calls of the same few declarations are everywhere. */
    #known = new Map();
    constructor(ts, program) {
        this.#ts = ts;
        this.#program = program;
        this.#packages = new packages_1.Packages(ts, program);
    }
    /** The file belongs to a package whose unmarked functions are plain. */
    isForeign(file) {
        return this.#packages.isForeign(file);
    }
    /** What its doc comment says a declaration is. */
    marked(declaration, expression) {
        if (declaration.getSourceFile() === undefined)
            return undefined;
        const intrinsic = (0, marks_1.intrinsicName)(this.#ts, declaration);
        if ((0, marks_1.isMarkedSuspends)(this.#ts, declaration))
            return { kind: "marked", name: nameOf(this.#ts, declaration, expression), ...(intrinsic === undefined ? {} : { direct: intrinsic }) };
        if (intrinsic !== undefined)
            return { kind: "intrinsic", name: intrinsic };
        return undefined;
    }
    /** What a declaration outside the program is; unknown (for the reason `why`) if it may come from something compiled by sansync. */
    of(declaration, why) {
        if (declaration === undefined)
            return { kind: "unknown", why };
        let found = this.#known.get(declaration);
        if (found === undefined)
            this.#known.set(declaration, (found = this.#find(declaration) ?? { kind: "unknown", why: "" }));
        return found.kind === "unknown" ? { kind: "unknown", why } : found;
    }
    /** @returns undefined: it may suspend */
    #find(declaration) {
        const ts = this.#ts, program = this.#program;
        const file = declaration.getSourceFile();
        if (file === undefined || !file.isDeclarationFile)
            return undefined;
        if (program.isSourceFileDefaultLibrary(file)) {
            const owner = declaration.parent;
            const own = declaration.name?.getText() ?? "";
            const ownerName = owner !== undefined && ts.isInterfaceDeclaration(owner) ? owner.name.text
                : owner !== undefined && ts.isModuleBlock(owner) ? owner.parent.name.getText() : "";
            const name = ownerName === "" ? own : (0, natives_1.canonicalNative)(ownerName, own);
            return { kind: "native", name, resumable: natives_1.resumableNatives.has(name) };
        }
        const member = ts.isClassDeclaration(declaration.parent ?? declaration) ? `${declaration.parent.name?.text}.${declaration.name?.getText()}` : "";
        if (natives_1.contextNatives.has(member) && /[\\/]async_hooks\.d\.[cm]?ts$/.test(file.fileName))
            return { kind: "native", name: member, resumable: true };
        if (this.#packages.isForeign(file))
            return { kind: "foreign", name: declaration.name?.getText() ?? shortName(file.fileName) };
        return undefined;
    }
    /** It cannot suspend: of the language's library, or of a package that does not use sansync. */
    isPlain(declaration) {
        const file = declaration.getSourceFile();
        if (!file.isDeclarationFile || (0, marks_1.isMarkedSuspends)(this.#ts, declaration))
            return false;
        return this.#program.isSourceFileDefaultLibrary(file) || this.#packages.isForeign(file);
    }
    /** The same for its value, which others may call. */
    isPlainValue(declaration) {
        if (!this.isPlain(declaration))
            return false;
        // A built-in that walks an iterable, given to code that calls it, may call what suspends.
        const outside = this.of(declaration, "");
        return outside.kind !== "native" || !outside.resumable || !(natives_1.walkingNatives.has(outside.name) || outside.name === "JSON.stringify");
    }
    /** Declarations of code that may have been compiled by sansync are part of the program: generators come from outside. */
    get generatorsFromOutside() {
        return this.#program.getSourceFiles().some((file) => file.isDeclarationFile && !this.#program.isSourceFileDefaultLibrary(file) && !this.#packages.isForeign(file));
    }
}
exports.Outside = Outside;
/** `RecvChan.recv`, `sleep`: how a why-chain names a declaration. */
function nameOf(ts, declaration, expression) {
    let node = declaration;
    while (ts.isFunctionTypeNode(node) || ts.isParenthesizedTypeNode(node) || ts.isUnionTypeNode(node))
        node = node.parent;
    const name = node.name;
    const own = name === undefined ? expression.getText() : ts.isComputedPropertyName(name) ? `[${name.expression.getText()}]` : name.getText();
    const owner = node.parent;
    if (owner !== undefined && (ts.isInterfaceDeclaration(owner) || ts.isClassLike(owner)) && owner.name !== undefined)
        return `${owner.name.text}.${own}`;
    return own;
}
function shortName(fileName) {
    return fileName.slice(fileName.lastIndexOf("/") + 1);
}
//# sourceMappingURL=outside.js.map