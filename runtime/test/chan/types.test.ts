/** The public types, as a consumer without `lib` ESNext.Disposable sees them: types.sample.ts compiles, and every misuse in it is an error. */
import path from "node:path";
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";

test("variance, brands, select's union, contexts", () => {
  const program = ts.createProgram([path.join(__dirname, "types.sample.ts")], {
    strict: true, noEmit: true, target: ts.ScriptTarget.ES2020, lib: ["lib.es2020.d.ts", "lib.dom.d.ts"], types: [], module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16,
  });
  assert.equal(ts.getPreEmitDiagnostics(program).map((d) => `${d.file?.fileName}:${d.start} ${ts.flattenDiagnosticMessageText(d.messageText, " ")}`), []);
});

test.run();
