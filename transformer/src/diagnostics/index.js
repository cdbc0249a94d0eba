"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.joined = exports.fixesOf = exports.diagnosticCode = exports.hostRules = exports.rules = void 0;
/** The list of rules: one list for tsc, `sansync check` and the editor. */
const bad_capacity_1 = require("./channels/bad-capacity");
const close_twice_1 = require("./channels/close-twice");
const close_with_many_senders_1 = require("./channels/close-with-many-senders");
const closed_case_spins_1 = require("./channels/closed-case-spins");
const nil_channel_1 = require("./channels/nil-channel");
const one_sided_channel_1 = require("./channels/one-sided-channel");
const promise_case_spins_1 = require("./channels/promise-case-spins");
const range_without_close_1 = require("./channels/range-without-close");
const recv_as_condition_1 = require("./channels/recv-as-condition");
const select_busy_loop_1 = require("./channels/select-busy-loop");
const self_deadlock_1 = require("./channels/self-deadlock");
const send_after_close_1 = require("./channels/send-after-close");
const single_case_select_1 = require("./channels/single-case-select");
const undefined_element_1 = require("./channels/undefined-element");
const untyped_channel_1 = require("./channels/untyped-channel");
const wrong_direction_1 = require("./channels/wrong-direction");
const blocking_at_module_level_1 = require("./colour/blocking-at-module-level");
const callback_cannot_block_1 = require("./colour/callback-cannot-block");
const cannot_block_here_1 = require("./colour/cannot-block-here");
const component_cannot_block_1 = require("./colour/component-cannot-block");
const construct_not_lowered_1 = require("./colour/construct-not-lowered");
const constructor_cannot_wait_1 = require("./colour/constructor-cannot-wait");
const finalizer_blocks_1 = require("./colour/finalizer-blocks");
const floating_promise_1 = require("./colour/floating-promise");
const for_await_in_goroutine_1 = require("./colour/for-await-in-goroutine");
const narrowing_across_suspension_1 = require("./colour/narrowing-across-suspension");
const override_of_foreign_method_1 = require("./colour/override-of-foreign-method");
const promise_not_waited_1 = require("./colour/promise-not-waited");
const sync_api_blocks_all_1 = require("./colour/sync-api-blocks-all");
const captured_variable_1 = require("./goroutines/captured-variable");
const defer_in_loop_1 = require("./goroutines/defer-in-loop");
const defer_of_a_result_1 = require("./goroutines/defer-of-a-result");
const double_send_1 = require("./goroutines/double-send");
const error_outside_goroutine_1 = require("./goroutines/error-outside-goroutine");
const errors_are_thrown_1 = require("./goroutines/errors-are-thrown");
const first_of_many_1 = require("./goroutines/first-of-many");
const go_async_function_1 = require("./goroutines/go-async-function");
const go_awaited_1 = require("./goroutines/go-awaited");
const go_of_a_result_1 = require("./goroutines/go-of-a-result");
const main_returns_early_1 = require("./goroutines/main-returns-early");
const sender_abandoned_1 = require("./goroutines/sender-abandoned");
const timeout_leak_1 = require("./goroutines/timeout-leak");
const unbound_method_1 = require("./goroutines/unbound-method");
const internal_import_1 = require("./setup/internal-import");
const nested_too_deeply_1 = require("./setup/nested-too-deeply");
const runtime_not_installed_1 = require("./setup/runtime-not-installed");
const acquire_without_release_1 = require("./sync/acquire-without-release");
const add_inside_goroutine_1 = require("./sync/add-inside-goroutine");
const after_in_loop_1 = require("./sync/after-in-loop");
const blocking_while_locked_1 = require("./sync/blocking-while-locked");
const cond_wait_without_lock_1 = require("./sync/cond-wait-without-lock");
const cond_wait_without_loop_1 = require("./sync/cond-wait-without-loop");
const context_key_in_function_1 = require("./sync/context-key-in-function");
const context_not_passed_1 = require("./sync/context-not-passed");
const defer_lock_1 = require("./sync/defer-lock");
const done_missing_1 = require("./sync/done-missing");
const done_too_often_1 = require("./sync/done-too-often");
const double_lock_1 = require("./sync/double-lock");
const duration_suspicious_1 = require("./sync/duration-suspicious");
const empty_critical_section_1 = require("./sync/empty-critical-section");
const group_outer_context_1 = require("./goroutines/group-outer-context");
const hold_dropped_1 = require("./sync/hold-dropped");
const lock_copied_1 = require("./sync/lock-copied");
const lock_order_1 = require("./sync/lock-order");
const lost_cancel_1 = require("./sync/lost-cancel");
const once_recursion_1 = require("./sync/once-recursion");
const read_before_suspend_1 = require("./sync/read-before-suspend");
const rlock_upgrade_1 = require("./sync/rlock-upgrade");
const stale_check_1 = require("./sync/stale-check");
const timer_not_stopped_1 = require("./sync/timer-not-stopped");
const unlock_missing_1 = require("./sync/unlock-missing");
const unlock_not_held_1 = require("./sync/unlock-not-held");
const wait_in_spawn_loop_1 = require("./sync/wait-in-spawn-loop");
exports.rules = [
    wrong_direction_1.wrongDirection, close_twice_1.closeTwice, send_after_close_1.sendAfterClose, select_busy_loop_1.selectBusyLoop, promise_case_spins_1.promiseCaseSpins, recv_as_condition_1.recvAsCondition, single_case_select_1.singleCaseSelect, undefined_element_1.undefinedElement, bad_capacity_1.badCapacity, untyped_channel_1.untypedChannel,
    close_with_many_senders_1.closeWithManySenders, closed_case_spins_1.closedCaseSpins, nil_channel_1.nilChannel, one_sided_channel_1.oneSidedChannel, range_without_close_1.rangeWithoutClose, self_deadlock_1.selfDeadlock,
    go_of_a_result_1.goOfAResult, go_async_function_1.goAsyncFunction, error_outside_goroutine_1.errorOutsideGoroutine, unbound_method_1.unboundMethod, go_awaited_1.goAwaited, defer_in_loop_1.deferInLoop, defer_of_a_result_1.deferOfAResult, errors_are_thrown_1.errorsAreThrown,
    captured_variable_1.capturedVariable, double_send_1.doubleSend, first_of_many_1.firstOfMany, main_returns_early_1.mainReturnsEarly, sender_abandoned_1.senderAbandoned, timeout_leak_1.timeoutLeak,
    read_before_suspend_1.readBeforeSuspend, hold_dropped_1.holdDropped, unlock_missing_1.unlockMissing, add_inside_goroutine_1.addInsideGoroutine, lost_cancel_1.lostCancel, lock_copied_1.lockCopied, wait_in_spawn_loop_1.waitInSpawnLoop, cond_wait_without_loop_1.condWaitWithoutLoop, defer_lock_1.deferLock, empty_critical_section_1.emptyCriticalSection, after_in_loop_1.afterInLoop,
    acquire_without_release_1.acquireWithoutRelease, blocking_while_locked_1.blockingWhileLocked, cond_wait_without_lock_1.condWaitWithoutLock, done_missing_1.doneMissing, done_too_often_1.doneTooOften, double_lock_1.doubleLock, lock_order_1.lockOrder, once_recursion_1.onceRecursion, rlock_upgrade_1.rlockUpgrade, stale_check_1.staleCheck, timer_not_stopped_1.timerNotStopped, unlock_not_held_1.unlockNotHeld,
    cannot_block_here_1.cannotBlockHere, callback_cannot_block_1.callbackCannotBlock, promise_not_waited_1.promiseNotWaited, floating_promise_1.floatingPromise, sync_api_blocks_all_1.syncApiBlocksAll, finalizer_blocks_1.finalizerBlocks, blocking_at_module_level_1.blockingAtModuleLevel, construct_not_lowered_1.constructNotLowered, constructor_cannot_wait_1.constructorCannotWait, override_of_foreign_method_1.overrideOfForeignMethod, component_cannot_block_1.componentCannotBlock,
    for_await_in_goroutine_1.forAwaitInGoroutine, narrowing_across_suspension_1.narrowingAcrossSuspension, context_key_in_function_1.contextKeyInFunction, context_not_passed_1.contextNotPassed, duration_suspicious_1.durationSuspicious, group_outer_context_1.groupOuterContext,
    internal_import_1.internalImport,
];
/** What depends on the machine and not on the program alone (its disk, the stack): said by the hosts, and without fixtures in memory. */
exports.hostRules = [runtime_not_installed_1.runtimeNotInstalled, nested_too_deeply_1.nestedTooDeeply];
var define_1 = require("./define");
Object.defineProperty(exports, "diagnosticCode", { enumerable: true, get: function () { return define_1.diagnosticCode; } });
Object.defineProperty(exports, "fixesOf", { enumerable: true, get: function () { return define_1.fixesOf; } });
Object.defineProperty(exports, "joined", { enumerable: true, get: function () { return define_1.joined; } });
//# sourceMappingURL=index.js.map