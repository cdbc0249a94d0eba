"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.setOptions = setOptions;
exports.optionsOf = optionsOf;
const none = { stress: false, whole: false, small: false, open: false };
const given = new WeakMap();
/** To be called before the program is analysed. */
function setOptions(program, options) {
    given.set(program, options);
}
function optionsOf(program) {
    return given.get(program) ?? none;
}
//# sourceMappingURL=options.js.map