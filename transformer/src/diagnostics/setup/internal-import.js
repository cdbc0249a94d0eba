"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.internalImport = void 0;
const define_1 = require("../define");
/** User code imports the ABI. */
exports.internalImport = (0, define_1.defineRule)({
    code: "SY6007", slug: "internal-import", severity: "error",
    title: "User code imports sansync/internal",
    why: "`sansync/internal/…` is what compiled code and the runtime say to each other; it changes without notice.",
    todo: "Import from `sansync`.",
    bad: 'import { frame } from "sansync/internal/1";',
    good: 'import { go } from "sansync";',
    *check({ ts, plan }) {
        for (const statement of plan.facts.file.statements)
            if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) && statement.moduleSpecifier.text.startsWith("sansync/internal/"))
                yield { node: statement.moduleSpecifier, what: `\`${statement.moduleSpecifier.text}\` is not for user code.` };
    },
});
//# sourceMappingURL=internal-import.js.map