/**
 * What takes the place of a synchronous call of Node in a goroutine: the blocking-style function of `sansync/fs`, `sansync/crypto` or `sansync/zlib` where it does the same with the same arguments, and
 * `wait(promises.f(…))` of node:fs, whose arguments and results are those of `fSync`. Nothing is offered where an argument is a file descriptor, of a type nobody knows, or an option that the other has not.
 */
import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import type { Fix, RuleContext, TextChange } from "../define";
import { importedAnyhow, replace } from "../edits";
import { outermost } from "../syntax";

/** Of `fs.promises`, with the arguments and the result of their synchronous forms. Those that may be given `throwIfNoEntry` take one argument here. */
const promised = new Set(["access", "appendFile", "chmod", "chown", "copyFile", "cp", "lchown", "link", "lstat", "lutimes", "mkdir", "readdir", "readFile", "readlink", "rename", "rm", "rmdir", "stat", "statfs", "symlink", "truncate", "unlink", "utimes", "writeFile"]);
const packing = /^(gzip|gunzip|deflate|inflate|deflateRaw|inflateRaw|unzip|brotliCompress|brotliDecompress)$/;

/** A function of `sansync`, what it is called with, and the expression it takes the place of. */
interface Counterpart {
  readonly name: string;
  readonly arguments: readonly ts.Expression[];
  readonly whole: ts.Expression;
  /** It gives a Uint8Array where Node's gives a Buffer. */
  readonly bytes?: true;
}

/** @param name of the synchronous function @param module that declares it: `fs`, `crypto`, `zlib` */
export function blockingCounterparts(context: RuleContext, call: ts.CallExpression, name: string, module: string): readonly Fix[] {
  const { ts } = context, file = call.getSourceFile(), own = name.replace(/Sync$/, ""), args = call.arguments;
  if (args.some((a) => ts.isSpreadElement(a))) return [];
  const fixes: Fix[] = [], found = module === "fs" ? ofFiles(context, call, own) : ofBytes(context, call, own, module);
  const imports = found === undefined ? undefined : importedAnyhow(context, file, found.name, `sansync/${module}`);
  if (found !== undefined && imports !== undefined) {
    const text = `${imports.name}(${found.arguments.map((a) => a.getText()).join(", ")})`;
    // A copy is what keeps the type.
    fixes.push({ title: `Park this goroutine only: \`${found.name}\` of sansync/${module}`, changes: [replace(found.whole, found.bytes === true && !takesBytes(context, call) ? `Buffer.from(${text})` : text), ...imports.changes] });
  }
  if (module !== "fs" || !promised.has(own) || !isPath(context, args[0]) || (/stat$/.test(own) && args.length > 1)) return fixes;
  const callee = skipOuter(ts, call.expression), wait = importedAnyhow(context, file, "wait");
  const promises = ts.isPropertyAccessExpression(callee) ? { name: `${callee.expression.getText()}.promises`, changes: [] as readonly TextChange[] } : importedAnyhow(context, file, "promises", `node:${module}`);
  if (wait === undefined || promises === undefined) return fixes;
  const text = `${wait.name}(${promises.name}.${own}(${args.map((a) => a.getText()).join(", ")}))`;
  return [...fixes, { title: `Park this goroutine only: wait for \`promises.${own}\``, changes: [replace(call, text), ...promises.changes, ...wait.changes] }];
}

function ofFiles(context: RuleContext, call: ts.CallExpression, own: string): Counterpart | undefined {
  const [path, second, third] = call.arguments, count = call.arguments.length, same = (name: string, args = [...call.arguments]): Counterpart => ({ name, arguments: args, whole: call });
  if (path === undefined || !isText(context, path)) return undefined;
  switch (own) {
    case "readFile": {
      if (second !== undefined) return isUtf8(context, second) ? same("readTextFile", [path]) : undefined;
      const whole = asText(context, call);
      return whole !== undefined ? { name: "readTextFile", arguments: [path], whole } : takesBytes(context, call) ? same("readFile") : undefined;
    }
    case "writeFile":
    case "appendFile":
      return second !== undefined && isData(context, second) && (third === undefined || (isUtf8(context, third) && context.ts.isStringLiteralLike(third))) ? same(own, [path, second]) : undefined;
    case "mkdir":
      return second === undefined ? same("mkdir") : hasOptions(context, second, ["recursive"]) && isDropped(context, call) ? same("mkdirAll", [path]) : undefined;
    case "rm":
      return second !== undefined && hasOptions(context, second, ["force", "recursive"]) ? same("removeAll", [path]) : undefined;
    case "stat":
    case "lstat":
      return count === 1 ? same(own) : undefined;
    case "readlink":
      return count === 1 ? same("readLink") : undefined;
    case "rename":
    case "copyFile":
    case "symlink":
      return count === 2 && isText(context, second!) ? same(own) : undefined;
    case "chmod":
      return count === 2 && isA(context, second!, context.ts.TypeFlags.NumberLike) ? same(own) : undefined;
    default:
      return undefined;
  }
}

function ofBytes(context: RuleContext, call: ts.CallExpression, own: string, module: string): Counterpart | undefined {
  const [first, second] = call.arguments, known = module === "zlib" ? packing.test(own) : module === "crypto" && /^(pbkdf2|scrypt)$/.test(own);
  if (!known || first === undefined || !isData(context, first) || (module === "crypto" && (second === undefined || !isData(context, second)))) return undefined;
  const whole = asText(context, call);
  return whole === undefined ? { name: own, arguments: [...call.arguments], whole: call, bytes: true } : undefined;
}

function isA({ ts, program }: RuleContext, node: ts.Expression, flags: ts.TypeFlags): boolean {
  const type = program.getTypeChecker().getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).every((t) => (t.flags & flags) !== 0 && (t.flags & ts.TypeFlags.Any) === 0);
}

function isText(context: RuleContext, node: ts.Expression): boolean {
  return isA(context, node, context.ts.TypeFlags.StringLike);
}

function isBytes({ program }: RuleContext, type: ts.Type): boolean {
  const names = /^(Buffer|Uint8Array)$/;
  return names.test(type.symbol?.name ?? "") || (type.isIntersection() && type.types.some((t) => names.test(t.symbol?.name ?? ""))) || (type.isClassOrInterface() && (program.getTypeChecker().getBaseTypes(type)).some((t) => names.test(t.symbol?.name ?? "")));
}

/** Text or bytes, nothing else. */
function isData(context: RuleContext, node: ts.Expression): boolean {
  const type = context.program.getTypeChecker().getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).every((t) => (t.flags & context.ts.TypeFlags.StringLike) !== 0 || isBytes(context, t));
}

/** No file descriptor. */
function isPath(context: RuleContext, node: ts.Expression | undefined): boolean {
  const type = node === undefined ? undefined : context.program.getTypeChecker().getTypeAtLocation(node);
  return type !== undefined && (type.isUnion() ? type.types : [type]).every((t) => (t.flags & context.ts.TypeFlags.StringLike) !== 0 || t.symbol?.name === "URL" || isBytes(context, t));
}

/** `"utf8"`, or `{ encoding: "utf8" }`. */
function isUtf8({ ts }: RuleContext, node: ts.Expression): boolean {
  const option = skipOuter(ts, node), [only, more] = ts.isObjectLiteralExpression(option) ? option.properties : [];
  const value = only === undefined ? option : more === undefined && ts.isPropertyAssignment(only) && only.name.getText() === "encoding" ? skipOuter(ts, only.initializer) : undefined;
  return value !== undefined && ts.isStringLiteralLike(value) && /^utf-?8$/i.test(value.text);
}

/** An object with these options, all of them true, and no others. */
function hasOptions({ ts }: RuleContext, node: ts.Expression, names: readonly string[]): boolean {
  const literal = skipOuter(ts, node);
  return ts.isObjectLiteralExpression(literal) && literal.properties.every((p) => ts.isPropertyAssignment(p) && p.initializer.kind === ts.SyntaxKind.TrueKeyword) && literal.properties.map((p) => p.name?.getText()).sort().join() === names.join();
}

/** `readFileSync(p).toString()`: the text is what is wanted. */
function asText({ ts }: RuleContext, call: ts.CallExpression): ts.CallExpression | undefined {
  const { parent } = outermost(ts, call), whole = parent.parent;
  return ts.isPropertyAccessExpression(parent) && parent.name.text === "toString" && ts.isCallExpression(whole) && whole.expression === parent && (whole.arguments.length === 0 || (whole.arguments.length === 1 && isUtf8({ ts } as RuleContext, whole.arguments[0]!))) ? whole : undefined;
}

function isDropped({ ts }: RuleContext, call: ts.Expression): boolean {
  const { parent } = outermost(ts, call);
  return ts.isExpressionStatement(parent) || (ts.isArrowFunction(parent) && parent.type?.kind === ts.SyntaxKind.VoidKeyword);
}

/** Where it stands any Uint8Array will do. */
function takesBytes(context: RuleContext, call: ts.Expression): boolean {
  const { ts, program } = context, whole = outermost(ts, call);
  if (ts.isExpressionStatement(whole.parent)) return true;
  const wanted = program.getTypeChecker().getContextualType(whole);
  return wanted !== undefined && (wanted.isUnion() ? wanted.types : [wanted]).some((t) => t.symbol?.name === "Uint8Array" || /^(ArrayBufferView|TypedArray|BinaryLike)$/.test(t.aliasSymbol?.name ?? t.symbol?.name ?? ""));
}
