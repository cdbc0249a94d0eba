/** Why-chains: `handle → readRequest → Conn.read`, each step with its place. For diagnostics, hover, `sansync show --why`. */
import type { FunctionFacts, FunctionId } from "../facts";
import type { Colours } from "./infer";
export interface Step {
    readonly name: string;
    readonly file: string;
    /** Offset in the file. */
    readonly position: number;
}
/** From a function to the reason of its colour. */
export declare function whyChain(id: FunctionId, colours: Colours, functions: ReadonlyMap<FunctionId, FunctionFacts>): Step[];
/** `handle → readRequest → Conn.read` */
export declare function chainText(steps: readonly Step[]): string;
