/**
 * Which functions need to know how deep the native stack is (fast/functions.ts): recursive ones, and those that may reach one. Callers that are recursive themselves tell them by the register, and need not where a function
 * only computes, parks, or calls functions of its own file that do no more.
 */
import type { CallFacts, FunctionFacts, FunctionId } from "../facts";
import { Colour, type Colours, effectOf } from "../2-infer/infer";

const known = new WeakMap<Colours, Map<FunctionId, boolean>>();

/** The function, or something it calls, counts the calls on the native stack. */
export function needsDepth(fn: FunctionFacts, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): boolean {
  let answers = known.get(colours);
  if (answers === undefined) known.set(colours, (answers = new Map<FunctionId, boolean>()));
  let answer = answers.get(fn.id);
  if (answer === undefined) {
    answer = colours.get(fn.id)!.recursive || fn.generator || fn.calls.some((call) => reaches(call, fn, colours, functions));
    answers.set(fn.id, answer);
  }
  return answer;
}

function reaches(call: CallFacts, from: FunctionFacts, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): boolean {
  if (effectOf(call, colours, functions).colour === Colour.Plain) return false;
  const { callee } = call;
  if (callee.kind === "marked" || callee.kind === "intrinsic") return call.arguments.some((a) => a.kind !== "none");
  if (callee.kind !== "functions" || !callee.exact || callee.ids.length !== 1) return true;
  const target = functions.get(callee.ids[0]!);
  return target === undefined || target.file !== from.file || needsDepth(target, colours, functions);
}
