/**
 * Which functions need to know how deep the native stack is (fast/functions.ts): recursive ones, and those that may reach one. Callers that are recursive themselves tell them by the register, and need not where a function
 * only computes, parks, or calls functions of its own file that do no more.
 */
import { Colour } from "../2-infer/infer";
import { keyInId } from "../facts";
import type { CallPlan, FilePlan, FunctionPlan } from "./plan";

const known = new WeakMap<FunctionPlan, boolean>();

/** The function, or something it calls, counts the calls on the native stack. */
export function needsDepth(file: FilePlan, plan: FunctionPlan): boolean {
  let answer = known.get(plan);
  if (answer === undefined) known.set(plan, (answer = plan.recursive || plan.facts.generator || plan.facts.calls.some(({ key }) => reaches(file, file.calls.get(key)!))));
  return answer;
}

function reaches(file: FilePlan, { facts: { callee, arguments: args }, effect, target }: CallPlan): boolean {
  if (effect === Colour.Plain) return false;
  if (callee.kind === "marked" || callee.kind === "intrinsic") return args.some((a) => a.kind !== "none");
  const reached = target === undefined ? undefined : file.functions.get(keyInId(target));
  return reached === undefined || reached.facts.id !== target || needsDepth(file, reached);
}
