/** One goroutine selects over 2, 8 or 64 unbuffered channels, each fed by a goroutine of its own. Argument: select-2, select-8, select-64. */
import { type Chan, type SendChan, chan, go, runMain, select } from "sansync";
import { SELECT_ITEMS } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function produce(out: SendChan<number>, count: number): void {
  for (let i = 0; i < count; i++) out.send(i);
}

function producers(k: number): Chan<number>[] {
  const channels: Chan<number>[] = [];
  for (let i = 0; i < k; i++) {
    const ch = chan<number>();
    channels.push(ch);
    go(produce, ch, SELECT_ITEMS / k);
  }
  return channels;
}

function select2(): number {
  const [a, b] = producers(2) as [Chan<number>, Chan<number>];
  let sum = 0;
  for (let i = 0; i < SELECT_ITEMS; i++) {
    const got = select({ a, b });
    switch (got.case) {
      case "a": if (got.ok) sum += got.value; break;
      case "b": if (got.ok) sum += got.value; break;
    }
  }
  return sum;
}

type Eight = [Chan<number>, Chan<number>, Chan<number>, Chan<number>, Chan<number>, Chan<number>, Chan<number>, Chan<number>];

function select8(): number {
  const [a, b, c, d, e, f, g, h] = producers(8) as Eight;
  let sum = 0;
  for (let i = 0; i < SELECT_ITEMS; i++) {
    const got = select({ a, b, c, d, e, f, g, h });
    switch (got.case) {
      case "a": if (got.ok) sum += got.value; break;
      case "b": if (got.ok) sum += got.value; break;
      case "c": if (got.ok) sum += got.value; break;
      case "d": if (got.ok) sum += got.value; break;
      case "e": if (got.ok) sum += got.value; break;
      case "f": if (got.ok) sum += got.value; break;
      case "g": if (got.ok) sum += got.value; break;
      case "h": if (got.ok) sum += got.value; break;
    }
  }
  return sum;
}

/** The array form: Go's reflect.Select. */
function select64(): number {
  const channels = producers(64);
  let sum = 0;
  for (let i = 0; i < SELECT_ITEMS; i++) {
    const got = select(channels);
    if (got.ok) sum += got.value;
  }
  return sum;
}

runMain(() => {
  const recorder = new Recorder(process.argv[2]);
  while (recorder.again()) {
    switch (recorder.case.name) {
      case "select-2": recorder.done(select2()); break;
      case "select-8": recorder.done(select8()); break;
      default: recorder.done(select64()); break;
    }
  }
});
