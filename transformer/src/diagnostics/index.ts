/** The list of rules: one list for tsc, `sansync check` and the editor. */
import { blockingAtModuleLevel } from "./colour/blocking-at-module-level";
import { callbackCannotBlock } from "./colour/callback-cannot-block";
import { cannotBlockHere } from "./colour/cannot-block-here";
import { componentCannotBlock } from "./colour/component-cannot-block";
import { constructorCannotWait } from "./colour/constructor-cannot-wait";
import { constructNotLowered } from "./colour/construct-not-lowered";
import { overrideOfForeignMethod } from "./colour/override-of-foreign-method";
import type { Rule } from "./define";
import { internalImport } from "./setup/internal-import";

export const rules: readonly Rule[] = [cannotBlockHere, callbackCannotBlock, blockingAtModuleLevel, constructNotLowered, constructorCannotWait, overrideOfForeignMethod, componentCannotBlock, internalImport];

export { diagnosticCode, type Finding, type Fix, fixesOf, type Rule, type TextChange } from "./define";
