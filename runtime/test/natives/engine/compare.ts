/** One built-in against its entry, over all seeds. */
import "../../../dist/cjs/internal/v1.js";
import { nativeOf } from "../../../dist/cjs/natives/attach.js";
import { handDriven, op, run, setChoices, type Op } from "../../hand-driven";
import { World } from "./world";

export type Sample = (w: World) => { self: unknown; args: unknown[]; after?: () => unknown };
const seeds = process.env.SEED ? [Number(process.env.SEED)] : Array.from({ length: process.env.STRESS ? 4000 : 400 }, (_, i) => i);
const chosen = (name: string): boolean => name.includes(process.env.NAME ?? "");
/** What a test stands for, here or elsewhere. */
export const tested = new Set<string>();

/** `call` runs the built-in, `enter` its entry in goroutine code. */
export function compare(name: string, call: (w: World, sample: ReturnType<Sample>) => unknown, enter: (w: World, sample: ReturnType<Sample>) => Op, sample: Sample): void {
  tested.add(name);
  if (!chosen(name)) return;
  handDriven(`${name}: as the engine has it`, () => {
    for (const seed of seeds) {
      const [expected, actual] = [false, true].map((blocking) => {
        const w = new World(seed, blocking), s = sample(w);
        let outcome: string;
        if (blocking) setChoices({ seed });
        try {
          const v: unknown = blocking ? run(() => enter(w, s)) : call(w, s);
          outcome = `gives ${w.show(v)}`;
          if (v instanceof Promise) v.catch(() => {});
        } catch (e) {
          outcome = e instanceof Error ? `throws ${e.name}: ${e.message}` : `throws ${w.show(e)}`;
        } finally {
          setChoices(null);
        }
        return [...w.log, outcome, `after ${w.show(s.after?.())}`];
      }) as [string[], string[]];
      const at = expected.findIndex((line, i) => line !== actual[i]);
      if (at >= 0 || expected.length !== actual.length) {
        const k = at < 0 ? expected.length : at;
        throw new Error(`${name} seed ${seed}, line ${k}\n  before: ${expected.slice(Math.max(0, k - 3), k).join("\n          ")}\n  engine: ${expected[k]}\n  entry:  ${actual[k]}`);
      }
    }
  });
}

export function built(path: string, sample: Sample): void {
  const native = nativeOf(path);
  if (native === undefined) { tested.add(path); return; }
  compare(path, (_, s) => Reflect.apply(native, s.self, s.args), (_, s) => op(native, s.self, ...s.args), sample);
}
