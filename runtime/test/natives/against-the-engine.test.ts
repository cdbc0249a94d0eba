/**
 * Every entry against the built-in it stands for, over random inputs: the built-in with plain callbacks, the entry in a goroutine with callbacks that suspend, under seeds. Equal must be value or error
 * (with its words), and the trace of all that is observable: calls of callbacks with `this` and arguments, of comparators, iterators and species, and each trap of a proxy that stands for a receiver,
 * a result or a callback's result. `SEED=n` repeats one; `STRESS=1` runs more. `NAME=text` picks built-ins.
 * The samples stand in engine/, a file for each family.
 */
import { test } from "uvu";
import { constructorNames, names } from "../../dist/cjs/natives/names.js";
import "./engine/arrays";
import "./engine/collections";
import { tested } from "./engine/compare";
import "./engine/functions";
import "./engine/iterators";
import "./engine/json";
import "./engine/strings";
import "./engine/typed-arrays";

tested.add("Function.prototype.bind"); // natives.test.ts
tested.add("Reflect.construct"); // fixtures/constructs/constructors.ts
// fixtures/constructs/natives.ts and, with receivers and arguments of all kinds, fixtures/built-ins.test.ts
for (const name of names) if (/^Promise\.(all|allSettled|any|race)$|^RegExp\.prototype\.@@(matchAll|split)$|^Set\.prototype\.(?!forEach)/.test(name)) tested.add(name);

test("every entry is compared", () => {
  for (const name of [...names, ...constructorNames.map((n) => `new ${n}`)]) if (!tested.has(name)) throw new Error(`${name} is not compared`);
});

test.run();
