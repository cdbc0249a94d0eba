/**
 * The public page of sansync: a flat list, nothing else. Names are Go's in lower camel case. Goroutines are started by compiled code alone, and that imports internal/v1.ts, which gives built-ins their entries; this page
 * does not, so that bundles of programs without goroutines stay without them.
 */
import "./core/abort-signal.js";
import "./core/dispose.js";
import "./node/install.js";

export { chan } from "./chan/make.js";
export type { ChanOptions } from "./chan/lossy.js";
export { nilChan } from "./chan/nil-chan.js";
export type { Chan, Received, RecvChan, SendChan } from "./chan/directions.js";
export { select, send, trySelect } from "./chan/select.js";
export type { Case, Selected, SendCase } from "./chan/select.js";
export { settled } from "./chan/settled.js";
export { wait } from "./chan/wait.js";
export { events } from "./bridge/events.js";
export type { Emitter, EventOptions, Events } from "./bridge/events.js";
export { waitFor } from "./bridge/wait-for.js";
export type { Done } from "./bridge/wait-for.js";
export { iterate } from "./bridge/iterate.js";
export type { AsyncSource } from "./bridge/iterate.js";

export { defer, go, goroutines, numGoroutine, panic, stack } from "./program/goroutine-api.js";
export type { Goroutine } from "./program/goroutine-api.js";
export { goexit, gosched } from "./core/give-way.js";
export { gomaxprocs } from "./program/gomaxprocs.js";
export { run } from "./program/run.js";
export type { RunOptions } from "./program/run.js";
export { runMain } from "./program/run-main.js";
export { RuntimeError } from "./core/errors.js";

export { Hour, Millisecond, Minute, Second } from "./time/durations.js";
export { sleep } from "./time/sleep.js";
export { after, afterFunc, Timer } from "./time/timer.js";
export { Ticker } from "./time/ticker.js";

export { background, withoutCancel } from "./context/background.js";
export { cause, withCancel, withCancelCause } from "./context/cancel.js";
export { withDeadline, withTimeout } from "./context/deadline.js";
export { ContextKey, withValue } from "./context/value.js";
export { fromSignal } from "./context/signal.js";
export { afterDone } from "./context/after-done.js";
export { Canceled, DeadlineExceeded } from "./context/errors.js";
export type { Cancelable, CancelCauseFunc, CancelFunc, Context } from "./context/context.js";

export { Cond } from "./sync/cond.js";
export { Group } from "./sync/group.js";
export { Mutex } from "./sync/mutex.js";
export { Once } from "./sync/once.js";
export { onceFunc } from "./sync/once-func.js";
export { onceValue } from "./sync/once-value.js";
export { Pool } from "./sync/pool.js";
export { RWMutex } from "./sync/rw-mutex.js";
export type { Locker } from "./sync/rw-mutex.js";
export { Semaphore } from "./sync/semaphore.js";
export { SingleFlight } from "./sync/single-flight.js";
export type { FlightResult } from "./sync/single-flight.js";
export { WaitGroup } from "./sync/wait-group.js";
