/**
 * Classes and object literals that importers can get hold of which the program does not hold (yet), where it emits declarations or is open: what the types of all exports lead to. They may override the members, or replace them.
 *
 * The walk over-approximates: it follows parameters as well as results. Types that expand without end make everything exposed.
 */
import type ts from "typescript";
import { keyOf } from "../facts";
import { optionsOf } from "../options";
import type { Ts } from "../typescript";

const limit = 50_000;

export class Exposed {
  readonly #ts: Ts;
  /** Undefined when the analysis is made: it may be kept longer than the program. */
  #program: ts.Program | undefined;
  /** Their keys, by file name. */
  readonly #containers = new Map<string, Set<string>>();
  #everything = false;
  #walked = false;

  constructor(ts: Ts, program: ts.Program) {
    this.#ts = ts;
    this.#program = program;
  }

  has(container: ts.Node): boolean {
    if (!this.#walked && this.#program !== undefined) {
      this.#walked = true;
      const { declaration, composite } = this.#program.getCompilerOptions();
      if (optionsOf(this.#program).open || declaration === true || (composite === true && declaration !== false)) this.#walk(this.#program);
    }
    return this.#everything || this.#containers.get(container.getSourceFile().fileName)?.has(keyOf(container)) === true;
  }

  /** The analysis is made; nothing is asked any more but by the next. */
  release(): void {
    this.#program = undefined;
  }

  /** The same for the next program, of which only insides of bodies differ that exports do not lead to. @param keyIn the key after the edit of what had that key in the file */
  carriedTo(program: ts.Program, edited: ReadonlyMap<string, (key: string) => string | undefined>): Exposed {
    const next = new Exposed(this.#ts, program);
    next.#everything = this.#everything;
    next.#walked = this.#walked;
    for (const [file, keys] of this.#containers) {
      const keyIn = edited.get(file);
      next.#containers.set(file, keyIn === undefined ? keys : new Set([...keys].flatMap((key) => keyIn(key) ?? [])));
    }
    return next;
  }

  #walk(program: ts.Program): void {
    const ts = this.#ts, checker = program.getTypeChecker();
    const seen = new Set<ts.Type | ts.Symbol>(), types: ts.Type[] = [];
    const isLibrary = (symbol: ts.Symbol | undefined): boolean => symbol?.declarations?.every((d) => d.getSourceFile().isDeclarationFile) === true;
    const add = (type: ts.Type | undefined): void => {
      if (type === undefined || seen.has(type)) return;
      seen.add(type);
      types.push(type);
    };
    const addSymbol = (symbol: ts.Symbol): void => {
      const origin = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
      if (seen.has(origin)) return;
      seen.add(origin);
      if ((origin.flags & ts.SymbolFlags.Value) !== 0) add(checker.getTypeOfSymbol(origin));
      if ((origin.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0) add(checker.getDeclaredTypeOfSymbol(origin));
      if ((origin.flags & ts.SymbolFlags.Module) !== 0) checker.getExportsOfModule(origin).forEach(addSymbol);
    };
    for (const file of program.getSourceFiles()) {
      if (file.isDeclarationFile) continue;
      const module = checker.getSymbolAtLocation(file);
      if (module !== undefined) checker.getExportsOfModule(module).forEach(addSymbol);
    }
    for (let type = types.pop(); type !== undefined; type = types.pop()) {
      if (seen.size > limit) { this.#everything = true; return; }
      if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection | ts.TypeFlags.Instantiable)) === 0) continue;
      if (type.isUnionOrIntersection()) { type.types.forEach(add); continue; }
      if (type.flags & ts.TypeFlags.Instantiable) { add(checker.getBaseConstraintOfType(type)); continue; }
      type.aliasTypeArguments?.forEach(add);
      if (((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0) {
        checker.getTypeArguments(type as ts.TypeReference).forEach(add);
        const { target } = type as ts.TypeReference;
        if (target !== type) { add(target); continue; }
      }
      if (isLibrary(type.symbol)) continue;
      for (const d of type.symbol?.declarations ?? []) if (ts.isClassLike(d) || ts.isObjectLiteralExpression(d)) this.#add(d);
      if (type.isClassOrInterface()) checker.getBaseTypes(type).forEach(add);
      for (const p of checker.getPropertiesOfType(type)) add(checker.getTypeOfSymbol(p));
      for (const kind of [ts.IndexKind.String, ts.IndexKind.Number]) add(checker.getIndexTypeOfType(type, kind));
      for (const s of [...type.getCallSignatures(), ...type.getConstructSignatures()]) {
        add(s.getReturnType());
        for (const p of s.parameters) add(checker.getTypeOfSymbol(p));
      }
    }
  }

  #add(container: ts.Node): void {
    const { fileName } = container.getSourceFile(), keys = this.#containers.get(fileName);
    if (keys === undefined) this.#containers.set(fileName, new Set([keyOf(container)]));
    else keys.add(keyOf(container));
  }
}
