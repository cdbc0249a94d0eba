/** The first of the two functions (copies.ts): the function as it was written, with a test behind each call that may suspend. */
import type ts from "typescript";
import type { FileLowering } from "../scope";
import { Copy, type Shape } from "./copies";
import type { Point, Step } from "./steps";
export declare class FastCopy extends Copy {
    #private;
    private readonly sources;
    /** `sources`: the statement of which a step is the first. */
    constructor(l: FileLowering, shape: Shape, sources: ReadonlyMap<Step, ts.Statement>);
    protected self(): ts.Expression;
    protected leave(point: Point): ts.Expression;
    /** `return pump$save(2, 1, …);`, which gives the dummy itself. */
    protected suspended(point: Point): ts.Statement;
    /** `function pump$save(pc, at, a, b) { $save2(pump$resume, pc, $at + at, a, b); }`: V8 counts bytecode when it chooses what to inline, so each point has as little of it as can be. */
    saver(name: string): ts.FunctionDeclaration;
    protected tried(call: ts.Expression, told?: (other: ts.Expression) => ts.Expression): ts.Expression | undefined;
    list(steps: readonly Step[]): ts.Statement[];
    step(step: Step): ts.Statement[];
}
