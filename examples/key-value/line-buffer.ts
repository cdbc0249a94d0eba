/** Lines of bytes that come in chunks: for the servers whose platform has no `readLine`. */
const LF = 10, CR = 13;

export class LineBuffer {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly longest: number) {}

  add(chunk: Buffer): void {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
  }

  /** No more chunks will come: the last line needs no line feed. */
  end(): void {
    if (this.rest.length > 0 && this.rest.at(-1) !== LF) this.add(Buffer.from("\n"));
  }

  /** The next line; undefined: it is not there yet. */
  take(): string | undefined {
    const end = this.rest.indexOf(LF);
    if (end < 0 || end > this.longest) return undefined;
    const line = this.rest.toString("utf8", 0, end > 0 && this.rest[end - 1] === CR ? end - 1 : end);
    this.rest = this.rest.subarray(end + 1);
    return line;
  }

  /** The next line is longer than a line may be. */
  get tooLong(): boolean {
    const end = this.rest.indexOf(LF);
    return (end < 0 ? this.rest.length : end) > this.longest;
  }
}
