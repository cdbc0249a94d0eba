/** Closures made in loops: of a variable of the round, of one that is written to, and called later. */
function compose(n: number): number {
  const steps: ((x: number) => number)[] = [];
  for (let i = 0; i < n; i++) {
    const by = i % 5;
    steps.push((x) => {
      for (let k = 0; k < by; k++) x = (x * 3 + i) | 0;
      return x;
    });
  }
  let x = 1;
  for (const step of steps) x = step(x);
  return x;
}

function counters(n: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    let own = i & 15;
    const add = (by: number): void => { own += by; while (own > 64) own -= 64; };
    add(i % 77);
    add(total & 31);
    total = (total + own) | 0;
  }
  return total;
}

export function run(n: number): number {
  let x = 0;
  for (let i = 0; i < n; i++) x = (x ^ compose(200) ^ counters(300)) + i | 0;
  return x;
}
