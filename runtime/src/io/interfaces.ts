/**
 * What can be read from and written to: the types every package of I/O is made of, and the mark of the end.
 */
import "../core/dispose.js";

/**
 * The end of what is read, Go's `io.EOF`: a value, not an error, since every stream has an end. The same symbol in all copies of the package.
 */
export const EOF: unique symbol = Symbol.for("sansync.EOF") as never;
export type EOF = typeof EOF;

/** What bytes are read from. */
export interface Reader {
  /**
   * Reads at most `buf.length` bytes into `buf`, from its beginning; parks until there is at least one. Nothing is read ahead of an error: what came before it is given first.
   * @param buf where the bytes go; of length 0: gives 0 at once
   * @returns the number of bytes, at least 1, or {@link EOF}
   * @throws what the source failed with
   * @see Go, io.Reader
   * @suspends
   */
  read(buf: Uint8Array): number | EOF;
}

/** What bytes are written to. */
export interface Writer {
  /**
   * Writes all of `data`, or throws. Parks until the bytes are taken over: then `data` may be used again.
   * @throws what the sink failed with; some of the bytes may have been written
   * @see Go, io.Writer
   * @suspends
   */
  write(data: Uint8Array): void;
}

/** What has an end that its owner decides. */
export interface Closer {
  /** Releases it. What waits for it wakes with {@link ErrClosed}. */
  close(): void;
}

export interface ReadWriter extends Reader, Writer {}
export interface ReadCloser extends Reader, Closer {}
export interface WriteCloser extends Writer, Closer {}
export interface ReadWriteCloser extends Reader, Writer, Closer {}

/** Reads that end with a line as their unit. */
export interface LineReader {
  /**
   * Reads up to the next line feed, and gives the line without it (nor a carriage return before it). What stands behind the last line feed is a line too, if it is not empty.
   * Bytes that are no UTF-8 become U+FFFD, as TextDecoder has it.
   * @param max the longest line, in bytes; 65,536 by default
   * @returns the line, or {@link EOF}
   * @throws an error whose cause is {@link ErrTooLong} (SY5105) if the line is longer; nothing of it is consumed
   * @suspends
   */
  readLine(max?: number): string | EOF;
  /** The lines, for a `for…of` that runs in a goroutine: it parks where the next one is not there yet. `max` as for {@link LineReader.readLine}. */
  lines(max?: number): Iterable<string>;
}

/** The longest line by default, in bytes: that of Go's bufio.Scanner. */
export const MAX_LINE = 65536;
