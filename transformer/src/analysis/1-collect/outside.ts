/**
 * What declarations outside of the program are: marked by `@suspends` or `@intrinsic`, built-ins of the language, or of packages that cannot suspend. All others are unknown.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { Callee } from "../facts";
import { isMarkedSuspends, marksOf } from "./marks";
import { canonicalNative, contextNatives, resumableNatives, walkingNatives } from "./natives";
import { Packages } from "./packages";

export class Outside {
  readonly #ts: Ts;
  readonly #program: ts.Program;
  readonly #packages: Packages;
  /** Calls of the same few declarations are everywhere. */
  readonly #known = new Map<ts.Node, Callee>();

  constructor(ts: Ts, program: ts.Program) {
    this.#ts = ts;
    this.#program = program;
    this.#packages = Packages.of(ts, program);
  }

  /** What its doc comment says a declaration is. */
  marked(declaration: ts.Node, expression: ts.Expression): Callee | undefined {
    const { suspends, intrinsic } = marksOf(this.#ts, declaration);
    if (suspends) return { kind: "marked", name: nameOf(this.#ts, declaration, expression), ...(intrinsic === undefined ? {} : { direct: intrinsic }) };
    if (intrinsic !== undefined) return { kind: "intrinsic", name: intrinsic };
    return undefined;
  }

  /** What a declaration outside the program is; unknown (for the reason `why`) if it may come from something compiled by sansync. */
  of(declaration: ts.Node | undefined, why: string): Callee {
    if (declaration === undefined) return { kind: "unknown", why };
    let found = this.#known.get(declaration);
    if (found === undefined) this.#known.set(declaration, (found = this.#find(declaration) ?? { kind: "unknown", why: "" }));
    return found.kind === "unknown" ? { kind: "unknown", why } : found;
  }

  /** @returns undefined: it may suspend */
  #find(declaration: ts.Node): Callee | undefined {
    const ts = this.#ts, program = this.#program;
    const file = declaration.getSourceFile() as ts.SourceFile | undefined;
    if (file === undefined || !file.isDeclarationFile) return undefined;
    if (program.isSourceFileDefaultLibrary(file)) {
      const owner = declaration.parent;
      const own = (declaration as ts.NamedDeclaration).name?.getText() ?? "";
      const ownerName = owner !== undefined && ts.isInterfaceDeclaration(owner) ? owner.name.text
        : owner !== undefined && ts.isModuleBlock(owner) ? owner.parent.name.getText() : "";
      const name = ownerName === "" ? own : canonicalNative(ownerName, own);
      return { kind: "native", name, resumable: resumableNatives.has(name) };
    }
    const member = ts.isClassDeclaration(declaration.parent ?? declaration) ? `${(declaration.parent as ts.ClassDeclaration).name?.text}.${(declaration as ts.NamedDeclaration).name?.getText()}` : "";
    if (contextNatives.has(member) && /[\\/]async_hooks\.d\.[cm]?ts$/.test(file.fileName)) return { kind: "native", name: member, resumable: true };
    return this.foreign(file, (declaration as ts.NamedDeclaration).name?.getText() ?? shortName(file.fileName));
  }

  /** A function or class called `name` that `file` declares; undefined: it may suspend. */
  foreign(file: ts.SourceFile, name: string): Callee | undefined {
    if (!this.#packages.isForeign(file)) return undefined;
    return this.#packages.isRuntime(file) ? { kind: "foreign", name, runtime: true } : { kind: "foreign", name };
  }

  /** It cannot suspend: of the language's library, or of a package that does not use sansync. */
  isPlain(declaration: ts.Node): boolean {
    const file = declaration.getSourceFile();
    if (!file.isDeclarationFile || isMarkedSuspends(this.#ts, declaration)) return false;
    return this.#program.isSourceFileDefaultLibrary(file) || this.#packages.isForeign(file);
  }

  /** The same for its value, which others may call. */
  isPlainValue(declaration: ts.Node): boolean {
    if (!this.isPlain(declaration)) return false;
    // A built-in that walks an iterable, or calls what it is used on, given to code that calls it, may call what suspends.
    const outside = this.of(declaration, "");
    return outside.kind !== "native" || !outside.resumable || !(walkingNatives.has(outside.name) || outside.name === "JSON.stringify" || /Function\.(call|apply|bind)$|^Reflect\./.test(outside.name));
  }

  /** Declarations of code that may have been compiled by sansync are part of the program: generators come from outside. */
  get generatorsFromOutside(): boolean {
    return this.#program.getSourceFiles().some((file) => file.isDeclarationFile && !this.#program.isSourceFileDefaultLibrary(file) && !this.#packages.isForeign(file));
  }
}

/** `RecvChan.recv`, `sleep`: how a why-chain names a declaration. */
function nameOf(ts: Ts, declaration: ts.Node, expression: ts.Expression): string {
  let node: ts.Node = declaration;
  while (ts.isFunctionTypeNode(node) || ts.isParenthesizedTypeNode(node) || ts.isUnionTypeNode(node)) node = node.parent;
  const name = (node as ts.NamedDeclaration).name;
  const own = name === undefined ? expression.getText() : ts.isComputedPropertyName(name) ? `[${name.expression.getText()}]` : name.getText();
  const owner = node.parent;
  if (owner !== undefined && (ts.isInterfaceDeclaration(owner) || ts.isClassLike(owner)) && owner.name !== undefined) return `${owner.name.text}.${own}`;
  return own;
}

export function shortName(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf("/") + 1);
}
