/**
 * A buffer in memory that is written to and read from, and readers that keep what they read too much: lines.
 */
import { bodies, stepping, type Steps } from "./bodies.js";
import { readOnce } from "./copy.js";
import { bytesOf, mustBeCount } from "./data.js";
import { because, ErrTooLong } from "./errors.js";
import { EOF, MAX_LINE, type LineReader, type Reader, type Writer } from "./interfaces.js";

const LF = 10, CR = 13;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Text of a line: `bytes` from `from` up to its line feed, a carriage return before that left out. @internal */
export function lineText(bytes: Uint8Array, from: number, end: number): string {
  return decoder.decode(bytes.subarray(from, end > from && bytes[end - 1] === CR ? end - 1 : end));
}

/** @internal */
export function tooLong(max: number): Error { return because(ErrTooLong, `a line of more than ${max} bytes`); }

class Store {
  protected bytes = new Uint8Array(64);
  protected from = 0;
  protected to = 0;

  /** Bytes that have not been read yet. */
  get length(): number { return this.to - this.from; }

  protected room(n: number): void {
    if (this.to + n <= this.bytes.length) return;
    const { length } = this, into = length + n <= this.bytes.length >> 1 ? this.bytes : new Uint8Array(Math.max(2 * this.bytes.length, length + n));
    into.set(this.bytes.subarray(this.from, this.to));
    this.bytes = into;
    this.from = 0;
    this.to = length;
  }

  protected take(buf: Uint8Array): number {
    const n = Math.min(buf.length, this.length);
    buf.set(this.bytes.subarray(this.from, this.from + n));
    this.from += n;
    if (this.from === this.to) this.from = this.to = 0;
    return n;
  }
}

/** A buffer in memory that grows: what is written to it is read from it. Nothing here blocks. Go's bytes.Buffer. */
export class ByteBuffer extends Store implements Reader, Writer {
  /** Takes at most `buf.length` bytes; {@link EOF} where there are none. */
  read(buf: Uint8Array): number | EOF {
    return buf.length === 0 ? 0 : this.length === 0 ? EOF : this.take(buf);
  }
  /** Appends bytes, or text as UTF-8. */
  write(data: Uint8Array | string): void {
    const bytes = bytesOf(data);
    this.room(bytes.length);
    this.bytes.set(bytes, this.to);
    this.to += bytes.length;
  }
  /** A copy of what has not been read yet. */
  toBytes(): Uint8Array { return this.bytes.slice(this.from, this.to); }
  /** What has not been read yet, as text. */
  override toString(): string { return decoder.decode(this.bytes.subarray(this.from, this.to)); }
}

class Buffered extends Store {
  private ended = false;
  constructor(private readonly source: Reader) {
    super();
  }

  *read(buf: Uint8Array): Steps<number | EOF> {
    if (buf.length === 0) return 0;
    if (this.length > 0) return this.take(buf);
    return this.ended ? EOF : yield* readOnce(this.source, buf);
  }

  private *line(max: number = MAX_LINE): Steps<string | EOF> {
    mustBeCount("readLine: the longest line", max);
    for (let seen = 0; ;) {
      const at = this.bytes.subarray(0, this.to).indexOf(LF, this.from + seen);
      const end = at >= 0 ? at : this.ended ? this.to : -1;
      if ((end < 0 ? this.length : end - this.from) > max) throw tooLong(max);
      if (end >= 0) {
        if (at < 0 && this.length === 0) return EOF;
        const line = lineText(this.bytes, this.from, end);
        this.from = at < 0 ? end : end + 1;
        if (this.from === this.to) this.from = this.to = 0;
        return line;
      }
      seen = this.length;
      this.room(Math.max(4096, seen));
      const n = yield* readOnce(this.source, this.bytes.subarray(this.to));
      if (n === EOF) this.ended = true;
      else this.to += n;
    }
  }

  *readLine(max?: number): Steps<string | EOF> { return yield* this.line(max); }

  lines(max?: number): Iterable<string> { return stepping(EOF, () => this.line(max) as Steps<string>); }
}

bodies(Buffered.prototype, "read", "readLine");

/**
 * A reader that can give lines: it reads ahead of them, so use `r` through it only from now on.
 * @see Go, bufio.NewReader
 */
export function buffered(r: Reader): Reader & LineReader {
  return new Buffered(r) as unknown as Reader & LineReader;
}

/**
 * The lines of `r`, for a `for…of` that runs in a goroutine.
 * @param max the longest line, in bytes; 65,536 by default
 * @see Go, bufio.Scanner
 */
export function lines(r: Reader, max?: number): Iterable<string> {
  return buffered(r).lines(max);
}
