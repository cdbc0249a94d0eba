/** Results of the CPU suite as text. */
import { PROGRAMS, type Program } from "./suite";
import { type Variant, VARIANTS } from "./variants";

export interface Cell {
  /** CPU milliseconds of a run: median of the rounds' medians. */
  readonly ms?: number;
  readonly rounds?: readonly number[];
  /** How often it was preempted, in how many milliseconds by the clock, over all laps of all rounds. */
  readonly switches?: number;
  readonly wall?: number;
  readonly failed?: string;
}

export type ProgramCells = { [V in Variant]?: Cell };

export interface CpuResults {
  readonly node: string;
  readonly commit: string;
  readonly date: string;
  readonly machine: string;
  readonly programs: Record<string, ProgramCells>;
}

function ratio(cells: ProgramCells, variant: Variant): number | undefined {
  const ms = cells[variant]?.ms, plain = cells.plain?.ms;
  return ms === undefined || plain === undefined ? undefined : ms / plain;
}

function show(cells: ProgramCells, variant: Variant): string {
  if (cells[variant]?.failed !== undefined) return "FAILED";
  const r = ratio(cells, variant);
  return r === undefined ? "" : r < 10 ? r.toFixed(2) : r.toFixed(1);
}

function row(name: string, cells: ProgramCells): string[] {
  const { plain, fast } = cells;
  const range = plain?.ms === undefined || fast?.rounds === undefined ? "" : `${(Math.min(...fast.rounds) / plain.ms).toFixed(2)} to ${(Math.max(...fast.rounds) / plain.ms).toFixed(2)}`;
  const rate = fast?.switches === undefined || fast.wall === undefined ? "" : (fast.switches / (fast.wall / 1000)).toFixed(0);
  return [name, plain?.ms?.toFixed(1) ?? "", show(cells, "fast"), range, rate, show(cells, "direct"), show(cells, "async")];
}

/** One line for the terminal. */
export function text(program: Program, cells: ProgramCells): string {
  const [name, ms, ...rest] = row(program.name, cells);
  const failed = VARIANTS.filter((v) => cells[v]?.failed !== undefined).map((v) => `\n  ${v}: ${cells[v]!.failed!}`);
  return `${name!.padEnd(16)} ${ms!.padStart(8)} ms  fast ${rest[0]!.padStart(5)} (${rest[1]}; ${rest[2]} switches/s)  direct ${rest[3]!.padStart(5)}  async ${rest[4]!.padStart(5)}${failed.join("")}`;
}

function summary(results: CpuResults, kind: Program["kind"], name: string, of: (ratios: readonly number[]) => number): string[] {
  const cell = (variant: Variant): string => {
    const ratios = PROGRAMS.filter((p) => p.kind === kind).map((p) => ratio(results.programs[p.name] ?? {}, variant)).filter((r) => r !== undefined);
    return ratios.length === 0 ? "" : `**${of(ratios).toFixed(2)}**`;
  };
  return [`**${name}**`, "", cell("fast"), "", "", cell("direct"), cell("async")];
}

const geometricMean = (ratios: readonly number[]): number => Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
const worst = (ratios: readonly number[]): number => Math.max(...ratios);

/** Of the shapes: how much slower the fast form is than the direct form, at most. */
function slowestToDirect(results: CpuResults): string {
  const ratios = PROGRAMS.filter((p) => p.kind === "shape").map((p) => {
    const { fast, direct } = results.programs[p.name] ?? {};
    return fast?.ms === undefined || direct?.ms === undefined ? 0 : fast.ms / direct.ms;
  });
  return Math.max(...ratios) === 0 ? "" : `**${Math.max(...ratios).toFixed(2)}**`;
}

/** The Markdown table. */
export function table(results: CpuResults): string {
  const measured = (kind: Program["kind"]) => PROGRAMS.filter((p) => p.kind === kind && results.programs[p.name] !== undefined).map((p) => row(p.name, results.programs[p.name]!));
  const rows = [
    ["program", "plain, ms", "fast", "range", "switches/s", "direct", "async"],
    ...measured("program"),
    summary(results, "program", "geometric mean", geometricMean), summary(results, "program", "worst", worst),
    ...measured("loop"),
    summary(results, "loop", "worst of the counted loops", worst),
    ...measured("shape"),
    ["**slowest of these against the direct form**", "", slowestToDirect(results), "", "", "**1.00**", ""],
  ];
  const [head, ...body] = rows.map((r) => `| ${r.join(" | ")} |`);
  return [head, "|---|--:|--:|--:|--:|--:|--:|", ...body].join("\n");
}
