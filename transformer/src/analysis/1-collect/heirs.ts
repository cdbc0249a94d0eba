/**
 * Which classes have the members of another: those that extend it, and do not override the member. An object of one of them may be used where one of the class itself cannot.
 *
 * What a mixin makes (`class extends Base`, where Base is given) may stand below any class by a type that does not tell, so all classes that extend something other than a class by name, or are handed to a decorator, count as its heirs.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { parentOf } from "./constructors";
import { isStatic } from "./modifiers";
import { type Member, memberName, resolveAlias, skipOuter } from "./program-index";
import { symbolAt } from "./scopes";

export class Heirs {
  readonly #ts: Ts;
  readonly #checker: ts.TypeChecker;
  readonly #direct = new Map<ts.Node, ts.ClassLikeDeclaration[]>();
  readonly #mixins = new Map<ts.Node, boolean>();
  /** What these extend is not known by name. */
  readonly #open: ts.ClassLikeDeclaration[] = [];

  constructor(ts: Ts, checker: ts.TypeChecker, classes: readonly Member[]) {
    this.#ts = ts;
    this.#checker = checker;
    for (const { container } of classes) if (ts.isClassLike(container)) this.#add(container);
  }

  #add(node: ts.ClassLikeDeclaration): void {
    const ts = this.#ts, parent = parentOf(ts, node), named = parent === undefined ? undefined : classNamed(ts, this.#checker, parent);
    if (named !== undefined) this.#extends(node, named);
    else if (parent !== undefined) {
      const { symbol } = node as unknown as { symbol?: ts.Symbol };
      const type = symbol === undefined ? undefined : this.#checker.getDeclaredTypeOfSymbol(symbol);
      for (const base of type?.isClassOrInterface() === true ? this.#checker.getBaseTypes(type) : []) this.#extendsType(node, base);
    }
    if ((parent !== undefined && named === undefined) || isDecorated(ts, node)) this.#open.push(node);
  }

  #extendsType(node: ts.ClassLikeDeclaration, base: ts.Type): void {
    if (base.isUnionOrIntersection()) base.types.forEach((t) => this.#extendsType(node, t));
    else if (base.symbol?.valueDeclaration !== undefined) this.#extends(node, base.symbol.valueDeclaration);
  }

  #extends(node: ts.ClassLikeDeclaration, parent: ts.Node): void {
    const known = this.#direct.get(parent);
    if (known === undefined) this.#direct.set(parent, [node]);
    else known.push(node);
  }

  /** What `node` extends is given at run time; so may be the classes that extend it. */
  isMixin(node: ts.ClassLikeDeclaration): boolean {
    let answer = this.#mixins.get(node);
    if (answer === undefined) {
      const parent = parentOf(this.#ts, node);
      this.#mixins.set(node, (answer = parent !== undefined && classNamed(this.#ts, this.#checker, parent) === undefined));
    }
    return answer;
  }

  /** One of the classes that inherit the member, which `container` declares, is like that. */
  some(container: ts.ClassLikeDeclaration, member: Member, is: (heir: ts.ClassLikeDeclaration) => boolean): boolean {
    const ts = this.#ts, direct = this.#direct.get(container);
    if (direct === undefined && !this.isMixin(container)) return false;
    const name = nameOf(ts, member), seen = new Set<ts.Node>([container]), work: ts.ClassLikeDeclaration[] = [];
    const add = (heirs: readonly ts.ClassLikeDeclaration[] | undefined): void => {
      for (const heir of heirs ?? []) {
        if (seen.has(heir)) continue;
        seen.add(heir);
        work.push(heir);
      }
    };
    const overrides = (heir: ts.ClassLikeDeclaration): boolean => name !== undefined && heir.members.some((m) => m.name !== undefined && isStatic(ts, m) === (member.static === true) && memberName(ts, m.name) === name && !isBodiless(ts, m));
    if (this.isMixin(container)) add(this.#open);
    add(direct);
    for (let heir = work.pop(); heir !== undefined; heir = work.pop()) {
      const isBelow = isDecorated(ts, heir);
      if (!isBelow && overrides(heir)) continue;
      if (is(heir)) return true;
      if (this.isMixin(heir)) add(this.#open);
      add(this.#direct.get(heir));
    }
    return false;
  }
}

/** The class that `parent` names, if it is one by name: what stands there is nothing else. */
export function classNamed(ts: Ts, checker: ts.TypeChecker, parent: ts.Expression): ts.Node | undefined {
  const inner = skipOuter(ts, parent);
  if (ts.isClassExpression(inner)) return inner;
  const name = ts.isIdentifier(inner) ? inner : ts.isPropertyAccessExpression(inner) ? inner.name : undefined;
  const symbol = name === undefined ? undefined : resolveAlias(ts, checker, symbolAt(ts, checker, name));
  if (symbol?.valueDeclaration === undefined) return undefined;
  if ((symbol.flags & ts.SymbolFlags.Class) !== 0) return symbol.valueDeclaration;
  // Of a library: no class of the program's, whatever it is declared as.
  return symbol.valueDeclaration.getSourceFile().isDeclarationFile ? symbol.valueDeclaration : undefined;
}

function isDecorated(ts: Ts, node: ts.ClassLikeDeclaration): boolean {
  return ts.getDecorators(node) !== undefined;
}

/** The name the member is declared by; undefined: it is computed. */
function nameOf(ts: Ts, { value }: Member): string | undefined {
  const declaration = ts.isExpression(value) ? value.parent : value;
  const { name } = declaration as ts.NamedDeclaration;
  return name === undefined || ts.isBindingName(name as ts.Node) && !ts.isIdentifier(name as ts.Node) ? undefined : memberName(ts, name as ts.PropertyName);
}

/** An abstract member, or an overload. */
function isBodiless(ts: Ts, member: ts.ClassElement): boolean {
  return (ts.isMethodDeclaration(member) && member.body === undefined) || (ts.isPropertyDeclaration(member) && member.initializer === undefined);
}
