/** Largest singular value of an infinite matrix, by the power method on its first n rows and columns. */
function element(i: number, j: number): number {
  return 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);
}

function timesVector(v: Float64Array, out: Float64Array): void {
  for (let i = 0; i < v.length; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += element(i, j) * v[j];
    out[i] = sum;
  }
}

function transposedTimesVector(v: Float64Array, out: Float64Array): void {
  for (let i = 0; i < v.length; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += element(j, i) * v[j];
    out[i] = sum;
  }
}

export function run(n: number): number {
  const u = new Float64Array(n).fill(1), v = new Float64Array(n), between = new Float64Array(n);
  for (let i = 0; i < 10; i++) {
    timesVector(u, between);
    transposedTimesVector(between, v);
    timesVector(v, between);
    transposedTimesVector(between, u);
  }
  let vv = 0, uv = 0;
  for (let i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.round(Math.sqrt(uv / vv) * 1e9);
}
