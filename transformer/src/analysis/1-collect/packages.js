"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Packages = void 0;
exports.usesRuntime = usesRuntime;
class Packages {
    /** Per folder. */
    #known = new Map();
    #readFile;
    constructor(ts, program) {
        const own = program.readFile;
        this.#readFile = own === undefined ? (file) => ts.sys?.readFile(file) : (file) => own.call(program, file) ?? ts.sys?.readFile(file);
    }
    /** The declaration file belongs to a package whose unmarked functions are plain. */
    isForeign(file) {
        return this.#packageOf(folderOf(file.fileName)).foreign;
    }
    /** The file belongs to sansync itself. */
    isRuntime(file) {
        return this.#packageOf(folderOf(file.fileName)).runtime;
    }
    #packageOf(folder) {
        let found = this.#known.get(folder);
        if (found !== undefined)
            return found;
        const manifest = this.#manifest(folder);
        if (manifest !== undefined) {
            const runtime = manifest.name === "sansync";
            found = { runtime, foreign: runtime || ![manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies, manifest.devDependencies].some((d) => d?.["sansync"] !== undefined) };
        }
        else {
            const up = folderOf(folder);
            found = up !== "" && up !== folder && !folder.endsWith("/node_modules") ? this.#packageOf(up) : { runtime: false, foreign: false };
        }
        this.#known.set(folder, found);
        return found;
    }
    /** A manifest without a name (`{ "type": "commonjs" }` in a build folder) belongs to the package above it. */
    #manifest(folder) {
        try {
            const text = this.#readFile(`${folder}/package.json`);
            if (text === undefined)
                return undefined;
            const manifest = JSON.parse(text);
            return manifest.name === undefined && manifest.dependencies === undefined ? undefined : manifest;
        }
        catch {
            return { dependencies: { sansync: "*" } }; // an unreadable manifest proves nothing
        }
    }
}
exports.Packages = Packages;
/** Declarations of the runtime are part of the program. Where they are not, nothing blocks. */
function usesRuntime(ts, program) {
    const packages = new Packages(ts, program);
    return program.getSourceFiles().some((file) => file.isDeclarationFile && !program.isSourceFileDefaultLibrary(file) && packages.isRuntime(file));
}
function folderOf(path) {
    return path.slice(0, path.lastIndexOf("/"));
}
//# sourceMappingURL=packages.js.map