/** try, catch and finally in loops; every eighth round throws. */
class Odd extends Error {
  constructor(readonly by: number) { super(); }
}

/** Errors without stacks: capturing them would be all that is measured. */
const odd = [new Odd(1), new Odd(2), new Odd(3)];

function check(x: number): number {
  let n = x & 3;
  while (n-- > 0) x = (x + (x >>> 3)) | 0;
  if ((x & 7) === 3) throw odd[(x >>> 3) % 3];
  return x;
}

function guarded(from: number, n: number): number {
  let x = from, left = 0;
  for (let i = 0; i < n; i++) {
    try {
      x = check((Math.imul(x, 69069) + i) | 0);
    } catch (e) {
      x = (x + (e as Odd).by) | 0;
    } finally {
      left++;
    }
  }
  return x ^ left;
}

function nested(n: number): number {
  let x = 0;
  outer: for (let i = 0; i < n; i++) {
    try {
      for (let k = 0; ; k++) {
        try {
          if (k > 5) continue outer;
          x = check((x + k * 7 + i) | 0);
        } finally {
          x = (x ^ k) | 0;
        }
      }
    } catch (e) {
      x = (x - (e as Odd).by) | 0;
    }
  }
  return x;
}

export function run(n: number): number {
  return (guarded(1, n * 10) ^ nested(n * 2)) | 0;
}
