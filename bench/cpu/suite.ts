/**
 * The programs of the CPU suite: what each is run with, and the result it must have. `n` is chosen so that a run takes some 50 ms as plain JavaScript, several time slices;
 * `small` is for the test, which runs each under hostile seeds.
 */
export interface Program {
  /** File in programs/, without its extension. It exports `run(n: number): number`. */
  readonly name: string;
  readonly title: string;
  /** `loop`: an innermost counted loop and nothing else. `shape`: what compilers are bad at; the fast form must not be slower than the direct form. Both are shown and averaged apart. */
  readonly kind: "program" | "loop" | "shape";
  readonly n: number;
  readonly check: number;
  readonly small: number;
  readonly smallCheck: number;
}

const program = (name: string, title: string, n: number, check: number, small: number, smallCheck: number, kind: Program["kind"] = "program"): Program =>
  ({ name, title, kind, n, check, small, smallCheck });

export const PROGRAMS: readonly Program[] = [
  program("richards", "scheduler of a small operating system: abstract class, six tasks", 10, 234_711_620, 1, 23_471_162),
  program("deltablue", "incremental constraint solver: class hierarchy, polymorphic calls", 15, 785_019_399, 1, 350_990),
  program("json", "JSON parser by recursive descent", 25, 3_461_700, 1, 138_468),
  program("havlak", "loops of a control flow graph: sets, union-find, depth-first search", 15, 234_224_271, 1, 4890),
  program("collisions", "collision detector: vectors, maps, closures", 60, 306_602_399, 9, 100_193_014),
  program("nbody", "five bodies, floating point fields", 40_000, -169_052_405, 200, -169_026_909),
  program("mandelbrot", "floating point locals, a loop of 50 steps inside", 600, 142_946, 20, 157),
  program("sieve", "Eratosthenes: nested loops over bytes", 1_000_000, 313_993, 3000, 1723),
  program("queens", "backtracking: methods in a loop", 11, 2680, 5, 10),
  program("towers", "Hanoi: recursive methods, linked lists", 20, 104_857_520, 6, 6306),
  program("permute", "recursive permutations in place", 9, 362_881_480_198, 5, 120_487_190),
  program("list", "Takeuchi's function on linked lists", 400, 4000, 1, 10),
  program("fib", "recursive calls and nothing else", 32, 2_178_309, 12, 144),
  program("matmul", "matrix product: closures that loop", 240, -9_599_833_333, 12, -23_833_333),
  program("spectral-norm", "leaf calls in nested float loops", 400, 1_274_224_081, 12, 1_272_735_511),
  program("binary-trees", "allocation and recursion", 13, 794_079, 6, 2111),
  program("quicksort", "two quicksorts, one with a comparison that is handed over", 80_000, 791_171_693, 300, 912_156_833),
  program("word-count", "strings and a Map", 40_000, 463_797_779, 200, 10_092_824),
  program("vm", "interpreter loop: a switch in an endless loop", 5000, 675_944, 60, 17_033),
  program("tokenizer", "character tests by closures, strings", 6, 631_984_698, 1, 545_576_836),
  program("pipeline", "higher-order functions, by hand and built in", 30, 776_232_354, 2, 4_184_344),
  program("dijkstra", "a heap that is given its order, over a grid", 250, 550_057_572, 8, 440_858_649),
  program("for-of", "arrays and a Map by for-of, destructuring", 400, 151_344_593, 2, 5_756_325),
  program("loops-int", "sum of integers", 4000, 1_096_082_944, 3, 599_970_000, "loop"),
  program("loops-float", "recurrence of floats", 1000, 39_992_000, 3, 39_992_000, "loop"),
  program("loops-array", "sum over an array", 2000, 837_857_867, 3, 29_969_976, "loop"),
  program("loops-hash", "integer hash, each step depends on the last", 1500, 2_918_689_605, 3, 2_542_476_965, "loop"),
  program("megamorphic", "a call that meets twelve classes", 3000, -969_474_540, 20, -117_837_648, "shape"),
  program("big-switch", "a switch of 481 cases in a loop", 1_500_000, 1_161_273_819, 3000, 1_495_973_545, "shape"),
  program("many-locals", "2,000 variables, all live in a loop", 6000, -1_119_971_457, 2, 1_441_570_049, "shape"),
  program("try-in-loop", "try, catch, finally, errors in loops", 6000, -765_129_633, 300, -706_104_579, "shape"),
  program("closures-in-loop", "closures made in each round", 2500, 10_553_574, 12, 106, "shape"),
];
