// The plugin's own requests, in a real tsserver.
import path from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { commands, type EmittedBody, type StatusBody, type SuspensionPointsBody } from "@sansync/plugin/protocol";
import { TsServerSession } from "../../fixtures/harness/tsserver-session";

const root = path.resolve(__dirname, "../.."), project = path.join(__dirname, "project");
const server = path.join(project, "src/server.ts"), port = path.join(project, "src/port.ts");

const test = suite("requests");
let session: TsServerSession;

test("suspension points: place, callee, and the chain down to the reason", async () => {
  session = new TsServerSession(require.resolve("typescript/lib/tsserver.js"), root, project);
  session.tell("open", { file: server, projectRootPath: project });
  const { points, problem } = await session.ask<SuspensionPointsBody>(commands.suspensionPoints, { file: server });
  assert.is(problem, undefined);
  assert.equal(points.map((p) => [p.start.line, p.start.offset, p.kind, p.callee, p.effect, p.why, p.within]), [
    [5, 15, "call", "conn.recv", "blocking", "RecvChan.recv", "readRequest"],
    [9, 10, "call", "readRequest", "blocking", "readRequest → RecvChan.recv", "handle"],
    [13, 3, "loop", "for", "preemptible", "", "serve"],
    [13, 21, "iteration", "range jobs", "blocking", "RecvChan.[Symbol.iterator]", "serve"],
    [13, 27, "call", "handle", "blocking", "handle → readRequest → RecvChan.recv", "serve"],
  ]);
  const call = points.find((p) => p.callee === "readRequest")!;
  assert.equal([call.start, call.end], [{ line: 9, offset: 10 }, { line: 9, offset: 21 }]);
  assert.equal(call.chain.map(({ name, file, line }) => [name, path.basename(file), line]), [["readRequest", "server.ts", 5], ["RecvChan.recv", "server.ts", 5]]);
});

test("emitted code has what is not saved, and what each function became", async () => {
  session.tell("change", { file: server, line: 8, offset: 17, endLine: 8, endOffset: 23, insertString: "manage" });
  const { code, map, format, functions } = await session.ask<EmittedBody>(commands.emitted, { file: server });
  assert.match(code!, /function manage\b/);
  assert.is(format, "commonjs");
  assert.is((JSON.parse(map!) as { version: number }).version, 3);
  assert.equal(functions.map((f) => [f.name, f.colour]), [["(module)", "plain"], ["readRequest", "blocking"], ["manage", "blocking"], ["serve", "blocking"], ["double", "plain"], ["(anonymous)", "plain"]], JSON.stringify(functions.map((f) => [f.name, f.colour, f.form])));
  assert.match(functions[2]!.why, "manage → readRequest → RecvChan.recv");
});

test("status: versions, the plugin's line, what is wrong", async () => {
  const s = await session.ask<StatusBody>(commands.status, { file: server });
  assert.is(s.problem, undefined);
  assert.match(s.plugin, /^\d+\.\d+\.\d+/);
  assert.match(s.typescript, /^\d+\.\d+/);
  assert.is(s.runtime, s.plugin);
  assert.is(s.pluginLine, true);
  assert.is(s.used, true);
  assert.ok(s.tsconfig?.endsWith("project/tsconfig.json"), s.tsconfig);
  assert.instance(s.problems, Array);
});

test("a file that is nowhere, a request without a file: said, not thrown", async () => {
  for (const request of [{ file: path.join(project, "nowhere.ts") }, {}, { file: 5 }])
    for (const name of Object.values(commands)) assert.match((await session.ask<StatusBody>(name, request)).problem!, /no source file|takes \{ file \}/);
  await session.close();
});

test.after(() => TsServerSession.endAll());
test.run();
