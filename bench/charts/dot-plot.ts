/**
 * A dot plot on a logarithmic axis of ratios as SVG: one row per case, one dot per series, a line at 1. Colours follow the reader's light or dark mode; every dot has a title with its figure, and a shape of its own, so that
 * colour is not needed to tell the series apart.
 */
export interface Row {
  readonly label: string;
  readonly points: readonly { readonly series: string; readonly ratio: number; readonly text: string }[];
}

export interface Plot {
  readonly title: string;
  readonly subtitle: string;
  /** In the order of the legend. */
  readonly series: readonly string[];
  readonly rows: readonly Row[];
  /** What lies left and right of the line at 1. */
  readonly left: string;
  readonly right: string;
}

const WIDTH = 860, LABELS = 150, RIGHT = 24, ROW = 24, TOP = 96, BOTTOM = 44;
const COLOURS = ["#1b7f4d", "#0b6bcb", "#c2410c", "#8e44ad", "#b7791f", "#5b6770", "#be185d", "#0f766e"];
const SHAPES: readonly ((x: number, y: number) => string)[] = [
  (x, y) => `<circle cx="${x}" cy="${y}" r="5.5"/>`,
  (x, y) => `<path d="M${x - 5} ${y - 5}h10v10h-10z"/>`,
  (x, y) => `<path d="M${x} ${y - 6.5}l6.5 6.5-6.5 6.5-6.5-6.5z"/>`,
  (x, y) => `<path d="M${x} ${y - 6}l6 11h-12z"/>`,
  (x, y) => `<path d="M${x} ${y + 6}l6-11h-12z"/>`,
  (x, y) => `<path d="M${x - 5.5} ${y - 2}h3.5v-3.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5z"/>`,
  (x, y) => `<path d="M${x - 6} ${y - 3}h12v6h-12z"/>`,
  (x, y) => `<path d="M${x - 3} ${y - 6}h6v12h-6z"/>`,
];

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
const ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

export function dotPlot({ title, subtitle, series, rows, left, right }: Plot): string {
  const ratios = rows.flatMap((r) => r.points.map((p) => p.ratio));
  const low = Math.min(0.9, ...ratios) / 1.1, high = Math.max(1.1, ...ratios) * 1.1;
  const place = (ratio: number): number => Math.round((LABELS + (Math.log(ratio / low) / Math.log(high / low)) * (WIDTH - LABELS - RIGHT)) * 10) / 10;
  const height = TOP + rows.length * ROW + BOTTOM, floor = TOP + rows.length * ROW;
  const mark = (name: string, x: number, y: number, text: string): string => {
    const i = series.indexOf(name);
    return `<g fill="${COLOURS[i % COLOURS.length]}"><title>${escape(text)}</title>${SHAPES[i % SHAPES.length]!(x, y)}</g>`;
  };
  const shown = ticks.filter((t) => t >= low && t <= high);
  let at = LABELS;
  const legend = series.map((name) => {
    const x = at;
    at += 34 + name.length * 7;
    return `${mark(name, x, 60, name)}<text x="${x + 11}" y="64.5">${escape(name)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}" font-family="system-ui, sans-serif" font-size="12.5">`,
    "<style>.paper{fill:#fff}text{fill:#1f2328}.quiet{fill:#59636e}.line{stroke:#d1d9e0}.one{stroke:#59636e}@media (prefers-color-scheme:dark){.paper{fill:#0d1117}text{fill:#e6edf3}.quiet{fill:#9198a1}.line{stroke:#30363d}.one{stroke:#9198a1}}</style>",
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    `<text x="16" y="24" font-size="16" font-weight="600">${escape(title)}</text><text class="quiet" x="16" y="43">${escape(subtitle)}</text>`,
    ...legend,
    ...shown.map((t) => `<path class="${t === 1 ? "one" : "line"}" d="M${place(t)} ${TOP - 8}V${floor}"/><text class="quiet" x="${place(t)}" y="${floor + 16}" text-anchor="middle">${t}x</text>`),
    `<text class="quiet" x="${place(1) - 8}" y="${floor + 34}" text-anchor="end">${escape(left)}</text><text class="quiet" x="${place(1) + 8}" y="${floor + 34}">${escape(right)}</text>`,
    ...rows.flatMap(({ label, points }, i) => {
      const y = TOP + i * ROW + ROW / 2;
      return [`<path class="line" d="M${LABELS} ${y}H${WIDTH - RIGHT}" stroke-dasharray="1 4"/><text x="${LABELS - 14}" y="${y + 4.5}" text-anchor="end">${escape(label)}</text>`,
        ...points.map((p) => mark(p.series, place(p.ratio), y, `${label}, ${p.series}: ${p.text}`))];
    }),
    "</svg>", "",
  ].join("\n");
}
