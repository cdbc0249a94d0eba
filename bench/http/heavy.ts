/** About two seconds of JavaScript. */
export function heavy(): number {
  let x = 1;
  for (let i = 0; i < 1_000_000_000; i++) x = (Math.imul(x, 1664525) + i) | 0;
  return x;
}
