"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.hasStandardDecorators = hasStandardDecorators;
exports.entryDecorator = entryDecorator;
/** The member has decorators that TypeScript calls as the standard says. */
function hasStandardDecorators(l, member) {
    const { ts } = l;
    return l.context.getCompilerOptions().experimentalDecorators !== true && ts.canHaveDecorators(member) && (ts.getDecorators(member)?.length ?? 0) > 0;
}
/** Ours, to stand behind the others. */
function entryDecorator(l) {
    return l.f.createDecorator(l.abi("privateMethod"));
}
//# sourceMappingURL=decorators.js.map