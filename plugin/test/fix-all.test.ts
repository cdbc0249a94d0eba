// Fixes for a whole file: after them nothing of that rule is left that has such a fix, and TypeScript has nothing to say against the text.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { Plugged, root } from "./plugged";

const test = suite("fix all"), folder = path.join(root, "fixtures/diagnostics"), at = (name: string) => path.join(root, `fixtures/.tmp/fix-all/${name}.ts`);
const cases = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "fixed.ts")) && !readFileSync(path.join(folder, name, "invalid.ts"), "utf8").includes("plain-lib"));
const project = new Plugged(Object.fromEntries(cases.map((name) => [at(name), readFileSync(path.join(folder, name, "invalid.ts"), "utf8")])));
const fixable = (file: string) => [...project.plugged.getSemanticDiagnostics(file), ...project.plugged.getSuggestionDiagnostics(file)].filter((d) => d.source === "sansync")
  .flatMap((d) => project.plugged.getCodeFixesAtPosition(file, d.start!, d.start! + d.length!, [d.code], {}, {}).find((f) => f.fixId !== undefined)?.fixId ?? []) as string[];
let rules = 0;

for (const name of cases) {
  const fixId = `sansync.${name.slice(0, 6)}`, file = at(name);
  test(name, () => {
    if (!fixable(file).includes(fixId)) return;
    rules++;
    for (let round = 0; fixable(file).includes(fixId); round++) {
      assert.ok(round < 5, project.text(file));
      project.apply(project.plugged.getCombinedCodeFix({ type: "file", fileName: file }, fixId, {}, {}).changes);
    }
    assert.equal(project.service.getSyntacticDiagnostics(file).length, 0, project.text(file));
    assert.equal(project.plugged.getSemanticDiagnostics(file).filter((d) => d.source !== "sansync").map((d) => d.messageText), [], project.text(file));
    assert.equal(project.failures, []);
  });
}

test("of the rules with such a fix each has been tried", () => {
  assert.is(rules, 15);
});

test.run();
