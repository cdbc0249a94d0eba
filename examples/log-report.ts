// A stream of log lines goes through a pipeline: parsed by four workers, told apart for two readers, stored in batches. Nothing here is async, and nobody waits for more than what comes next.
import { Readable } from "node:stream";
import { background, Group, onceValue, runMain, RWMutex, sleep, withCancel, type RecvChan } from "sansync";
import { batch, filter, from, map, tee } from "sansync/pipe";

interface Entry { level: string; service: string; text: string }

function* generate(): Generator<string> {
  const levels = ["info", "info", "warn", "info", "error"], services = ["web", "mail", "auth"];
  for (let i = 0; i < 60; i++) yield `${levels[i % 5]} ${services[i % 3]} request ${i} took ${(i * 37) % 90} ms`;
}

/** Connects once, at the first batch; who comes meanwhile waits. */
const store = onceValue(() => { sleep(5); return { batches: [] as number[] }; });

function parse(line: string): Entry {
  const [, level, service, text] = /^(\w+) (\w+) (.*)$/.exec(line)!;
  sleep(1); // a look-up elsewhere
  return { level: level!, service: service!, text: text! };
}

function main(): void {
  const [ctx, cancel] = withCancel(background()), lines = from<string>(Readable.from(generate()), { ctx });
  const [all, again] = tee(map(lines, parse, { ctx, workers: 4 }), { ctx, capacity: 8 });
  const counts = new Map<string, number>(), lock = new RWMutex(), group = new Group(ctx);

  group.go(() => {
    for (const { level } of all) {
      using _ = lock.hold();
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
  });
  group.go(() => {
    const errors: RecvChan<Entry> = filter(again, (e) => e.level === "error", { ctx });
    for (const some of batch(errors, 5, { ctx })) store().batches.push(some.length);
  });
  group.wait(); // the first error of either would come out here, and cancel the other
  cancel();

  using _ = lock.rHold();
  for (const [level, n] of [...counts].sort()) console.log(`${level}: ${n}`);
  console.log(`stored in batches of ${store().batches.join(", ")}`);
}

runMain(main);
