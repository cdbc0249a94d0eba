/**
 * One source file: header (the runtime's namespace, its names as constants, the site table), statements, and the top level where it may block.
 *
 * Before                                                After, CommonJS
 *   import { chan, go } from "sansync";                   const $ss = require("sansync/internal/1"), $S = $ss.S, $at = $ss.sites("src/main.ts", "…");
 *   const c = chan<number>(); … c.recv();                 const sansync_1 = require("sansync");
 *                                                         $ss.topLevel($at, module, require, (function* () { const c = …; … })());
 *
 * An ES module awaits each call at its top level that may park (a goroutine run on the spot). CommonJS cannot: the statements move into one goroutine, which only a module without
 * exports can do without showing importers a half-made module (SY4008).
 */
import type ts from "typescript";
import type { Ts } from "../analysis/typescript";
import type { FilePlan } from "../analysis/3-plan/plan";
export declare function lowerFile(ts: Ts, context: ts.TransformationContext, file: ts.SourceFile, plan: FilePlan, esModule: boolean, shownName: string, inCycle: boolean): ts.SourceFile;
