/**
 * Draws the charts of docs/benchmarks from the results files, and writes the page they stand on. Nothing is measured here.
 *
 *     npm run bench:charts -w @sansync/bench
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { PROGRAMS } from "../cpu/suite";
import type { CpuResults } from "../cpu/table";
import { CASES } from "../harness/case-list";
import type { Results } from "../report";
import { dotPlot, type Row } from "./dot-plot";

const results = join(__dirname, "..", "results"), docs = join(__dirname, "..", "..", "docs", "benchmarks");
const read = <T>(pattern: RegExp): T[] => readdirSync(results).filter((f) => pattern.test(f)).sort().map((f) => JSON.parse(readFileSync(join(results, f), "utf8")) as T);
const figure = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3));
const ratio = (value: number): string => `${value.toPrecision(3)}x`;

rmSync(docs, { recursive: true, force: true });
mkdirSync(docs, { recursive: true });
const page = ["# Benchmarks", "", "Drawn by `npm run bench:charts -w @sansync/bench` from the results in [bench/results](../../bench/results); what is measured, how, and what to beware of: [bench](../../bench/README.md). CPU time on one thread of a shared machine: read ratios, not nanoseconds.", ""];

for (const { node, date, versions, cells } of read<Results>(/^v[\d.]+\.json$/)) {
  const series = ["go", "promise-channel", "promise-try", "effect", "effection", "ts-chan", "js-csp"].filter((name) => CASES.some((c) => cells[c.name]?.[name]?.figure !== undefined));
  const rows: Row[] = CASES.flatMap((c) => {
    const own = cells[c.name]?.["sansync"]?.figure;
    if (own === undefined) return [];
    const points = series.flatMap((name) => {
      const value = cells[c.name]![name]?.figure;
      return value === undefined ? [] : [{ series: name, ratio: value / own, text: `${figure(value)} ${c.unit}, ${ratio(value / own)} of sansync's ${figure(own)}` }];
    });
    return [{ label: c.name, points }];
  });
  const file = `peers-${/^v(\d+)/.exec(node)![1]!}.svg`;
  writeFileSync(join(docs, file), dotPlot({ title: "Cost in units of what sansync costs", subtitle: `Node ${node}, Go ${versions["go"] ?? "?"} on one thread; ${date}; a dot right of the line is slower, or larger, than sansync`, series, rows, left: "cheaper than sansync", right: "dearer than sansync" }));
  page.push(`## Channels, goroutines, memory, Node ${node}`, "", `![Go and JavaScript libraries in units of what sansync costs](${file})`, "", "[Figures](../../bench/results/README.md)", "");
}
for (const { node, date, programs } of read<CpuResults>(/^cpu-v[\d.]+\.json$/)) {
  const variants = ["fast", "direct", "async"] as const, names = { fast: "ordinary build", direct: "option size", async: "async/await" } as const;
  const rows: Row[] = PROGRAMS.flatMap((p) => {
    const found = programs[p.name], plain = found?.plain?.ms;
    if (found === undefined || plain === undefined) return [];
    return [{ label: p.name, points: variants.flatMap((v) => (found[v]?.ms === undefined ? [] : [{ series: names[v], ratio: found[v].ms / plain, text: `${ratio(found[v].ms / plain)} of ${figure(plain)} ms` }])) }];
  });
  const file = `cpu-${/^v(\d+)/.exec(node)![1]!}.svg`;
  writeFileSync(join(docs, file), dotPlot({ title: "CPU time in units of plain JavaScript", subtitle: `Node ${node}; ${date}; transformed code runs in a goroutine and is preempted every 10 ms`, series: variants.map((v) => names[v]), rows, left: "faster", right: "slower than plain JavaScript" }));
  page.push(`## CPU suite, Node ${node}`, "", `![CPU time of transformed programs in units of plain JavaScript](${file})`, "", "[Figures](../../bench/results/cpu.md)", "");
}
writeFileSync(join(docs, "README.md"), page.join("\n"));
console.log(`written: ${relative(process.cwd(), docs)}`);
