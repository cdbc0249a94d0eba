// What the transformer gives to ts-patch: tsc and ts-node fail for any diagnostic, so warnings are for those who ask.
import ts from "typescript";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { entry } from "../src/hosts/entry";
import { memory } from "./memory-program";

const source = `
import { go, sleep, chan } from "sansync";
export function late(p: Promise<number>) { sleep(1); p.then(() => 1); }
export const wrong = () => { sleep(1); return [1].sort((a, b) => chan<number>().recv()! + a - b); };
go(late, Promise.resolve(1));
`;

function categories(config: object): string[] {
  const patched = entry(memory({ "input.ts": source }).program(), undefined, config, { ts }) as ts.Program;
  return patched.getSemanticDiagnostics().map((d) => `${ts.DiagnosticCategory[d.category]} ${d.code}`);
}

test("errors alone, unless the plugin's entry says `warnings`", () => {
  const asked = categories({ warnings: true }), warnings = asked.filter((c) => c.startsWith("Warning"));
  assert.ok(warnings.includes("Warning 774004"), asked.join(", "));
  assert.equal(categories({}), asked.filter((c) => !c.startsWith("Warning")));
});

test.run();
