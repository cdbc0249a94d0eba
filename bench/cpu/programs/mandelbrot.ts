/** Points of the Mandelbrot set in an n by n picture. */
const LIMIT = 50;

function escapes(cr: number, ci: number): boolean {
  let zr = 0, zi = 0;
  for (let i = 0; i < LIMIT; i++) {
    const re = zr * zr - zi * zi + cr, im = 2 * zr * zi + ci;
    zr = re;
    zi = im;
    if (zr * zr + zi * zi > 4) return true;
  }
  return false;
}

export function run(n: number): number {
  let inside = 0;
  for (let y = 0; y < n; y++) {
    const ci = (2 * y) / n - 1;
    for (let x = 0; x < n; x++) {
      if (!escapes((2 * x) / n - 1.5, ci)) inside++;
    }
  }
  return inside;
}
