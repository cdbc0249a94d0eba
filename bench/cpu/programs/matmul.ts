/** Product of square matrices, rows as arrays. */
type Matrix = number[][];

function build(size: number, f: (row: number, column: number) => number): Matrix {
  const rows: Matrix = [];
  for (let i = 0; i < size; i++) {
    const row: number[] = [];
    for (let j = 0; j < size; j++) row.push(f(i, j));
    rows.push(row);
  }
  return rows;
}

function transpose(m: Matrix): Matrix {
  return build(m.length, (i, j) => m[j][i]);
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const columns = transpose(b);
  return build(a.length, (i, j) => {
    const row = a[i], column = columns[j];
    let sum = 0;
    for (let k = 0; k < row.length; k++) sum += row[k] * column[k];
    return sum;
  });
}

export function run(n: number): number {
  const a = build(n, (i, j) => (i - j) / n);
  const b = build(n, (i, j) => (i + j) / n);
  const c = multiply(a, b);
  let trace = 0;
  for (let i = 0; i < n; i++) trace += c[i][i] + c[i][n - 1 - i];
  return Math.round(trace * 1e6);
}
