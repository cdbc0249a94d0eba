export { analyze, type Analysis, emitsEsModule } from "./analyze";
export * from "./facts";
export { Colour, colourNames, type Colours, effectOf } from "./2-infer/infer";
export { chainText, type Step, whyChain } from "./2-infer/why";
export { type CallPlan, type CheckPlan, describePlan, type FilePlan, type FunctionPlan } from "./3-plan/plan";
export { chainOfCall, type FunctionForm, functionForm, functionForms, reasonText, suspensionPoints, type SuspensionPoint } from "./suspension-points";
export { resumableNatives } from "./1-collect/natives";
export type { Ts } from "./typescript";
