/** What the public types accept and refuse: compiled by types.test.ts, never run. Each @ts-expect-error is a misuse that must be an error. */
import { chan, select, trySelect, send, nilChan, wait, settled, after, Timer, Ticker, withTimeout, withValue, ContextKey, background, withCancel, Mutex, WaitGroup, sleep, type Chan, type RecvChan, type SendChan, type SendCase } from "sansync";
class Animal { a = 1 } class Dog extends Animal { d = 1 }
declare const dogs: Chan<Dog>, animals: Chan<Animal>;
const r1: RecvChan<Animal> = dogs; const s1: SendChan<Dog> = animals;
// @ts-expect-error
const s2: SendChan<Animal> = dogs;
// @ts-expect-error
const c1: Chan<Animal> = dogs;
// @ts-expect-error
const r2: RecvChan<Dog> = animals;
// @ts-expect-error
r1.close();
// @ts-expect-error
r1.send(new Dog());
// @ts-expect-error a look-alike is no channel
const fake: RecvChan<number> = { recv: () => 1, recvOk: () => [1, true], tryRecv: () => undefined, [Symbol.iterator]: null!, [Symbol.asyncIterator]: null!, length: 0, capacity: 0 };
// @ts-expect-error
dogs.send(new Animal());
const n = chan<number>(1);
const v: number | undefined = n.recv();
const [x, ok] = n.recvOk(); if (ok) { const y: number = x as number; void y; }
for (const z of n) { const q: number = z; void q; }
async function f() { for await (const z of n) { const q: number = z; void q; } }
const r = select({ n, stop: after(10), out: send(dogs, new Dog()), p: Promise.resolve("x"), none: null });
switch (r.case) {
  case "n": if (r.ok) { const q: number = r.value; void q; } else { const q: undefined = r.value; void q; } break;
  case "stop": { if (r.ok) r.value.getTime(); break; }
  case "out": { const q: undefined = r.value; void q; break; }
  case "p": { const q: string = r.value; void q; break; }
  // @ts-expect-error
  case "none": break;
}
// @ts-expect-error
select({ bad: 5 });
// @ts-expect-error
send(dogs, new Animal());
const arr = select([n, n]); const idx: number = arr.case;
const t = trySelect({ n }); if (t) { const q: "n" = t.case; void q; }
let maybe: RecvChan<number> | null = n; maybe = nilChan; 
const key = new ContextKey<string>("k"); const ctx = withValue(background(), key, "v"); const s: string | undefined = ctx.value(key);
// @ts-expect-error
withValue(background(), key, 5);
const [c2, cancel] = withTimeout(ctx, 5); cancel(); const d = c2.done(); if (d) { const q: undefined = d.recv(); void q; }
const loop = select({ n, done: c2.done() });
if (loop.case === "done") { const q: false = loop.ok as false; void q; }
withCancel(ctx)[Symbol.dispose]();
const mu = new Mutex(); mu.lock(); mu.unlock(); mu.hold()[Symbol.dispose](); const wg = new WaitGroup(); wg.go(() => 5); wg.wait();
const w: string = wait(Promise.resolve("a")); for (const q of settled(Promise.resolve(1))) if (q.status === "fulfilled") { const z: number = q.value; void z; }
sleep(1); new Ticker(5).c.recv()?.getTime(); new Timer(3).c;
void [s2, c1, r2, fake, v, ok, f, arr, idx, maybe, s, w, r1, s1, loop]; const sc: SendCase = send(null, 5 as never); void sc;
