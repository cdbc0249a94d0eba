// What is found in one function depends on others: after an edit elsewhere it is what a session that begins with that text finds.
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { Plugged, root } from "./plugged";

const at = (name: string) => path.join(root, "fixtures/.tmp/edits", name);
const a = at("a.ts"), b = at("b.ts");
const texts = {
  [a]: 'import { Mutex } from "sansync";\nexport const mu = new Mutex();\nexport function helper(): void {\n}\nexport function middle(): void { helper(); }\n',
  [b]: 'import { middle, mu } from "./a";\nexport function outer(): void {\n  mu.lock();\n  middle();\n  mu.unlock();\n}\n',
};
const found = (project: Plugged) => [a, b].map((file) => [...project.plugged.getSemanticDiagnostics(file), ...project.plugged.getSuggestionDiagnostics(file)].filter((d) => d.source === "sansync").map((d) => [d.code, d.start]));

const test = suite("edits");

test("a callee of a callee takes the lock, and no more", () => {
  const project = new Plugged(texts);
  assert.equal(found(project), [[], []]);
  const place = texts[a]!.indexOf("{\n}") + 2, lock = "  mu.lock();\n  mu.unlock();\n";
  project.edit(a, place, place, lock);
  const fresh = new Plugged({ [a]: project.text(a), [b]: project.text(b) });
  assert.equal(found(project), found(fresh));
  assert.ok(found(project).flat().some(([code]) => Math.floor(code! / 1000) === 773), JSON.stringify(found(project)));
  project.edit(a, place, place + lock.length, "");
  assert.equal(found(project), [[], []]);
  assert.equal(project.failures, []);
});

test.run();
