/**
 * Readers and writers made of others: a part, a copy on the way, one after the other.
 */
import { call1 } from "../core/call.js";
import { S } from "../core/state.js";
import { bodies, type Steps } from "./bodies.js";
import { readOnce } from "./copy.js";
import { bytesOf, mustBeCount } from "./data.js";
import { EOF, type Reader, type Writer } from "./interfaces.js";

class Limited {
  constructor(private readonly source: Reader, private left: number) {}
  *read(buf: Uint8Array): Steps<number | EOF> {
    if (buf.length === 0) return 0;
    if (this.left === 0) return EOF;
    const n = yield* readOnce(this.source, buf.length > this.left ? buf.subarray(0, this.left) : buf);
    if (n !== EOF) this.left -= n;
    return n;
  }
}

class Tee {
  constructor(private readonly source: Reader, private readonly to: Writer) {}
  *read(buf: Uint8Array): Steps<number | EOF> {
    const n = yield* readOnce(this.source, buf);
    if (n !== EOF && n > 0) {
      call1("writer.write", this.to.write, this.to, buf.subarray(0, n));
      if (S.f !== 0) yield -1;
    }
    return n;
  }
}

class OneAfterTheOther {
  constructor(private readonly sources: Reader[]) {}
  *read(buf: Uint8Array): Steps<number | EOF> {
    while (this.sources.length > 0) {
      const n = yield* readOnce(this.sources[0]!, buf);
      if (n !== EOF) return n;
      this.sources.shift();
    }
    return EOF;
  }
}

class All {
  constructor(private readonly sinks: readonly Writer[]) {}
  *write(data: Uint8Array): Steps<void> {
    for (const w of this.sinks) {
      call1("writer.write", w.write, w, data);
      if (S.f !== 0) yield -1;
    }
  }
}

class Bytes {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}
  read(buf: Uint8Array): number | EOF {
    if (buf.length === 0) return 0;
    const n = Math.min(buf.length, this.bytes.length - this.at);
    if (n === 0) return EOF;
    buf.set(this.bytes.subarray(this.at, this.at += n));
    return n;
  }
}

for (const C of [Limited, Tee, OneAfterTheOther]) bodies(C.prototype, "read");
bodies(All.prototype, "write");

/**
 * A reader that ends after `n` bytes of `r`. `r` itself is not closed.
 * @see Go, io.LimitReader
 */
export function limitReader(r: Reader, n: number): Reader {
  return new Limited(r, mustBeCount("limitReader: the number of bytes", n)) as unknown as Reader;
}

/**
 * A reader that writes to `w` all it reads from `r`, before it gives it. An error of the write is thrown by the read.
 * @see Go, io.TeeReader
 */
export function teeReader(r: Reader, w: Writer): Reader {
  return new Tee(r, w) as unknown as Reader;
}

/**
 * A reader that gives what is in all of them, one after the other.
 * @see Go, io.MultiReader
 */
export function multiReader(...readers: Reader[]): Reader {
  return new OneAfterTheOther([...readers]) as unknown as Reader;
}

/**
 * A writer that writes everything to each of them, in turn. The first error ends the write.
 * @see Go, io.MultiWriter
 */
export function multiWriter(...writers: Writer[]): Writer {
  return new All([...writers]) as unknown as Writer;
}

/**
 * A reader of what is in memory: bytes, or text as UTF-8.
 * @see Go, bytes.NewReader, strings.NewReader
 */
export function bytesReader(data: Uint8Array | string): Reader {
  return new Bytes(bytesOf(data));
}

/** Drops everything. Go's io.Discard. */
export const discard: Writer = Object.freeze({ write(): void { /* dropped */ } });
