/** The list of rules: one list for tsc, `sansync check` and the editor. */
import { badCapacity } from "./channels/bad-capacity";
import { closeTwice } from "./channels/close-twice";
import { closeWithManySenders } from "./channels/close-with-many-senders";
import { closedCaseSpins } from "./channels/closed-case-spins";
import { lengthAsGuard } from "./channels/length-as-guard";
import { nilChannel } from "./channels/nil-channel";
import { oneSidedChannel } from "./channels/one-sided-channel";
import { promiseCaseSpins } from "./channels/promise-case-spins";
import { rangeWithoutClose } from "./channels/range-without-close";
import { recvAsCondition } from "./channels/recv-as-condition";
import { selectBusyLoop } from "./channels/select-busy-loop";
import { selfDeadlock } from "./channels/self-deadlock";
import { sendAfterClose } from "./channels/send-after-close";
import { singleCaseSelect } from "./channels/single-case-select";
import { undefinedElement } from "./channels/undefined-element";
import { untypedChannel } from "./channels/untyped-channel";
import { wrongDirection } from "./channels/wrong-direction";
import { blockingAtModuleLevel } from "./colour/blocking-at-module-level";
import { callbackCannotBlock } from "./colour/callback-cannot-block";
import { callbackStyle } from "./colour/callback-style";
import { cannotBlockHere } from "./colour/cannot-block-here";
import { componentCannotBlock } from "./colour/component-cannot-block";
import { constructNotLowered } from "./colour/construct-not-lowered";
import { constructorCannotWait } from "./colour/constructor-cannot-wait";
import { finalizerBlocks } from "./colour/finalizer-blocks";
import { floatingPromise } from "./colour/floating-promise";
import { forAwaitInGoroutine } from "./colour/for-await-in-goroutine";
import { narrowingAcrossSuspension } from "./colour/narrowing-across-suspension";
import { overrideOfForeignMethod } from "./colour/override-of-foreign-method";
import { promiseNotWaited } from "./colour/promise-not-waited";
import { suspendsTagWrong } from "./colour/suspends-tag-wrong";
import { syncApiBlocksAll } from "./colour/sync-api-blocks-all";
import { capturedVariable } from "./goroutines/captured-variable";
import { deferInLoop } from "./goroutines/defer-in-loop";
import { deferOfAResult } from "./goroutines/defer-of-a-result";
import { doubleSend } from "./goroutines/double-send";
import { errorOutsideGoroutine } from "./goroutines/error-outside-goroutine";
import { errorsAreThrown } from "./goroutines/errors-are-thrown";
import { firstOfMany } from "./goroutines/first-of-many";
import { goAsyncFunction } from "./goroutines/go-async-function";
import { goAwaited } from "./goroutines/go-awaited";
import { goOfAResult } from "./goroutines/go-of-a-result";
import { mainReturnsEarly } from "./goroutines/main-returns-early";
import { senderAbandoned } from "./goroutines/sender-abandoned";
import { timeoutLeak } from "./goroutines/timeout-leak";
import { unboundMethod } from "./goroutines/unbound-method";
import { internalImport } from "./setup/internal-import";
import { nestedTooDeeply } from "./setup/nested-too-deeply";
import { runtimeNotInstalled } from "./setup/runtime-not-installed";
import { suppressionIncomplete } from "./setup/suppression-incomplete";
import { acquireWithoutRelease } from "./sync/acquire-without-release";
import { addInsideGoroutine } from "./sync/add-inside-goroutine";
import { afterInLoop } from "./sync/after-in-loop";
import { blockingWhileLocked } from "./sync/blocking-while-locked";
import { condWaitWithoutLock } from "./sync/cond-wait-without-lock";
import { condWaitWithoutLoop } from "./sync/cond-wait-without-loop";
import { contextKeyInFunction } from "./sync/context-key-in-function";
import { contextNotPassed } from "./sync/context-not-passed";
import { deferLock } from "./sync/defer-lock";
import { doneMissing } from "./sync/done-missing";
import { doneTooOften } from "./sync/done-too-often";
import { doubleLock } from "./sync/double-lock";
import { durationSuspicious } from "./sync/duration-suspicious";
import { emptyCriticalSection } from "./sync/empty-critical-section";
import { groupOuterContext } from "./goroutines/group-outer-context";
import { holdDropped } from "./sync/hold-dropped";
import { lockCopied } from "./sync/lock-copied";
import { lockOrder } from "./sync/lock-order";
import { lostCancel } from "./sync/lost-cancel";
import { onceRecursion } from "./sync/once-recursion";
import { readBeforeSuspend } from "./sync/read-before-suspend";
import { rlockUpgrade } from "./sync/rlock-upgrade";
import { staleCheck } from "./sync/stale-check";
import { timerNotStopped } from "./sync/timer-not-stopped";
import { unlockMissing } from "./sync/unlock-missing";
import { unlockNotHeld } from "./sync/unlock-not-held";
import { waitInSpawnLoop } from "./sync/wait-in-spawn-loop";
import type { Rule } from "./define";

export const rules: readonly Rule[] = [
  wrongDirection, closeTwice, sendAfterClose, selectBusyLoop, promiseCaseSpins, recvAsCondition, singleCaseSelect, undefinedElement, badCapacity, untypedChannel,
  closeWithManySenders, closedCaseSpins, nilChannel, oneSidedChannel, rangeWithoutClose, selfDeadlock, lengthAsGuard,
  goOfAResult, goAsyncFunction, errorOutsideGoroutine, unboundMethod, goAwaited, deferInLoop, deferOfAResult, errorsAreThrown,
  capturedVariable, doubleSend, firstOfMany, mainReturnsEarly, senderAbandoned, timeoutLeak,
  readBeforeSuspend, holdDropped, unlockMissing, addInsideGoroutine, lostCancel, lockCopied, waitInSpawnLoop, condWaitWithoutLoop, deferLock, emptyCriticalSection, afterInLoop,
  acquireWithoutRelease, blockingWhileLocked, condWaitWithoutLock, doneMissing, doneTooOften, doubleLock, lockOrder, onceRecursion, rlockUpgrade, staleCheck, timerNotStopped, unlockNotHeld,
  cannotBlockHere, callbackCannotBlock, promiseNotWaited, floatingPromise, syncApiBlocksAll, finalizerBlocks, blockingAtModuleLevel, constructNotLowered, constructorCannotWait, overrideOfForeignMethod, componentCannotBlock,
  forAwaitInGoroutine, narrowingAcrossSuspension, suspendsTagWrong, callbackStyle, contextKeyInFunction, contextNotPassed, durationSuspicious, groupOuterContext,
  internalImport, suppressionIncomplete,
];

/** What depends on the machine and not on the program alone (its disk, the stack): said by the hosts, and without fixtures in memory. */
export const hostRules: readonly Rule[] = [runtimeNotInstalled, nestedTooDeeply];

export { diagnosticCode, type Finding, type Fix, fixesOf, joined, type Rule, type TextChange } from "./define";
