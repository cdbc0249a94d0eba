/**
 * Variables that hold numbers and nothing else, whatever runs: the resume function reads them with `+$fr.a`, so that V8 knows it too. Without it, all it knows is that a field of a frame holds
 * something, and a loop that goes on from there tests or boxes it at each round.
 *
 * By what the text says alone, not by types, which may be wrong (`const x: number = list[99]`): literals, `++`, arithmetic of which a side is known to be a number (with a BigInt on the other side it
 * throws). All variables are taken for numbers first; whoever gets something else is not, and whoever gets his value from him, until none is left (greatest fixed point).
 */
import type ts from "typescript";
import type { Ts } from "../../analysis/typescript";
import { type Step } from "./steps";
export declare function numericVariables(ts: Ts, steps: readonly Step[], parameters: readonly ts.ParameterDeclaration[], variables: ReadonlySet<string>): ReadonlySet<string>;
