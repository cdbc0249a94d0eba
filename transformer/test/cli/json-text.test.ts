// Edits of tsconfig.json and package.json: the change, and nothing else.
import { parse } from "jsonc-parser";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { appendItem, jsonError, removeProperty, setProperty } from "../../src/cli/json-text";

const line = { name: "p", on: true };
const plugins = (text: string) => setProperty(text, ["compilerOptions", "plugins"], [line], "line");
const text = '"plugins": [{ "name": "p", "on": true }]';

test("a property is added last, behind the comment of the one before", () => {
  assert.is(plugins('{\n  "compilerOptions": {\n    "target": "ES2022", /* x */\n    "strict": true // last\n  }\n}\n'),
    `{\n  "compilerOptions": {\n    "target": "ES2022", /* x */\n    "strict": true, // last\n    ${text}\n  }\n}\n`);
});
test("trailing commas, tabs and Windows line ends are kept up", () => {
  assert.is(plugins('{\r\n\t"compilerOptions": {\r\n\t\t"strict": true, // why\r\n\t},\r\n}\r\n'), `{\r\n\t"compilerOptions": {\r\n\t\t"strict": true, // why\r\n\t\t${text},\r\n\t},\r\n}\r\n`);
});
test("what stands on one line stays there", () => {
  assert.is(plugins('{ "compilerOptions": { "strict": true } }\n'), `{ "compilerOptions": { "strict": true, ${text} } }\n`);
  assert.is(plugins('{ "compilerOptions": { "strict": true, } }\n'), `{ "compilerOptions": { "strict": true, ${text} } }\n`);
  assert.is(appendItem('{ "a": [1, 2] }', ["a"], line, "line"), '{ "a": [1, 2, { "name": "p", "on": true }] }');
});
test("objects on the way are made; empty ones and those with comments alone are filled", () => {
  assert.is(plugins("{}\n"), `{\n  "compilerOptions": { ${text} }\n}\n`);
  assert.is(plugins('{\n  "compilerOptions": {}\n}\n'), `{\n  "compilerOptions": {\n    ${text}\n  }\n}\n`);
  assert.is(plugins('{\n  "compilerOptions": {\n    // none yet\n  }\n}\n'), `{\n  "compilerOptions": {\n    ${text}\n    // none yet\n  }\n}\n`);
});
test("commented-out options behind the last one stay behind the new one", () => {
  assert.is(plugins('{\n  "compilerOptions": {\n    "target": "es2022",\n    // "plugins": [],\n    /* more */\n  }\n}'), `{\n  "compilerOptions": {\n    "target": "es2022",\n    ${text},\n    // "plugins": [],\n    /* more */\n  }\n}`);
});
test("items of arrays, a line each", () => {
  assert.is(appendItem('{\n  "plugins": [\n    { "name": "next" } // theirs\n  ]\n}\n', ["plugins"], line, "line"), '{\n  "plugins": [\n    { "name": "next" }, // theirs\n    { "name": "p", "on": true }\n  ]\n}\n');
});
test("dependencies in the order of the alphabet, objects a property a line", () => {
  const add = (t: string, name: string) => setProperty(t, ["dependencies", name], "1", "lines", true);
  assert.is(add(add(add('{\n  "name": "x"\n}\n', "m"), "z"), "a"), '{\n  "name": "x",\n  "dependencies": {\n    "a": "1",\n    "m": "1",\n    "z": "1"\n  }\n}\n');
});
test("a value is replaced where it stands; a property goes with its comma", () => {
  assert.is(setProperty('{ "target": "ES5", /* old */ "x": 1 }', ["target"], "ES2022", "line"), '{ "target": "ES2022", /* old */ "x": 1 }');
  assert.equal(parse(removeProperty('{ "a": { "b": 1, "c": 2 } }', ["a", "b"])), { a: { c: 2 } });
});
test("errors name line and column; comments and trailing commas are errors where JSON is meant", () => {
  assert.is(jsonError('{ "a": 1, /* c */ }', true), undefined);
  assert.match(jsonError('{\n  "a": 1,\n}', false)!, /^line 3, column 1: /);
  assert.match(jsonError('{\n  "a" 1\n}', true)!, /^line 2, column 7: colon expected$/);
  assert.match(jsonError("[]", true)!, /object/);
  assert.ok(jsonError("", true));
});

test.run();
