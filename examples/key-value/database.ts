/**
 * What the service knows and answers, whoever carries requests and answers: the four servers beside this file.
 *
 * A request is a line, an answer too. GET key, SET key value, DEL key; NEAR text: the key with the smallest edit distance from text, by looking at all of them; WATCH prefix: from now on this connection is told
 * each change of such a key; STATS; QUIT.
 */

/** The longest request, in bytes. */
export const MAX_LINE = 2048;

export interface Change {
  readonly key: string;
  /** The line watchers are told. */
  readonly text: string;
}

export interface Outcome {
  readonly answer: string;
  /** Has to be told to those who watch the key. */
  readonly change?: Change;
  /** The connection wants to be told changes of keys that begin so. */
  readonly watches?: string;
  /** The connection is to be closed behind the answer. */
  readonly last?: boolean;
}

export class Database {
  /** Requests answered. */
  served = 0;
  /** Open connections: the server counts them. */
  connections = 0;
  private readonly values = new Map<string, string>();

  constructor(keys: number) {
    for (let i = 0; i < keys; i++) this.values.set(`key:${(Math.imul(i, 0x9e3779b1) >>> 0).toString(36)}:${i}`, `value ${i}`);
  }

  execute(line: string): Outcome {
    const outcome = this.outcomeOf(line);
    this.served++;
    return outcome;
  }

  private outcomeOf(line: string): Outcome {
    const [, command, key, value] = /^(\S*)(?: (\S+))?(?: (.*))?$/.exec(line) ?? [];
    switch (command) {
      case "GET": if (key !== undefined) return { answer: this.values.has(key) ? `VALUE ${this.values.get(key)!}` : "NONE" }; break;
      case "SET": if (key !== undefined && value !== undefined) { this.values.set(key, value); return { answer: "OK", change: { key, text: `CHANGED ${key} ${value}` } }; } break;
      case "DEL": if (key !== undefined) return this.values.delete(key) ? { answer: "OK", change: { key, text: `REMOVED ${key}` } } : { answer: "NONE" }; break;
      case "NEAR": if (key !== undefined) return { answer: nearest(this.values.keys(), key) ?? "NONE" }; break;
      case "WATCH": return { answer: "OK", watches: key ?? "" };
      case "STATS": return { answer: `STATS ${this.served} served, ${this.connections} connections` };
      case "QUIT": return { answer: "BYE", last: true };
    }
    return { answer: "ERR what is that?" };
  }
}

function nearest(keys: Iterable<string>, text: string): string | undefined {
  let best: string | undefined, least = Infinity;
  for (const key of keys) {
    const d = distance(key, text);
    if (d < least) {
      least = d;
      best = `NEAREST ${key} ${d}`;
    }
  }
  return best;
}

const row = new Uint16Array(MAX_LINE + 1);

/** How many letters have to be inserted, removed or replaced to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 0; i < a.length; i++) {
    const letter = a.charCodeAt(i);
    let corner = i, left = i + 1;
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1]!, replaced = letter === b.charCodeAt(j) ? corner : corner + 1;
      row[j] = left;
      left = Math.min(replaced, above + 1, left + 1);
      corner = above;
    }
    row[b.length] = left;
  }
  return row[b.length]!;
}
