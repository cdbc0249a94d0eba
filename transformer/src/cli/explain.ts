/** `sansync explain SY4001`: what a code means, why, what to do, with a bad and a good example. Without a code: the list. */
import { hostRules, rules } from "../diagnostics/index";
import { type CodeText, runTimeCodes } from "./run-time-codes";
import { SetupError } from "../hosts/set-up";
import { palette } from "./terminal";

/** Every code there is, in order. */
export function allCodes(): readonly CodeText[] {
  const ofRules = [...rules, ...hostRules].map(({ code, title, why, todo, bad, good, severity }) => ({ code, title: title[0]!.toLowerCase() + title.slice(1), what: `${title}. ${severity === "info" ? "Shown by the editor as a hint." : `Reported as ${severity === "error" ? "an error" : "a warning"} by the build, \`sansync check\` and the editor.`}`, why, todo, bad, good }));
  return [...runTimeCodes, ...ofRules].sort((a, b) => a.code.localeCompare(b.code));
}

export function explain(code: string | undefined): number {
  const p = palette(process.stdout);
  if (code === undefined) {
    console.log(allCodes().map((c) => `${p.bold(c.code)}  ${c.title}`).join("\n"));
    return 0;
  }
  const wanted = /^\d{4}$/.test(code) ? `SY${code}` : /^77\d{4}$/.test(code) ? `SY${code.slice(2)}` : code.toUpperCase().replace(/^TS77/, "SY");
  const found = allCodes().find((c) => c.code === wanted);
  if (!found) throw new SetupError("SY6025", `There is no code ${code}.`, "Codes are SY and four digits; tsc shows them as 77 and the digits.", "`npx sansync explain` lists them.");
  console.log(explanation(found, p));
  return 0;
}

function explanation(c: CodeText, p: ReturnType<typeof palette>): string {
  const example = (title: string, text: string | undefined) => (text === undefined ? [] : ["", p.dim(title), ...text.split("\n").map((line) => `    ${line}`)]);
  return [`${p.bold(c.code)}  ${p.bold(c.title)}`, "", c.what, "", `${p.dim("Why")}   ${c.why}`, `${p.dim("Do")}    ${c.todo}`, ...example("Bad", c.bad), ...example("Good", c.good)].join("\n");
}
