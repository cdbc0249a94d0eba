/** One dive in a process of its own: `node --expose-gc dive.js KIND DEPTH`. Prints the heap at the bottom and after the goroutine has ended, in bytes above the start, collected. */
import { run } from "sansync";

declare const gc: () => void;
const heap = (): number => { gc(); gc(); return process.memoryUsage().heapUsed; };
let bottom = 0;
function land(): number { bottom = heap(); return 0; }

function direct(n: number): number { return n === 0 ? land() : direct(n - 1) + 1; }
function even(n: number): number { return n === 0 ? land() : odd(n - 1) + 1; }
function odd(n: number): number { return n === 0 ? land() : even(n - 1) + 1; }
function viaMap(n: number): number { return n === 0 ? land() : [n].map((x) => viaMap(x - 1) + 1)[0]!; }
class Walker {
  constructor(readonly step: number) {}
  depth(n: number): number { return n === 0 ? land() : this.depth(n - 1) + this.step; }
}
const kinds: Record<string, (n: number) => number> = { direct, mutual: even, methods: (n) => new Walker(1).depth(n), map: viaMap };

const [kind, depth] = [process.argv[2]!, Number(process.argv[3])];
const start = heap();
void run(() => kinds[kind]!(depth)).then((result) => {
  console.log(JSON.stringify({ right: result === depth, bottom: bottom - start, after: heap() - start }));
});
