import { defineRule, type RuleContext } from "../define";
import { resultsHandedOver } from "./handed-result";

const takers = new Set(["go", "run", "runMain", "WaitGroup.go", "Group.go", "Group.tryGo"]);

/** `go(work(5))`: the call runs at once, in the caller. TypeScript says only that void is no function. */
export const goOfAResult = defineRule({
  code: "SY2001", slug: "go-of-a-result", severity: "error",
  title: "go is given the result of a call",
  why: "`go` takes a function and calls it in a goroutine; arguments are evaluated before, in the caller.",
  todo: "Hand over the function: `go(work, 5)`, or an arrow function around the call.",
  bad: "go(work(5));",
  good: "go(work, 5);\ngo(() => server.loop());",
  ofCalls: true,
  *check(context: RuleContext) { yield* resultsHandedOver(context, takers); },
});
