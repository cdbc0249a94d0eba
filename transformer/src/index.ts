/** `@sansync/transformer`: the entry hosts call, and the compiler as functions. */
import { entry } from "./hosts/entry";

// ts-patch and ttypescript take the module's default export.
export default entry;
export { configure, patchProgram, type PluginConfig } from "./hosts/patch-program";
export { emitFile, type EmittedFile } from "./hosts/emit-file";
export { pluginLineOf } from "./hosts/plugin-line";
export { SetupError } from "./hosts/set-up";
export { findings, suggestions } from "./diagnostics/findings";
export { changed, declares, freeName, imported, newImport, newLineOf, together } from "./diagnostics/edits";
export { runtimeName, runtimeType } from "./diagnostics/runtime-calls";
export { diagnosticCode, type Fix, fixesOf, joined, rules, type Rule, type TextChange } from "./diagnostics/index";
export { analyze, type Analysis, Aside, colourNames, type FilePlan, follow } from "./analysis/index";
export { changedText } from "./analysis/changed-text";
export { usesRuntime } from "./analysis/1-collect/packages";
export { describePlan } from "./analysis/index";
export { chainText, type Step, whyChain } from "./analysis/index";
export { chainOfCall, type FunctionForm, functionForm, functionForms, reasonText, suspensionPoints, type SuspensionPoint } from "./analysis/index";
export { declarationTransformer } from "./emit/declarations";
export { lowerTransformer } from "./lower/transformer";
export { abiModule, abiNames } from "./emit/abi";
