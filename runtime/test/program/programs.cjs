// Programs that end in every way a program can end, in the shape the compiler emits. reports.test.ts runs each in a process of its own: node programs.cjs NAME
const $ss = require("sansync/internal/1"), { S } = $ss;
const { defer, goexit, gosched, panic, sleep, stack, select, nilChan, Mutex, WaitGroup } = require("sansync");
const $at = $ss.sites("src/main.ts", "main 5:3 jobs|main 6:3 go worker(jobs)|worker 14:25 jobs.recv()|submit 8:8 jobs.send(job)|producer 21:5 submit(jobs)|main 9:5 results.recv()|main 4:9 results|worker 15:3 fail(job)|main 30:1 runMain(main)|other 40:2 mu.lock()");
const JOBS = $at, GO = $at + 1, RECV = $at + 2, SEND = $at + 3, SUBMIT = $at + 4, RESULT = $at + 5, RESULTS = $at + 6, FAIL = $at + 7, MAIN = $at + 8, LOCK = $at + 9;

function* rest$frame(n) { let $1; for (let i = 0; i < n; i++) ($1 = $ss.call0("gosched", gosched, undefined), S.f) ? yield -1 : $1; }
function boom(text) { throw new Error(text); }
function* fail$frame() { let $1; ($1 = $ss.frame(rest$frame(1)), S.f) ? yield -1 : $1; boom("boom\nand more"); }
function* worker$frame(jobs) { let $1; $1 = ($1 = $ss.call0("jobs.recv", jobs.recv, jobs), S.f) ? yield RECV : $1; ($1 = $ss.frame(fail$frame()), S.f) ? yield FAIL : $1; }
function* submit$frame(jobs) { let $1; ($1 = $ss.call1("jobs.send", jobs.send, jobs, 1), S.f) ? yield SEND : $1; }
function* producer$frame(jobs) { let $1; ($1 = $ss.frame(submit$frame(jobs)), S.f) ? yield SUBMIT : $1; }
const main = (body) => $ss.runMain(MAIN, $ss.closure(body, "main"));
const plainMain = (f) => main(function* main$frame() { f(); });

const programs = {
  returns() { process.exitCode = 3; main(function* () { $ss.spawn(GO, rest$frame(1e9)); console.log("bye"); }); },
  uncaught() { main(function* () { let $1; const jobs = $ss.chan(JOBS, 1); jobs.trySend(1); $ss.spawn(GO, worker$frame(jobs)); ($1 = $ss.frame(rest$frame(5000)), S.f) ? yield RESULT : $1; }); },
  string() { plainMain(() => panic("boom")); },
  number() { plainMain(() => panic(42)); },
  object() { plainMain(() => { throw { code: 1 }; }); },
  nothing() { plainMain(() => panic(undefined)); },
  named() { plainMain(() => null.x); },
  recovered() { plainMain(() => { try { boom("one"); } catch (e) { throw new Error("two", { cause: e }); } }); },
  deferred() {
    main(function* () {
      let $1;
      const d = $ss.defers();
      try { $ss.deferred(d, () => boom("two")); boom("one"); } catch (e) { $ss.failed(d, e); } finally { ($1 = $ss.runDefers(d), S.f) ? yield -1 : $1; }
    });
  },
  closed() { plainMain(() => { const c = $ss.chan(JOBS, 0); c.close(); c.close(); }); },
  goexit() { main(function* () { let $1; $ss.spawn(GO, rest$frame(3)); ($1 = $ss.call0("goexit", goexit, undefined), S.f) ? yield -1 : $1; }); },
  deadlock() {
    main(function* () {
      let $1;
      const jobs = $ss.chan(JOBS, 0), results = $ss.chan(RESULTS, 0);
      for (let i = 0; i < 4; i++) $ss.spawn(GO, producer$frame(jobs));
      ($1 = $ss.call0("results.recv", results.recv, results), S.f) ? yield RESULT : $1;
    });
  },
  deadlockAfterSleep() {
    main(function* () { let $1; const jobs = $ss.chan(JOBS, 0); ($1 = $ss.call1("sleep", sleep, undefined, 20), S.f) ? yield -1 : $1; console.log("slept"); ($1 = $ss.call0("jobs.recv", jobs.recv, jobs), S.f) ? yield RECV : $1; });
  },
  reasons() {
    const mu = new Mutex(), wg = new WaitGroup();
    mu.tryLock();
    wg.add(1);
    const ops = [["mu.lock", mu.lock, mu], ["wg.wait", wg.wait, wg], ["nilChan.recv", nilChan.recv, nilChan], ["select", select, undefined]];
    for (const [text, f, self] of ops) $ss.spawn(GO, (function* () { let $1; ($1 = $ss.call0(text, f, self), S.f) ? yield LOCK : $1; })());
  },
  quit() {
    const parked = setInterval(() => { if (require("sansync").goroutines().some((g) => g.waitReason)) { clearInterval(parked); process.kill(process.pid, "SIGQUIT"); } }, 5);
    main(function* () {
      let x = 0;
      const jobs = $ss.chan(JOBS, 0);
      $ss.spawn(GO, producer$frame(jobs));
      for (;;) { x++; $ss.FL[0] !== 0 && $ss.preempt() && (yield MAIN); }
    });
  },
  pending() { $ss.closure(function* () { let $1; ($1 = $ss.frame(fail$frame()), S.f) ? yield FAIL : $1; }, "f")(); },
  seeded() { programs.uncaught(); },
  stack() { main(function* () { let $1; ($1 = $ss.frame((function* inner$frame() { let $2; ($2 = $ss.frame(rest$frame(1)), S.f) ? yield FAIL : $2; console.log(stack()); })()), S.f) ? yield RESULT : $1; }); },
  runDeadlock() {
    $ss.run(MAIN, $ss.closure(function* () { let $1; const jobs = $ss.chan(JOBS, 0); ($1 = $ss.call0("jobs.recv", jobs.recv, jobs), S.f) ? yield RECV : $1; }, "main"), {
      onDeadlock: (gs) => { console.log("deadlock of", gs.map((g) => `${g.id} ${g.waitReason}`).join()); },
    }).catch((e) => { console.log(`rejected: ${e.code} ${e.message}`); });
  },
  abandonedIsNoDeadlock() {
    $ss.run(MAIN, $ss.closure(function* () { let $1; const jobs = $ss.chan(JOBS, 0); $ss.spawn(GO, worker$frame(jobs)); ($1 = $ss.frame(rest$frame(2)), S.f) ? yield -1 : $1; }, "main")).then(() => { console.log("ended"); });
  },
  runMainUnblocked() { // ordinary program end: nothing waits, nothing to report
    $ss.spawn(GO, rest$frame(3));
    console.log("module done");
  },
  topLevelImported() {
    const jobs = $ss.chan(JOBS, 0);
    try { $ss.topLevel(MAIN, { filename: "lib.js" }, { main: {} }, worker$frame(jobs)); } catch (e) { console.log(e.code); process.exit(0); }
  },
};
void defer;
programs[process.argv[2]]();
