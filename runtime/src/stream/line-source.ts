/**
 * What reads from a side of a stream: its public `readLine` and `lines` (io's LineReader).
 */
import { bodies, stepping, type Steps } from "../io/bodies.js";
import { EOF } from "../io/interfaces.js";
import type { Owner, ReadSide } from "./read-side.js";

export abstract class LineSource implements Owner {
  abstract readonly reading: ReadSide;
  abstract failure(op: string, why: unknown): Error;
  abstract describe(): string;
  *readLine(max?: number): Steps<string | EOF> { return yield* this.reading.readLine(max); }
  lines(max?: number): Iterable<string> { return stepping(EOF, () => this.reading.readLine(max) as Steps<string>); }
}
bodies(LineSource.prototype, "readLine");
