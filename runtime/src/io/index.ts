/** The public page of `sansync/io`: readers and writers. Runs wherever the core does. */
export { EOF } from "./interfaces.js";
export type { Closer, LineReader, ReadCloser, ReadWriteCloser, ReadWriter, Reader, WriteCloser, Writer } from "./interfaces.js";
export { ErrClosed, ErrClosedPipe, ErrDeadlineExceeded, errorIs, ErrTooLong, ErrUnexpectedEOF, IOError } from "./errors.js";
export { copy, copyN, readAll, readFull, readText, writeString } from "./copy.js";
export { bytesReader, discard, limitReader, multiReader, multiWriter, teeReader } from "./readers.js";
export { buffered, ByteBuffer, lines } from "./buffer.js";
export { pipe } from "./pipe.js";
export type { PipeReader, PipeWriter } from "./pipe.js";
