/**
 * Frames of the fast form: what a compiled function leaves behind where it suspends, and goes on from.
 *
 * A function in fast form is two plain functions: its goroutine entry, and one that takes a frame and goes on from the point the frame names (docs/internals/abi.md, section 2). The frame
 * holds the variables that are live there, in fields. `save` makes it at the first suspension of a call; the resume function uses it again for all later ones.
 *
 * Invariants
 *  1. `at` is the point's number (from 1) and the site: `pc * 2^22 + site`. A program has less than 2^22 sites, a function at most 500 points.
 *  2. The resume function runs only from here. It takes the value or error that is delivered by taken(), before it runs anything of the user's.
 *  3. EXIT comes only from unwind(), as the error to deliver. Resume functions throw it on in every `catch` of the user's; it leaves them, or a `finally` takes its place.
 *
 * Fields are assigned by constructors and not declared: V8 runs the initialiser of declared ones as a function of its own, for each class on the way, which a third of a deep recursion went into.
 *
 * Cost: 48 bytes and 8 for each variable; a suspension and its resumption about as much as two calls. One class for each number of fields up to six, so that a resume function sees one kind
 * of object; more go into an array. (Written out seven times for that: one function with a list of values would allocate it at each suspension, and see frames of all kinds.)
 * ABI: save0…save6, saven, again0…again6, againn, taken, enter, EXIT.
 */
import { push, take, type Frame } from "./frames.js";
import { keepShape } from "./shapes.js";
import { preempt } from "./slice.js";
import { FL as flags, MAX_DEPTH, S as registers } from "./state.js";

const S = registers, FL = flags;

type Resume = (fr: FastFrame) => unknown;

/** Thrown into frames that end by goexit. ABI. */
export const EXIT: unknown = Symbol("goexit");

const SITES = 0x400000;

/** @internal */
export class FastFrame implements Frame {
  declare up: Frame | null;
  declare readonly r: Resume;
  declare at: number;
  constructor(r: Resume, pc: number, site: number) {
    this.up = null;
    this.r = r;
    this.at = pc * SITES + site;
  }
  get pc(): number { return (this.at / SITES) | 0; }
  get site(): number { return this.at % SITES; }
  // Without a receiver, which stacks would show.
  resume(): unknown {
    const { r } = this;
    return r(this);
  }
  unwind(): unknown {
    S.err = { v: EXIT };
    const { r } = this;
    try {
      return r(this);
    } catch (e) {
      if (e !== EXIT) throw e;
      return undefined;
    }
  }
}
class Frame1 extends FastFrame {
  declare a: unknown;
  constructor(r: Resume, pc: number, site: number, a: unknown) { super(r, pc, site); this.a = a; }
}
class Frame2 extends FastFrame {
  declare a: unknown; declare b: unknown;
  constructor(r: Resume, pc: number, site: number, a: unknown, b: unknown) { super(r, pc, site); this.a = a; this.b = b; }
}
class Frame3 extends FastFrame {
  declare a: unknown; declare b: unknown; declare c: unknown;
  constructor(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown) { super(r, pc, site); this.a = a; this.b = b; this.c = c; }
}
class Frame4 extends FastFrame {
  declare a: unknown; declare b: unknown; declare c: unknown; declare d: unknown;
  constructor(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown) { super(r, pc, site); this.a = a; this.b = b; this.c = c; this.d = d; }
}
class Frame5 extends FastFrame {
  declare a: unknown; declare b: unknown; declare c: unknown; declare d: unknown; declare e: unknown;
  constructor(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown, e: unknown) { super(r, pc, site); this.a = a; this.b = b; this.c = c; this.d = d; this.e = e; }
}
class Frame6 extends FastFrame {
  declare a: unknown; declare b: unknown; declare c: unknown; declare d: unknown; declare e: unknown; declare f: unknown;
  constructor(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown, e: unknown, f: unknown) { super(r, pc, site); this.a = a; this.b = b; this.c = c; this.d = d; this.e = e; this.f = f; }
}
class FrameN extends FastFrame {
  declare s: unknown[];
  constructor(r: Resume, pc: number, site: number, s: unknown[]) { super(r, pc, site); this.s = s; }
}

{
  const none = (): void => { /* never run */ };
  // A small integer, then an object: fields that had only seen numbers would be made for floats, and each number stored be a new object.
  for (const v of [0, none])
    keepShape(new FastFrame(none, 1, 0), new Frame1(none, 1, 0, v), new Frame2(none, 1, 0, v, v), new Frame3(none, 1, 0, v, v, v), new Frame4(none, 1, 0, v, v, v, v),
      new Frame5(none, 1, 0, v, v, v, v, v), new Frame6(none, 1, 0, v, v, v, v, v, v), new FrameN(none, 1, 0, []));
}

/** Suspend at point `pc`, with nothing to keep. ABI. */
export function save0(r: Resume, pc: number, site: number): void { push(new FastFrame(r, pc, site)); }
/** With one variable. ABI. */
export function save1(r: Resume, pc: number, site: number, a: unknown): void { push(new Frame1(r, pc, site, a)); }
/** ABI. */
export function save2(r: Resume, pc: number, site: number, a: unknown, b: unknown): void { push(new Frame2(r, pc, site, a, b)); }
/** ABI. */
export function save3(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown): void { push(new Frame3(r, pc, site, a, b, c)); }
/** ABI. */
export function save4(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown): void { push(new Frame4(r, pc, site, a, b, c, d)); }
/** ABI. */
export function save5(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown, e: unknown): void { push(new Frame5(r, pc, site, a, b, c, d, e)); }
/** ABI. */
export function save6(r: Resume, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown, e: unknown, f: unknown): void { push(new Frame6(r, pc, site, a, b, c, d, e, f)); }
/** With a list of them. ABI. */
export function saven(r: Resume, pc: number, site: number, s: unknown[]): void { push(new FrameN(r, pc, site, s)); }

/** Suspend again, by the frame the function was resumed with. ABI. */
export function again0(fr: FastFrame, pc: number, site: number): void { fr.at = pc * SITES + site; push(fr); }
/** ABI. */
export function again1(fr: Frame1, pc: number, site: number, a: unknown): void { fr.at = pc * SITES + site; fr.a = a; push(fr); }
/** ABI. */
export function again2(fr: Frame2, pc: number, site: number, a: unknown, b: unknown): void { fr.at = pc * SITES + site; fr.a = a; fr.b = b; push(fr); }
/** ABI. */
export function again3(fr: Frame3, pc: number, site: number, a: unknown, b: unknown, c: unknown): void { fr.at = pc * SITES + site; fr.a = a; fr.b = b; fr.c = c; push(fr); }
/** ABI. */
export function again4(fr: Frame4, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown): void { fr.at = pc * SITES + site; fr.a = a; fr.b = b; fr.c = c; fr.d = d; push(fr); }
/** ABI. */
export function again5(fr: Frame5, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown, e: unknown): void { fr.at = pc * SITES + site; fr.a = a; fr.b = b; fr.c = c; fr.d = d; fr.e = e; push(fr); }
/** ABI. */
export function again6(fr: Frame6, pc: number, site: number, a: unknown, b: unknown, c: unknown, d: unknown, e: unknown, f: unknown): void { fr.at = pc * SITES + site; fr.a = a; fr.b = b; fr.c = c; fr.d = d; fr.e = e; fr.f = f; push(fr); }
/** ABI. */
export function againn(fr: FrameN, pc: number, site: number, s: unknown[]): void { fr.at = pc * SITES + site; fr.s = s; push(fr); }

/** What the point is resumed with: the value, or the error is thrown. ABI. */
export const taken = take;

/** A recursive function is called at this depth of the native stack, which is more than FL[0]. True: it leaves its frame at once, the flag is set. ABI. */
export function enter(depth: number): boolean {
  if (FL[0]! < 0 && preempt()) return true;
  if (depth <= MAX_DEPTH) return false;
  S.f = 1;
  S.pre = 2;
  return true;
}
