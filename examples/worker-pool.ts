// Workers look for the factors of a number. Whoever finds them reports; the context tells everybody else to go home.
import { background, chan, go, runMain, select, send, WaitGroup, withCancel, type Context, type RecvChan, type SendChan } from "sansync";

const n = 1_000_003 * 1_000_033;
const range = 5_000;

/** Hands out ranges of candidates until the context is cancelled. */
function handOut(ctx: Context, jobs: SendChan<number>) {
  for (let from = 3; ; from += range) {
    const picked = select({ job: send(jobs, from), cancelled: ctx.done() });
    if (picked.case === "cancelled") return;
  }
}

function worker(ctx: Context, jobs: RecvChan<number>, found: SendChan<number>): number {
  for (let ranges = 0; ; ranges++) {
    const picked = select({ job: jobs, cancelled: ctx.done() });
    if (picked.case === "cancelled" || !picked.ok) return ranges;
    const factor = search(picked.value);
    if (factor !== undefined) select({ found: send(found, factor), cancelled: ctx.done() });
  }
}

function search(from: number): number | undefined {
  for (let candidate = from; candidate < from + range; candidate += 2) if (n % candidate === 0) return candidate;
  return undefined;
}

function main() {
  const [ctx, cancel] = withCancel(background());
  const jobs = chan<number>(), found = chan<number>();
  const workers = new WaitGroup();
  let ranges = 0;
  go(handOut, ctx, jobs);
  for (let i = 0; i < 4; i++) {
    workers.go(() => {
      const searched = worker(ctx, jobs, found);
      ranges += searched; // `ranges += worker(…)` would read `ranges` first, then block, and lose what others added meanwhile
    });
  }

  const factor = found.recv()!;
  cancel();
  workers.wait();
  console.log(`${n} = ${factor} * ${n / factor}`);
  console.log(`4 workers searched ${ranges} ranges: ${ctx.err()!.message}`);
}

runMain(main);
