// At most one request per tick, with a burst at the start; the caller gives up after a while.
import { after, chan, go, runMain, select, Ticker, type RecvChan } from "sansync";

/** Delivers `burst` permits at once, then one every `ms` milliseconds. Permits nobody takes do not pile up beyond the burst. */
function limiter(ms: number, burst: number): RecvChan<true> {
  const permits = chan<true>(burst);
  while (permits.trySend(true));
  const ticker = new Ticker(ms);
  go(() => {
    for (const _ of ticker.c) permits.trySend(true);
  });
  return permits;
}

function main() {
  const permit = limiter(50, 3);
  const closing = after(275);
  const start = Date.now();
  for (let request = 1; ; request++) {
    const picked = select({ permit, closing });
    switch (picked.case) {
      case "permit":
        console.log(`request ${request} at ${Date.now() - start} ms`);
        break;
      case "closing":
        console.log("closing time");
        return;
    }
  }
}

runMain(main);
