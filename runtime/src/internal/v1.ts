/** ABI 1: what emitted code imports as `sansync/internal/1`. A flat list; docs/internals/abi.md says what the names mean, fixtures/abi/1.txt freezes them. */
import "../natives/index.js";
import "../node/install.js";
export { FL, S } from "../core/state.js";
export { max, min, preempt } from "../core/slice.js";
export { DONE } from "../core/done.js";
export { frame } from "../core/frames.js";
export { callees, given, isPlain } from "../core/callees.js";
export { call0, call1, call2, call3, calln } from "../core/call.js";
export { entry, goEntry } from "../core/entry.js";
export { again0, again1, again2, again3, again4, again5, again6, againn, enter, EXIT, save0, save1, save2, save3, save4, save5, save6, saven, taken } from "../core/fast-frames.js";
export { failing, index, keysIn, more, steps, stop } from "../core/steps.js";
export { callee, closure, fn, goBetween, goClosure, goMethod, goMethods, knowsCallee, method, methods, privateMethod } from "../core/closures.js";
export { generated, generator, generatorEntry, generatorFunction, generatorMethod, generatorMethods, init, privateGenerator } from "../core/generators.js";
export {
  bound, callPlain, constructing, constructs, define, made, newCall, newTarget, result, self, spotNew, STAMP, stamp, superCall, superGet, superPlain, superSet,
} from "../core/construct.js";
export { accessor, get, getAbove, set, setAbove } from "../core/accessors.js";
export { awaited, goPlain, pending, plain } from "../core/plain.js";
export { convert, instanceOf, looseEqual } from "../core/convert.js";
export { superRef } from "../core/super.js";
export { sites } from "../core/sites.js";
export { go, spawn, spawnFast, startedAt } from "../core/go.js";
export { runAt as run } from "../program/run.js";
export { runMainAt as runMain } from "../program/run-main.js";
export { chanAt as chan } from "../chan/make.js";
export { recvCall as recv, sendCall as send } from "../chan/channel.js";
export { selectAll, selectCall as select, selection } from "../chan/select.js";
export { collect, take } from "../chan/collect.js";
export { open, pattern, propertyKey, pull, rest, restOf, shut } from "../chan/pattern.js";
export { asyncIterate } from "../program/async-iterate.js";
export { delegate } from "../chan/delegate.js";
export { close, fail, iterate, next, range, rangeOf } from "../chan/range.js";
export { asyncResource, disposables, dispose, spotDispose, use } from "../core/disposables.js";
export { deferred, defers, failed, runDefers, spotDefers } from "../core/defer.js";
export { spot0, spot1, spot2, spot3, spotFrame, spotn } from "../core/spot.js";
export { spotClose, spotIterate, spotNext, spotRange } from "../program/spot-range.js";
export { bindCall } from "../natives/functions.js";
export { topLevel } from "../program/top-level.js";
