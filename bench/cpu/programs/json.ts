/** A JSON parser by recursive descent, and a walk over what it made. */
import { Random } from "./random";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  parse(): Json {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) this.fail("the end");
    return value;
  }

  private value(): Json {
    this.space();
    const c = this.text.charAt(this.at);
    switch (c) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        if (c === "-" || isDigit(c.charCodeAt(0))) return this.number();
        return this.fail("a value");
    }
  }

  private object(): Json {
    const members: { [key: string]: Json } = {};
    this.at++;
    this.space();
    if (this.skip("}")) return members;
    do {
      this.space();
      const key = this.string();
      this.space();
      this.expect(":");
      members[key] = this.value();
      this.space();
    } while (this.skip(","));
    this.expect("}");
    return members;
  }

  private array(): Json {
    const items: Json[] = [];
    this.at++;
    this.space();
    if (this.skip("]")) return items;
    do {
      items.push(this.value());
      this.space();
    } while (this.skip(","));
    this.expect("]");
    return items;
  }

  private string(): string {
    this.expect('"');
    let result = "", start = this.at;
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === 34) break;
      if (c !== 92) {
        if (!(c >= 32)) this.fail("a character");
        this.at++;
        continue;
      }
      result += this.text.slice(start, this.at) + this.escape();
      start = this.at;
    }
    result += this.text.slice(start, this.at);
    this.at++;
    return result;
  }

  private escape(): string {
    const c = this.text.charAt(this.at + 1);
    this.at += 2;
    switch (c) {
      case "n":
        return "\n";
      case "t":
        return "\t";
      case "r":
        return "\r";
      case "b":
        return "\b";
      case "f":
        return "\f";
      case "u": {
        const code = parseInt(this.text.slice(this.at, this.at + 4), 16);
        this.at += 4;
        return String.fromCharCode(code);
      }
      default:
        return c;
    }
  }

  private number(): number {
    const start = this.at;
    this.skip("-");
    this.digits();
    if (this.skip(".")) this.digits();
    if (this.skip("e") || this.skip("E")) {
      if (!this.skip("-")) this.skip("+");
      this.digits();
    }
    return Number(this.text.slice(start, this.at));
  }

  private digits(): void {
    while (isDigit(this.text.charCodeAt(this.at))) this.at++;
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail(word);
    this.at += word.length;
    return value;
  }

  private space(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return;
      this.at++;
    }
  }

  private skip(c: string): boolean {
    if (this.text.charAt(this.at) !== c) return false;
    this.at++;
    return true;
  }

  private expect(c: string): void {
    if (!this.skip(c)) this.fail(c);
  }

  private fail(expected: string): never {
    throw new SyntaxError(`${expected} expected at ${this.at}`);
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A document of about n values. */
function makeDocument(n: number): string {
  const random = new Random(99);
  const build = (depth: number): Json => {
    switch (depth === 0 ? random.below(5) : random.below(7)) {
      case 0:
        return random.below(100_000) / 8 - 500;
      case 1:
        return random.below(2) === 0;
      case 2:
        return null;
      case 3:
        return `line ${random.below(1000)}\n\t"quoted" \\ \u00e9`;
      case 4:
        return "plain text ".repeat(random.below(4));
      case 5: {
        const items: Json[] = [];
        for (let i = random.below(9); i > 0; i--) items.push(build(depth - 1));
        return items;
      }
      default: {
        const members: { [key: string]: Json } = {};
        for (let i = random.below(7); i > 0; i--) members[`key${i}-${random.below(9)}`] = build(depth - 1);
        return members;
      }
    }
  };
  const items: Json[] = [];
  for (let i = 0; i < n; i++) items.push(build(6));
  return JSON.stringify(items, null, 1);
}

function measure(value: Json): number {
  if (value === null) return 1;
  if (typeof value === "number") return Math.floor(Math.abs(value)) % 1009;
  if (typeof value === "string") return value.length;
  if (typeof value === "boolean") return value ? 2 : 3;
  let sum = 5;
  if (Array.isArray(value)) for (const item of value) sum += measure(item);
  else for (const key in value) sum += key.length + measure(value[key]);
  return sum % 1_000_000_007;
}

export function run(n: number): number {
  const document = makeDocument(300);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += measure(new Parser(document).parse());
  return sum;
}
