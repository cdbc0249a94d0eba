/** The public page of `sansync/observe`: what a program is doing, as data, and a way for tools to look into it while it runs. */
export { dump } from "./dump.js";
export type { CaseInfo, ChannelInfo, Dump, DumpOptions, GoroutineInfo, Place, WaiterInfo } from "./dump.js";
export { metrics } from "./metrics.js";
export type { Metrics } from "./metrics.js";
export { trace } from "./trace.js";
export type { Trace, TraceEvent, TraceOptions, TracePart } from "./trace.js";
export type { Leak } from "./leaks.js";
export { serve } from "./serve.js";
export type { Inspector, ServeOptions } from "./serve.js";
