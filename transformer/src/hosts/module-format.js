"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.keepModuleFormat = keepModuleFormat;
/** One emit has one host, and a context for each of its files. */
const kept = new WeakSet();
/** Does nothing in versions of TypeScript that have no such function. */
function keepModuleFormat(context) {
    const host = context.getEmitHost?.(), ask = host?.getEmitModuleFormatOfFile;
    if (host === undefined || ask === undefined || kept.has(host))
        return;
    kept.add(host);
    let last, format;
    host.getEmitModuleFormatOfFile = (file) => {
        if (file !== last)
            format = ask.call(host, (last = file));
        return format;
    };
}
//# sourceMappingURL=module-format.js.map