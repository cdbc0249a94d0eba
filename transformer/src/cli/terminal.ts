/** Colours of the terminal: none when the stream is no terminal or NO_COLOR is set, always when FORCE_COLOR is. */
export interface Palette {
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

export function palette(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Palette {
  const on = env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : !!stream.isTTY && !env.NO_COLOR && env.TERM !== "dumb";
  const paint = (open: number, close: number) => (text: string) => (on ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return { red: paint(31, 39), yellow: paint(33, 39), blue: paint(34, 39), cyan: paint(36, 39), dim: paint(2, 22), bold: paint(1, 22) };
}
