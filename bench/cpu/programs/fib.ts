/** Doubly recursive Fibonacci numbers: nothing but calls. */
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

export function run(n: number): number {
  return fib(n);
}
