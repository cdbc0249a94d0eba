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
import { nestedTooDeeply } from "./setup/nested-too-deeply";
import { runtimeNotInstalled } from "./setup/runtime-not-installed";

export const rules: readonly Rule[] = [cannotBlockHere, callbackCannotBlock, blockingAtModuleLevel, constructNotLowered, constructorCannotWait, overrideOfForeignMethod, componentCannotBlock, internalImport];

/** What depends on the machine and not on the program alone (its disk, the stack): said by the hosts, and without fixtures in memory. */
export const hostRules: readonly Rule[] = [runtimeNotInstalled, nestedTooDeeply];

export { diagnosticCode, type Finding, type Fix, fixesOf, type Rule, type TextChange } from "./define";
