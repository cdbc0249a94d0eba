/**
 * Goroutine entries of JSON.parse with a reviver and of JSON.stringify with a replacer and `toJSON` methods that may suspend (ECMA-262 25.5.1, 25.5.2).
 *
 * The text is read by the built-in; the walks over the value are done here, a frame per object, so that depth is no matter. Where the host gives revivers the source text of
 * primitives (the third argument), it is taken from a run of the built-in with a reviver that changes nothing.
 */
import { call1, call2, call3 } from "../core/call.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { attach, maySuspend } from "./attach.js";
import { constructorName, hostTypes, isObject } from "./objects.js";
import { lengthOf, type List } from "./visits.js";

type Holder = Record<string, unknown>;
type Source = { readonly value: unknown; readonly source: string };
type Sources = Map<object, Map<string, Source>>;

const { parse, stringify } = JSON;
const isRaw = (JSON as { isRawJSON?: (x: unknown) => boolean }).isRawJSON;

/** The host passes `{ source }` to revivers. */
const givesSource = ((): boolean => {
  let given = false;
  parse("1", (...args: unknown[]) => { given = args.length > 2; });
  return given;
})();

function* internalize(holder: Holder, key: string, reviver: unknown, sources: Sources | undefined): Body {
  const value = holder[key];
  if (isObject(value)) {
    const list = Array.isArray(value), keys = list ? undefined : Object.keys(value), n = keys === undefined ? lengthOf(value as never) : keys.length;
    for (let i = 0; i < n; i++) {
      const k = keys === undefined ? String(i) : keys[i]!;
      let made = frame(internalize(value as Holder, k, reviver, sources));
      if (S.f !== 0) made = yield -1;
      if (made === undefined) Reflect.deleteProperty(value, k);
      else Reflect.defineProperty(value, k, { value: made, writable: true, enumerable: true, configurable: true });
    }
  }
  let made: unknown;
  if (sources === undefined) made = call2("reviver", reviver, holder, key, value);
  else {
    const known = isObject(value) ? undefined : sources.get(holder)?.get(key);
    made = call3("reviver", reviver, holder, key, value, known !== undefined && Object.is(known.value, value) ? { source: known.source } : {});
  }
  if (S.f !== 0) made = yield -1;
  return made;
}

/** The value of a text goes into `root`; gives the sources of its primitives. */
function parseWithSources(text: string, root: Holder): Sources {
  const sources: Sources = new Map();
  let last: object | undefined;
  root[""] = parse(text, function (this: object, key: string, value: unknown, ...more: unknown[]): unknown {
    const { source } = more[0] as { source?: string };
    if (source !== undefined) {
      let of = sources.get(this);
      if (of === undefined) sources.set(this, of = new Map());
      of.set(key, { value, source });
    }
    last = this;
    return value;
  });
  // The root's holder was made by the built-in; ours stands for it.
  const own = last === undefined ? undefined : sources.get(last);
  if (own !== undefined) sources.set(root, own);
  return sources;
}

attach("JSON.parse", (native) => function (this: unknown, ...args: unknown[]): unknown {
  const text = args[0], reviver = args[1];
  if (!maySuspend(reviver)) return Reflect.apply(native, this, args);
  const s = toText(text), root: Holder = {};
  let sources: Sources | undefined;
  if (givesSource) sources = parseWithSources(s, root);
  else root[""] = parse(s);
  return frame(internalize(root, "", reviver, sources));
});

function toText(x: unknown): string { return `${x as string}`; }

/** What a call of JSON.stringify knows throughout. */
interface Writing {
  readonly replacer: unknown;
  readonly properties: readonly string[] | undefined;
  readonly gap: string;
  readonly stack: { readonly value: object; readonly key: string; readonly holder: object }[];
  indent: string;
}

function slot(test: (x: unknown) => unknown): (x: object) => boolean {
  return (x) => {
    try {
      test(x);
      return true;
    } catch {
      return false;
    }
  };
}
const valueOfNumber = Number.prototype.valueOf, valueOfString = String.prototype.valueOf, valueOfBoolean = Boolean.prototype.valueOf, valueOfBigInt = BigInt.prototype.valueOf;
const isNumber = slot((x) => valueOfNumber.call(x)), isString = slot((x) => valueOfString.call(x)), isBoolean = slot((x) => valueOfBoolean.call(x)), isBigInt = slot((x) => valueOfBigInt.call(x));
const isBoxed: (x: object) => boolean = hostTypes?.isBoxedPrimitive ?? ((x) => isNumber(x) || isString(x) || isBoolean(x) || isBigInt(x));

/** SerializeJSONProperty: the text, or undefined. */
function* property(w: Writing, holder: object, key: string): Body {
  let value = (holder as Holder)[key];
  if (isObject(value) || typeof value === "bigint") {
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === "function") {
      value = call1("toJSON", toJSON, value, key);
      if (S.f !== 0) value = yield -1;
    }
  }
  if (w.replacer !== undefined) {
    value = call2("replacer", w.replacer, holder, key, value);
    if (S.f !== 0) value = yield -1;
  }
  if (typeof value === "object" && value !== null && isBoxed(value)) {
    if (isNumber(value)) value = Number(value);
    else if (isString(value)) value = toText(value);
    else if (isBoolean(value)) value = valueOfBoolean.call(value);
    else if (isBigInt(value)) value = valueOfBigInt.call(value);
  }
  if (typeof value === "bigint") throw new TypeError("Do not know how to serialize a BigInt");
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return stringify(value); // a symbol: undefined
  if (isRaw?.(value) === true) return (value as { rawJSON: string }).rawJSON;
  let text = frame(Array.isArray(value) ? elements(w, value, key, holder) : members(w, value, key, holder));
  if (S.f !== 0) text = yield -1;
  return text;
}

function enter(w: Writing, value: object, key: string, holder: object): string {
  const at = w.stack.findIndex((s) => s.value === value);
  if (at >= 0) throw circular(w, at, key, holder);
  w.stack.push({ value, key, holder });
  const before = w.indent;
  w.indent += w.gap;
  return before;
}

function enclose(w: Writing, parts: readonly string[], open: string, end: string, before: string): string {
  const text = parts.length === 0 ? open + end : w.gap === "" ? open + parts.join(",") + end : `${open}\n${w.indent}${parts.join(`,\n${w.indent}`)}\n${before}${end}`;
  w.stack.pop();
  w.indent = before;
  return text;
}

function* members(w: Writing, value: object, key: string, holder: object): Body {
  const before = enter(w, value, key, holder), parts: string[] = [];
  const keys = w.properties ?? Object.keys(value);
  for (let n = 0; n < keys.length; n++) {
    const k = keys[n]!;
    let text = frame(property(w, value, k));
    if (S.f !== 0) text = yield -1;
    if (text !== undefined) parts.push(`${stringify(k)}:${w.gap === "" ? "" : " "}${text as string}`);
  }
  return enclose(w, parts, "{", "}", before);
}

function* elements(w: Writing, value: object, key: string, holder: object): Body {
  const before = enter(w, value, key, holder), parts: string[] = [];
  for (let i = 0, n = lengthOf(value as List); i < n; i++) {
    let text = frame(property(w, value, String(i)));
    if (S.f !== 0) text = yield -1;
    parts.push((text as string | undefined) ?? "null");
  }
  return enclose(w, parts, "[", "]", before);
}

/** The engine's error for a circle: the chain from the object it returns to, in the engine's words. */
function circular(w: Writing, at: number, key: string, holder: object): TypeError {
  const place = (k: string, of: object): string => (Array.isArray(of) ? `index ${k}` : `property '${k}'`);
  const maker = (o: object): string => `object with constructor '${constructorName(o) || "Object"}'`;
  const links = w.stack.slice(at + 1).map((s) => `\n    |     ${place(s.key, s.holder)} -> ${maker(s.value)}`);
  const shown = links.length > 3 ? [...links.slice(0, 2), "\n    |     ...", ...links.slice(-1)] : links;
  const start = w.stack[at]!.value;
  return new TypeError(`Converting circular structure to JSON\n    --> starting at ${maker(start)}${shown.join("")}\n    --- ${place(key, holder)} closes the circle`);
}

attach("JSON.stringify", () => function (this: unknown, ...args: unknown[]): unknown {
  const value = args[0], replacer = args[1];
  let space = args[2], properties: string[] | undefined;
  if (typeof replacer !== "function" && Array.isArray(replacer)) {
    const list = new Set<string>();
    for (let i = 0, n = lengthOf(replacer); i < n; i++) {
      const item: unknown = replacer[i];
      if (typeof item === "string" || typeof item === "number" || (typeof item === "object" && item !== null && isBoxed(item) && (isString(item) || isNumber(item)))) list.add(toText(item));
    }
    properties = [];
    list.forEach((item) => { properties!.push(item); });
  }
  if (typeof space === "object" && space !== null && isBoxed(space)) {
    if (isNumber(space)) space = Number(space);
    else if (isString(space)) space = toText(space);
  }
  const gap = typeof space === "number" ? " ".repeat(Math.max(0, Math.min(10, Math.trunc(space) || 0))) : typeof space === "string" ? space.slice(0, 10) : "";
  return frame(property({ replacer: typeof replacer === "function" ? replacer : undefined, properties, gap, stack: [], indent: "" }, { "": value }, ""));
});
