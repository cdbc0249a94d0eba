/**
 * Draws the timeline: runs in the panel of inspect/timeline.ts, which sends parts of the trace. Goroutines that ran last stand on top; the wheel zooms, dragging moves, a click goes to the line.
 */
import type { Place, TracePart } from "sansync/observe";

interface Bar { readonly from: number; to: number; why: string; at: number | undefined }
interface Row { readonly id: number; name: string; readonly bars: Bar[]; last: number; ended: boolean }

const BARS = 4000, ROWS = 400, ROW = 20, NAMES = 190;
declare function acquireVsCodeApi(): { postMessage(message: object): void };

const host = acquireVsCodeApi(), canvas = document.getElementById("canvas") as HTMLCanvasElement, counts = document.getElementById("counts")!, about = document.getElementById("about")!, pause = document.getElementById("pause")!;
const rows = new Map<number, Row>(), places: Record<number, Place> = {};
let paused = false, shownMs = 500, end = 0, top = 0, dropped = 0, events = 0, latest = 0;

const rowOf = (id: number): Row => {
  let row = rows.get(id);
  if (row === undefined) {
    rows.set(id, row = { id, name: "", bars: [], last: 0, ended: false });
    if (rows.size > ROWS) for (const old of [...rows.values()].sort((a, b) => Number(b.ended) - Number(a.ended) || a.last - b.last).slice(0, rows.size - ROWS)) rows.delete(old.id);
  }
  return row;
};

addEventListener("message", ({ data }: MessageEvent<TracePart & { names: Record<number, string> }>) => {
  Object.assign(places, data.places);
  dropped += data.dropped;
  events += data.events.length;
  for (const e of data.events) {
    const row = rowOf(e.g);
    row.last = latest = e.t;
    if (e.kind === "run") {
      row.bars.push({ from: e.t, to: e.t, why: "runs", at: undefined });
      if (row.bars.length > BARS) row.bars.splice(0, BARS / 4);
    } else if (e.kind === "park" || e.kind === "yield" || e.kind === "end") {
      const bar = row.bars[row.bars.length - 1];
      if (bar !== undefined) Object.assign(bar, { to: e.t, why: e.reason ?? (e.kind === "yield" ? "gave way" : "ended"), at: e.at });
      row.ended = e.kind === "end";
    }
  }
  // those that wait all the time have a line too
  for (const [id, name] of Object.entries(data.names)) rowOf(Number(id)).name = name;
  if (!paused) end = latest;
  draw();
});

const shown = (): Row[] => [...rows.values()].sort((a, b) => a.id - b.id).filter((r) => !r.ended || r.bars.some((b) => b.to >= end - shownMs));
const css = (name: string): string => getComputedStyle(document.body).getPropertyValue(name);

function draw(): void {
  const scale = devicePixelRatio, width = canvas.clientWidth, height = canvas.clientHeight, list = shown(), from = end - shownMs, x = (t: number): number => NAMES + ((t - from) / shownMs) * (width - NAMES);
  canvas.width = width * scale;
  canvas.height = height * scale;
  const c = canvas.getContext("2d")!;
  c.scale(scale, scale);
  c.font = `12px ${css("--vscode-font-family") || "sans-serif"}`;
  c.textBaseline = "middle";
  const text = css("--vscode-foreground"), grid = css("--vscode-editorIndentGuide-background") || "#8884", run = css("--vscode-charts-green") || "#7ee0c0", wait = css("--vscode-charts-lines") || "#8886";
  // 1, 2 or 5 times a power of ten, so far apart that the times have room
  const least = (shownMs * 80) / (width - NAMES), power = 10 ** Math.floor(Math.log10(least)), step = power * [1, 2, 5, 10].find((n) => n * power >= least)!;
  c.fillStyle = text;
  for (let t = Math.ceil(from / step) * step; t < end; t += step) {
    c.globalAlpha = 0.5;
    c.fillStyle = grid;
    c.fillRect(x(t), 0, 1, height);
    c.fillStyle = text;
    c.fillText(`${+t.toFixed(3)} ms`, x(t) + 3, 8);
  }
  top = Math.max(0, Math.min(top, list.length - Math.floor((height - 20) / ROW)));
  list.slice(top, top + Math.ceil(height / ROW)).forEach((row, i) => {
    const y = 20 + i * ROW;
    c.globalAlpha = 1;
    c.fillStyle = text;
    c.fillText(`${row.id} ${row.name}`.slice(0, 28), 0, y + ROW / 2);
    c.fillStyle = wait;
    c.globalAlpha = 0.5;
    c.fillRect(NAMES, y + ROW / 2, width - NAMES, 1);
    c.globalAlpha = 1;
    c.fillStyle = run;
    for (const b of row.bars) {
      if (b.to < from || b.from > end) continue;
      const left = Math.max(NAMES, x(b.from));
      c.fillRect(left, y + 3, Math.max(1, x(b.to) - left), ROW - 6);
    }
  });
  counts.textContent = `${rows.size} goroutines, ${events} events${dropped > 0 ? `, ${dropped} dropped` : ""}, ${shownMs < 1 ? `${Math.round(shownMs * 1000)} µs` : `${Math.round(shownMs)} ms`} shown`;
}

/** The bar before or at a point, whose end says what was waited for after it. */
function under(e: MouseEvent): { row: Row; bar: Bar | undefined; t: number } | undefined {
  const row = shown()[top + Math.floor((e.offsetY - 20) / ROW)];
  if (row === undefined || e.offsetX < NAMES) return undefined;
  const t = end - shownMs + ((e.offsetX - NAMES) / (canvas.clientWidth - NAMES)) * shownMs;
  return { row, t, bar: row.bars.findLast((b) => b.from <= t) };
}

canvas.addEventListener("mousemove", (e) => {
  if (e.buttons === 1) {
    paused = true;
    end -= (e.movementX / (canvas.clientWidth - NAMES)) * shownMs;
    top -= Math.sign(Math.trunc(e.movementY / 6));
    say();
    draw();
    return;
  }
  const hit = under(e), at = hit?.bar?.at === undefined ? undefined : places[hit.bar.at];
  about.textContent = hit === undefined ? "" : `${hit.row.id} ${hit.row.name}: ${hit.bar === undefined ? "" : hit.t <= hit.bar.to ? `ran ${(hit.bar.to - hit.bar.from).toFixed(3)} ms, then ${hit.bar.why}` : hit.bar.why}${at === undefined ? "" : `, ${at.file.split(/[\\/]/).pop()}:${at.line}`}`;
});
canvas.addEventListener("click", (e) => {
  const at = under(e)?.bar?.at;
  if (at !== undefined && places[at] !== undefined) host.postMessage({ reveal: places[at]! });
});
canvas.addEventListener("wheel", (e) => {
  if (e.shiftKey) top += Math.sign(e.deltaY);
  else shownMs = Math.min(60_000, Math.max(0.01, shownMs * (e.deltaY > 0 ? 1.25 : 0.8)));
  draw();
});
const say = (): void => { pause.textContent = paused ? "Go on" : "Pause"; };
pause.addEventListener("click", () => {
  paused = !paused;
  if (!paused) end = latest;
  say();
  draw();
});
addEventListener("resize", draw);
