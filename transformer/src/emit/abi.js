"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.abiNames = exports.abiModule = void 0;
/**
 * ABI: the names of `sansync/internal/1` that emitted code uses (docs/internals/abi.md). fixtures/abi.test.ts holds this list against the runtime's exports.
 */
exports.abiModule = "sansync/internal/1";
exports.abiNames = [
    "S", "FL", "DONE",
    "preempt", "min", "max", "frame", "call0", "call1", "call2", "call3", "calln", "callees", "isPlain", "given",
    "accessor", "get", "set", "getAbove", "setAbove", "entry", "closure", "fn", "methods", "method", "privateMethod", "superRef", "knowsCallee", "callee", "plain", "sites",
    "generator", "generatorFunction", "generated", "generatorEntry", "generatorMethods", "generatorMethod", "privateGenerator", "init", "delegate",
    "convert", "looseEqual", "instanceOf",
    "pattern", "open", "pull", "rest", "shut", "restOf", "propertyKey", "asyncIterate",
    "goEntry", "goClosure", "goMethod", "goMethods", "goBetween", "goPlain", "enter", "taken", "EXIT", "steps", "index", "keysIn", "more", "failing", "stop",
    "save0", "save1", "save2", "save3", "save4", "save5", "save6", "saven", "again0", "again1", "again2", "again3", "again4", "again5", "again6", "againn",
    "go", "spawn", "spawnFast", "startedAt", "run", "runMain", "chan",
    "recv", "send", "selection", "select", "selectAll", "rangeOf", "range", "iterate", "next", "fail", "close", "collect", "take",
    "defers", "deferred", "failed", "runDefers", "spotDefers", "disposables", "use", "dispose", "spotDispose", "asyncResource",
    "spot0", "spot1", "spot2", "spot3", "spotn", "spotFrame", "spotRange", "spotNext", "spotIterate", "spotClose", "pending", "awaited",
    "topLevel", "bindCall",
    "newCall", "spotNew", "constructs", "made", "STAMP", "stamp", "superCall", "superPlain", "bound", "self", "result", "superGet", "superSet", "callPlain", "define", "constructing", "newTarget",
];
//# sourceMappingURL=abi.js.map