import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { indentOf, insertAfter, remove } from "../edits";
import { functionAround, isInList, isPlace, isSamePlace, loopsAround, receiverOf, statementOf, textOf } from "../syntax";

/** `wg.add(n)` before the loop that starts the goroutines, `wg.wait()` inside it. */
export const waitInSpawnLoop = defineRule({
  code: "SY3014", slug: "wait-in-spawn-loop", severity: "error",
  title: "WaitGroup.wait stands in the loop that starts the goroutines it waits for",
  why: "All of them were added before the loop; the first round waits for goroutines that only later rounds would start, for ever.",
  todo: "Wait behind the loop.",
  bad: "wg.add(3);\nfor (let i = 0; i < 3; i++) { go(() => { work(i); wg.done(); }); wg.wait(); }",
  good: "wg.add(3);\nfor (let i = 0; i < 3; i++) go(() => { work(i); wg.done(); });\nwg.wait();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name } of calls) {
      if (name !== "WaitGroup.wait") continue;
      const group = receiverOf(ts, node), [loop] = loopsAround(ts, node), statement = statementOf(ts, node), own = functionAround(ts, node);
      // A wait that some rounds leave out may be the last round's.
      if (group === undefined || !isPlace(ts, group) || loop === undefined || statement === undefined || statement.parent !== loop.statement) continue;
      const of = (wanted: string) => calls.filter((c) => c.name === wanted && receiverOf(ts, c.node) !== undefined && isSamePlace(context, receiverOf(ts, c.node)!, group));
      const isIn = (n: { pos: number; end: number }) => n.pos >= loop.pos && n.end <= loop.end;
      const adds = of("WaitGroup.add"), add = adds[0];
      if (adds.length !== 1 || add === undefined || add.node.end > loop.getStart() || functionAround(ts, add.node) !== own || add.node.arguments?.[0]?.getText() === "1" || of("WaitGroup.go").length > 0) continue;
      const dones = of("WaitGroup.done");
      if (dones.length !== 1 || !isIn(dones[0]!.node)) continue;
      // One goroutine a round says that it is done, once.
      const starts = calls.filter((c) => c.name === "go" && isIn(c.node) && c.node.pos < dones[0]!.node.pos && dones[0]!.node.end < c.node.end);
      if (starts.length === 0 || [...loopsAround(ts, dones[0]!.node)].length > 0 || find(ts, loop.statement, (n) => ts.isBreakStatement(n)) !== undefined) continue;
      const fix: Fix | undefined = isInList(ts, loop) ? { title: "Wait behind the loop", changes: [remove(statement), insertAfter(loop, `\n${indentOf(loop)}${statement.getText()}`)] } : undefined;
      yield {
        node, what: `\`${textOf(node)}\` waits in each round for all that \`${textOf(add.node)}\` has counted.`, related: [{ node: add.node, text: "All are counted here." }, { node: starts[0]!.node, text: "One is started in each round." }],
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});
