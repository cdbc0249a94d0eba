/** Splits a program text into tokens, character by character, without regular expressions. */
type Kind = "name" | "keyword" | "number" | "string" | "punctuator";

interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly line: number;
}

const KEYWORDS = new Set(["function", "return", "if", "else", "while", "for", "let", "const", "class", "new", "this"]);
const LONG_PUNCTUATORS = ["===", "!==", "=>", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-="];

class Tokenizer {
  private at = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  tokens(): Token[] {
    const tokens: Token[] = [];
    for (let token = this.next(); token !== null; token = this.next()) tokens.push(token);
    return tokens;
  }

  private next(): Token | null {
    this.skipSpace();
    if (this.at >= this.text.length) return null;
    const c = this.text.charCodeAt(this.at);
    if (isNameStart(c)) {
      const text = this.while((code) => isNameStart(code) || isDigit(code));
      return this.token(KEYWORDS.has(text) ? "keyword" : "name", text);
    }
    if (isDigit(c)) return this.token("number", this.while((code) => isDigit(code) || code === 46));
    if (c === 34 || c === 39) return this.token("string", this.string(c));
    return this.token("punctuator", this.punctuator());
  }

  private token(kind: Kind, text: string): Token {
    return { kind, text, line: this.line };
  }

  private while(test: (code: number) => boolean): string {
    const start = this.at;
    while (this.at < this.text.length && test(this.text.charCodeAt(this.at))) this.at++;
    return this.text.slice(start, this.at);
  }

  private string(quote: number): string {
    const start = ++this.at;
    for (let c = this.text.charCodeAt(this.at); c !== quote; c = this.text.charCodeAt(this.at)) {
      if (this.at >= this.text.length) throw new SyntaxError(`a string without an end in line ${this.line}`);
      this.at += c === 92 ? 2 : 1;
    }
    return this.text.slice(start, this.at++);
  }

  private punctuator(): string {
    for (const p of LONG_PUNCTUATORS) {
      if (this.text.startsWith(p, this.at)) {
        this.at += p.length;
        return p;
      }
    }
    return this.text.charAt(this.at++);
  }

  private skipSpace(): void {
    for (; this.at < this.text.length; this.at++) {
      const c = this.text.charCodeAt(this.at);
      if (c === 10) this.line++;
      else if (c === 47 && this.text.charCodeAt(this.at + 1) === 47) {
        while (this.at + 1 < this.text.length && this.text.charCodeAt(this.at + 1) !== 10) this.at++;
      } else if (c !== 32 && c !== 9 && c !== 13) return;
    }
  }
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function makeSource(functions: number): string {
  const lines: string[] = [];
  for (let i = 0; i < functions; i++) {
    lines.push(
      `// What ${i} does is not said.`,
      `function compute${i}(a, b, count) {`,
      `  let sum_${i} = 0, text = "value \\"${i}\\" of", $rest = 'it';`,
      `  for (let i = 0; i <= count; i++) {`,
      `    if (a[i] !== b[i] && i % ${(i % 9) + 2} === 0) sum_${i} += a[i] * ${i}.${(i * 7) % 100};`,
      `    else while (sum_${i} > 1000) sum_${i} -= new Box(this, (x) => x + ${i}).size;`,
      `  }`,
      `  return sum_${i};`,
      `}`,
    );
  }
  return lines.join("\n");
}

export function run(n: number): number {
  const source = makeSource(300);
  let check = 0;
  for (let i = 0; i < n; i++) {
    let names = 0;
    for (const { kind, text, line } of new Tokenizer(source).tokens()) {
      if (kind === "name") names++;
      check = (check * 31 + text.length * 7 + kind.length + line) % 1_000_000_007;
    }
    check += names;
  }
  return check;
}
