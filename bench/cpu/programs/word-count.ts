/** Counts the words of a text that is made up, and lists the most frequent ones. */
import { Random } from "./random";

const SYLLABLES = ["ba", "de", "fi", "go", "lu", "ma", "ne", "ri", "so", "tu", "va", "ze"];

function makeText(words: number): string {
  const random = new Random(7);
  const parts: string[] = [];
  for (let i = 0; i < words; i++) {
    let word = "";
    // The product of two numbers prefers small ones: some words are frequent, most are rare.
    for (let k = random.below(3) + 1; k > 0; k--) word += SYLLABLES[Math.floor((random.below(12) * random.below(13)) / 12)];
    parts.push(i % 11 === 0 ? word.toUpperCase() : word, i % 17 === 0 ? ".\n" : i % 5 === 0 ? ", " : " ");
  }
  return parts.join("");
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const inWord = i < text.length && isLetter(text.charCodeAt(i));
    if (inWord && start < 0) start = i;
    if (!inWord && start >= 0) {
      const word = text.slice(start, i).toLowerCase();
      counts.set(word, (counts.get(word) ?? 0) + 1);
      start = -1;
    }
  }
  return counts;
}

export function run(n: number): number {
  const text = makeText(n);
  let check = 0;
  for (let round = 0; round < 4; round++) {
    const counts = countWords(text);
    const top = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 20);
    for (const [word, count] of top) check = (check * 131 + word.length * 7 + count) % 1_000_000_007;
    check += counts.size;
  }
  return check;
}
