/** The terminal: colours, a question, work that takes a while. Colours: none when the stream is no terminal or NO_COLOR is set, always when FORCE_COLOR is. */
import { createInterface } from "node:readline/promises";

export interface Palette {
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

export function palette(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Palette {
  const on = env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : !!stream.isTTY && !env.NO_COLOR && env.TERM !== "dumb";
  const paint = (open: number, close: number) => (text: string) => (on ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return { red: paint(31, 39), green: paint(32, 39), yellow: paint(33, 39), blue: paint(34, 39), cyan: paint(36, 39), dim: paint(2, 22), bold: paint(1, 22) };
}

/** Asks for yes or no; an empty line is yes. */
export async function confirmed(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|)$/i.test((await lines.question(`${question} [Y/n] `)).trim());
  } finally {
    lines.close();
  }
}

/** Says what goes on while `work` lasts, and for how long, where somebody looks; nothing else is printed then. */
export async function during<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const show = (): void => void process.stderr.write(`\r\u001b[2K${what} … ${((performance.now() - start) / 1000).toFixed(0)} s`);
  if (!process.stderr.isTTY) return work();
  show();
  const timer = setInterval(show, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write("\r\u001b[2K");
  }
}
