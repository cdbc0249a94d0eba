// Stages joined by channels. Directions are types: a stage that reads its output or writes its input does not compile.
import { chan, go, sleep, type Chan, type RecvChan, type SendChan } from "sansync";

function double(out: SendChan<number>, input: RecvChan<number>) {
  for (const value of input) out.send(value * 2); // blocks this goroutine, nobody else
  out.close();
}

// Unbuffered: each value is handed over from one goroutine to the next.
const input = chan<number>(), out = chan<number>();
go(double, out, input);
go(() => {
  for (let i = 0; i < 3; i++) {
    input.send(i);
    sleep(10);
  }
  input.close();
});
for (const value of out) console.log(value);

// Buffered: the producer may be four values ahead.
function count(to: number): RecvChan<number> {
  const numbers = chan<number>(4);
  go(() => {
    for (let i = 1; i <= to; i++) numbers.send(i);
    numbers.close();
  });
  return numbers;
}

// A stage is a function from channel to channel, so stages compose.
function stage<A, B>(input: RecvChan<A>, f: (value: A) => B): RecvChan<B> {
  const output: Chan<B> = chan<B>(4);
  go(() => {
    for (const value of input) output.send(f(value));
    output.close();
  });
  return output;
}

const squares = stage(count(10), (n) => n * n);
const lines = stage(squares, (n) => "#".repeat(n / 5) + ` ${n}`);
for (const line of lines) console.log(line);
