/**
 * Runs every program of the suite with its small n: called by plain code, and in a goroutine beside another one under hostile seeds. Prints, as JSON, for each program its results and how
 * often the other goroutine got in between. Compiled and started by cpu.test.ts: `node check.js FIRST_SEED LAST_SEED`.
 */
import { go, gosched, run } from "sansync";
import { run as richards } from "./programs/richards";
import { run as deltablue } from "./programs/deltablue";
import { run as json } from "./programs/json";
import { run as havlak } from "./programs/havlak";
import { run as collisions } from "./programs/collisions";
import { run as nbody } from "./programs/nbody";
import { run as mandelbrot } from "./programs/mandelbrot";
import { run as sieve } from "./programs/sieve";
import { run as queens } from "./programs/queens";
import { run as towers } from "./programs/towers";
import { run as permute } from "./programs/permute";
import { run as list } from "./programs/list";
import { run as fib } from "./programs/fib";
import { run as matmul } from "./programs/matmul";
import { run as spectralNorm } from "./programs/spectral-norm";
import { run as binaryTrees } from "./programs/binary-trees";
import { run as quicksort } from "./programs/quicksort";
import { run as wordCount } from "./programs/word-count";
import { run as vm } from "./programs/vm";
import { run as tokenizer } from "./programs/tokenizer";
import { run as pipeline } from "./programs/pipeline";
import { run as dijkstra } from "./programs/dijkstra";
import { run as forOf } from "./programs/for-of";
import { run as loopsInt } from "./programs/loops-int";
import { run as loopsFloat } from "./programs/loops-float";
import { run as loopsArray } from "./programs/loops-array";
import { run as loopsHash } from "./programs/loops-hash";
import { run as megamorphic } from "./programs/megamorphic";
import { run as bigSwitch } from "./programs/big-switch";
import { run as manyLocals } from "./programs/many-locals";
import { run as tryInLoop } from "./programs/try-in-loop";
import { run as closuresInLoop } from "./programs/closures-in-loop";
import { PROGRAMS } from "./suite";

const programs: Readonly<Record<string, (n: number) => number>> = {
  richards,
  deltablue,
  json,
  havlak,
  collisions,
  nbody,
  mandelbrot,
  sieve,
  queens,
  towers,
  permute,
  list,
  fib,
  matmul,
  "spectral-norm": spectralNorm,
  "binary-trees": binaryTrees,
  quicksort,
  "word-count": wordCount,
  vm,
  tokenizer,
  pipeline,
  dijkstra,
  "for-of": forOf,
  "loops-int": loopsInt,
  "loops-float": loopsFloat,
  "loops-array": loopsArray,
  "loops-hash": loopsHash,
  megamorphic,
  "big-switch": bigSwitch,
  "many-locals": manyLocals,
  "try-in-loop": tryInLoop,
  "closures-in-loop": closuresInLoop,
};

export interface Checked {
  readonly plain: number;
  readonly seeded: readonly number[];
  readonly between: number;
}

async function main(): Promise<void> {
  const [first, last] = process.argv.slice(2).map(Number) as [number, number];
  const checked: Record<string, Checked> = {};
  for (const { name, small } of PROGRAMS) {
    const program = programs[name]!, seeded: number[] = [];
    let between = 0;
    for (let seed = first; seed <= last; seed++) {
      const result = await run(() => {
        go(() => {
          for (;;) {
            gosched();
            between++;
          }
        });
        return program(small);
      }, { seed });
      seeded.push(result);
    }
    checked[name] = { plain: program(small), seeded, between };
  }
  console.log(JSON.stringify(checked));
}

void main();
