import type ts from "typescript";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";

/** `// @sansync-ignore SY1003` without a reason, or without a code: it silences nothing. */
export const suppressionIncomplete = defineRule({
  code: "SY6011", slug: "suppression-incomplete", severity: "warning",
  title: "A comment that is to silence a finding silences none",
  why: "`@sansync-ignore` needs the code of one rule and, behind it, a reason: who reads it later has to know why the rule does not apply.",
  todo: "Write `// @sansync-ignore SY1003 why it is right`, on the line before.",
  bad: "// @sansync-ignore SY1003\nout.send(1);",
  good: "// @sansync-ignore SY1003 the panic is what this test is about\nout.send(1);",
  *check({ ts, plan }: RuleContext): Iterable<Finding> {
    const { file } = plan.facts, { text } = file;
    if (!text.includes("@sansync-ignore")) return;
    for (const found of text.matchAll(/\/\/[ \t]*@sansync-ignore(?![\w-])[ \t]*([^\r\n]*)/g)) {
      const at = found.index, line = text.slice(text.lastIndexOf("\n", at) + 1, at), [code, reason] = [/^SY\d{4}\b/.exec(found[1]!)?.[0], found[1]!.replace(/^SY\d{4}\b\s*/, "")];
      // In a block comment, or in a text, it is talked about.
      if ((code !== undefined && reason !== "") || /^\s*\/?\*/.test(line) || isInText(ts, file, at)) continue;
      yield { node: behind(ts, file, at + found[0].length), what: code === undefined ? "The comment above names no code: it silences nothing." : `The comment above gives no reason: it does not silence ${code}.` };
    }
  },
});

function isInText(ts: RuleContext["ts"], file: ts.SourceFile, position: number): boolean {
  return find(ts, file, (n) => (n.getStart(file) > position || n.end <= position ? "skip" : ts.isStringLiteralLike(n) || ts.isTemplateHead(n) || ts.isTemplateMiddleOrTemplateTail(n) || ts.isJsxText(n) || ts.isRegularExpressionLiteral(n))) !== undefined;
}

/** The first thing that stands behind a place. */
function behind(ts: RuleContext["ts"], file: ts.SourceFile, position: number): ts.Node {
  let first: ts.Node = file.endOfFileToken;
  find(ts, file, (n) => {
    const start = n.getStart(file);
    if (n !== file && start >= position && start < first.getStart(file)) first = n;
    return n.end <= position ? "skip" : false;
  });
  return first.getFirstToken(file) ?? first;
}
