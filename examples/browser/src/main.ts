/** A page of goroutines: one fetches, one computes when asked to, one owns the page and selects. */
import { chan, events, go, select, sleep, Ticker, wait, type RecvChan, type SendChan } from "sansync";
import { Frames, type Gaps } from "./frames";
import { countPrimes } from "./primes";

interface City { readonly name: string; readonly people: number }
interface Count { readonly primes: number; readonly ms: number; readonly gaps: Gaps }

const LIMIT = 6_000_000;
const at = (id: string) => document.getElementById(id)!;
const frames = new Frames(at("dot") as HTMLCanvasElement);

/** Fetches one part after the other, as fast as somebody takes what is in it. */
function load(cities: SendChan<City>): void {
  for (const part of ["north.json", "south.json"]) {
    const response = wait(fetch(part));
    if (!response.ok) throw new Error(`${part}: ${response.status}`);
    for (const city of wait(response.json()) as City[]) cities.send(city);
  }
  cities.close();
}

/** Computes for seconds. Whoever calls it decides whether the page goes on meanwhile. */
function count(): Count {
  const begin = performance.now();
  frames.begin();
  const primes = countPrimes(LIMIT);
  return { primes, ms: performance.now() - begin, gaps: frames.end() };
}

function log(text: string): void {
  at("log").appendChild(document.createElement("li")).textContent = text;
}
const shown = ({ frames, median, p95, longest }: Gaps) => `${frames} frames, gaps: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`;

/** Only this goroutine touches the page. */
function page(): never {
  const cities = chan<City>(), counts = chan<Count>(), clicks = events(at("goroutine"), "click"), ticks = new Ticker(100);
  go(load, cities);
  let people = 0, loaded = 0, more: RecvChan<City> | null = cities;
  for (;;) {
    const r = select({ city: more, click: clicks, count: counts, tick: ticks.c });
    switch (r.case) {
      case "city":
        if (r.ok) { loaded++; people += r.value.people; break; }
        log(`${loaded} cities, ${people} people`);
        more = null;
        break;
      case "click":
        go(() => counts.send(count()));
        break;
      case "count":
        if (r.ok) log(`goroutine: ${r.value.primes} primes in ${r.value.ms.toFixed(0)} ms, ${shown(r.value.gaps)}`);
        break;
      case "tick":
        at("clock").textContent = new Date().toLocaleTimeString();
    }
  }
}

at("watched").textContent = crossOriginIsolated ? "a thread" : "counting";
at("plain").addEventListener("click", () => {
  const { primes, ms, gaps } = count();
  log(`plain: ${primes} primes in ${ms.toFixed(0)} ms, ${shown(gaps)}`);
});
go(page);
go(() => {
  sleep(500); // the page is there
  frames.begin();
  sleep(1500);
  log(`idle: ${shown(frames.end())}`);
});
