/** For people who read code: where a file may suspend and why, and what each of its functions became. `sansync show --why` and the editor say the same, from here. */
import type ts from "typescript";
import type { Analysis } from "./progress";
import { type CallFacts } from "./facts";
import type { Ts } from "./typescript";
import { type Step } from "./2-infer/why";
import { type FilePlan, type Form, type FunctionPlan } from "./3-plan/plan";
/** A place at which the goroutine that runs the code may be stopped, or may have to wait. */
export interface SuspensionPoint {
    /** "call": also property reads, conversions and other constructs that call. "loop": it is checked whether another goroutine's turn has come. */
    readonly kind: "call" | "iteration" | "loop";
    /** What an editor marks: offsets in the file. The name of the callee, the iterated expression, or the first word of a loop. */
    readonly start: number;
    readonly end: number;
    readonly node: ts.Node;
    /** As it is written, shortened: `conn.read`, `range jobs`, `for`. */
    readonly callee: string;
    /** "blocking": waits for others. "dynamic": does if a function it cannot name does. "preemptible": is only stopped when its time is over. */
    readonly effect: "blocking" | "dynamic" | "preemptible";
    /** From the callee to the reason: `readRequest`, `Conn.read`. Empty for loops. */
    readonly chain: readonly Step[];
    /** The function it stands in. */
    readonly within: FunctionPlan;
}
/** What a function became. */
export interface FunctionForm {
    readonly node: ts.Node;
    readonly name: string;
    readonly colour: "plain" | "preemptible" | "dynamic" | "blocking";
    readonly form: Form;
    /** `blocking, direct form` */
    readonly text: string;
    /** From the function to the reason of its colour; empty for one that is emitted as it is. */
    readonly chain: readonly Step[];
    /** Why it has not the fast form. */
    readonly noFastForm: string | undefined;
}
/**
 * All places of a file, in the order of the text. Of code that is emitted as it is there are none: nobody can wait there.
 * @param least leaves out what has less effect
 */
export declare function suspensionPoints(ts: Ts, analysis: Analysis, plan: FilePlan, least?: SuspensionPoint["effect"]): SuspensionPoint[];
/** What a call reaches that makes it suspend, down to the reason: `readRequest → Conn.read`. Empty: it does not. */
export declare function chainOfCall(call: CallFacts, { colours, functions }: Analysis): Step[];
/** What the functions of a file became, in the order of the text. */
export declare function functionForms({ colours, functions }: Analysis, plan: FilePlan): FunctionForm[];
/** What the function at a node became; undefined: it is none of this file. */
export declare function functionForm({ colours, functions }: Analysis, plan: FilePlan, node: ts.Node): FunctionForm | undefined;
/** `blocking, direct form`, and why; what `sansync show --why` prints behind the name. */
export declare function reasonText(form: FunctionForm): string;
