/**
 * What the codes mean that no rule of the compiler stands behind: errors at run time (SY5xxx), of the set-up (SY6xxx), and our own mistakes (SY9xxx).
 * `sansync explain` and docs/diagnostics are made from this list and from the rules (diagnostics/index.ts); a test holds it against the codes that occur in the sources.
 * Data only.
 */
export interface CodeText {
  readonly code: string;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly bad?: string;
  readonly good?: string;
}

const ours = "This is a mistake of sansync, or of code compiled by another version of it; not of your program.";
const please = "Build once with `npx sansync build --force`. If it stays, please report it with the code that shows it.";

export const runTimeCodes: readonly CodeText[] = [
  {
    code: "SY5001", title: "all goroutines are asleep",
    what: "Every goroutine waits, and nothing in the process (no timer, socket, file or child process) can wake one: a deadlock. The program ends with exit status 2.",
    why: "Somebody waits for a value, a lock or an end that nobody is left to bring. The report names each goroutine, what it waits for, where, and who started it.",
    todo: "Look at the last line you wrote in each stack: who was to receive, send, close, unlock or call done()? Often a goroutine returned early, or was never started.",
    bad: "const c = chan<number>();\nc.send(1);            // nobody receives\nconst v = c.recv();",
    good: "const c = chan<number>();\ngo(() => c.send(1));\nconst v = c.recv();",
  },
  {
    code: "SY5009", title: "a blocking call where nobody can wait",
    what: "A function that had to wait was called by code that was not compiled by sansync, outside of any goroutine. Nothing was done, nothing is lost.",
    why: "Only compiled code can be suspended; plain JavaScript goes on after a call, whatever the call would need.",
    todo: "Compile the caller (one plugin line in tsconfig.json), or call it inside `go(() => …)` or `await run(() => …)`; the try operations (`trySend`, `tryRecv`, `trySelect`, `tryLock`) never wait.",
  },
  {
    code: "SY5002", title: "a promise used as the value",
    what: "Plain code called a function that had to wait, got a promise, and used it as if it were the value (in arithmetic, a comparison, a template).",
    why: "A function that may block gives plain callers its value where it does not have to wait, and a promise where it does.",
    todo: "Await the result, compile the caller, or do the waiting before the call.",
  },
  {
    code: "SY5003", title: "plain code and goroutines nested too deep",
    what: "Compiled code called plain code that called compiled code that may block, and so on, many levels deep.",
    why: "Each such level holds on to the native stack, which is limited.",
    todo: "Compile the plain code in between, or start the inner work with go() instead of calling it.",
  },
  {
    code: "SY5004", title: "wrong argument",
    what: "A function of sansync was called with an argument of the wrong kind; the message names it.",
    why: "TypeScript would have said so; the call came through `any` or from JavaScript.",
    todo: "Correct the argument.",
  },
  {
    code: "SY5005", title: "a constructor that had to wait",
    what: "Plain code called `new C()`, and the constructor had to wait.",
    why: "`new` gives the object at once; there is no way to hand out a promise instead.",
    todo: "Do the waiting in a function that makes the object, or in a method called afterwards.",
  },
  {
    code: "SY5101", title: "use of a closed connection, listener or file",
    what: "An operation on something that was closed on this side: before, or while the operation waited for it. Its cause is `ErrClosed`; the text is Go's \"use of closed network connection\".",
    why: "Who closes a handle gives it up for everybody. Closing it twice is the same mistake, as in Go; `using` and `[Symbol.dispose]` may come after `close()`.",
    todo: "Let one goroutine own the handle: it closes when the others are done. Where closing is how you stop a reader, expect the error: `if (!errorIs(e, ErrClosed)) throw e`.",
  },
  {
    code: "SY5102", title: "i/o timeout",
    what: "The deadline that was set (setDeadline, setReadDeadline, setWriteDeadline, a `timeout` option) passed. The cause is `ErrDeadlineExceeded`, `timeout` is true.",
    why: "A deadline is a time, not a duration: it holds for all operations until another one is set.",
    todo: "Set the next deadline before the next operation (`conn.setReadDeadline(Date.now() + 5 * Second)`), or close the connection. After a write that timed out, close it: part of the data may be sent.",
  },
  {
    code: "SY5103", title: "read or write on a closed pipe",
    what: "The other end of a pipe, or this one, was closed. The cause is `ErrClosedPipe`.",
    why: "A pipe has no buffer: what is written when nobody can read it any more would be lost.",
    todo: "Close the writing end when everything is written; close the reading end with an error to tell the writer why.",
  },
  {
    code: "SY5104", title: "unexpected EOF",
    what: "A source ended in the middle of something whose length was known (readFull, copyN, a body with a content length). The cause is `ErrUnexpectedEOF`; the message says how much there was.",
    why: "The peer went away, or announced more than it sent.",
    todo: "Treat it as a broken transfer. Where less is fine, use read() or readAll().",
  },
  {
    code: "SY5105", title: "a line or a body is longer than the limit",
    what: "readLine met a line longer than its limit (65,536 bytes by default), or readAll more bytes than it may take. The cause is `ErrTooLong`.",
    why: "Without a limit a peer can make a program use all its memory.",
    todo: "Pass the limit you can afford: `conn.readLine(1_000_000)`, `readAll(body, 10_000_000)`.",
  },
  {
    code: "SY5106", title: "wrong argument of an I/O function",
    what: "Something that is no Uint8Array where bytes are read or written, a number of bytes that is none, or a Reader that gave a number it cannot have read.",
    why: "TypeScript would have said so, except for the number a Reader of your own gives.",
    todo: "Correct the argument. A Reader gives the number of bytes it put into the buffer, or EOF.",
  },
  {
    code: "SY5107", title: "a deadline or a timeout that is no time",
    what: "A deadline or timeout is NaN, negative, or no date.",
    why: "It would never pass, or pass at once, and nobody would notice.",
    todo: "A deadline is a Date or milliseconds since 1970, or null for none; a timeout is a number of milliseconds of at least 0.",
  },
  {
    code: "SY5110", title: "not an address",
    what: "The address has no port, too many colons, no closing bracket, or a port that is none.",
    why: "An address is \"host:port\"; an IPv6 address stands in brackets: \"[::1]:80\". \":80\" listens everywhere. A unix socket is a path.",
    todo: "Use joinHostPort(host, port), which puts the brackets.",
  },
  {
    code: "SY5111", title: "unknown network",
    what: "The network is none of tcp, tcp4, tcp6, unix.",
    why: "dial and listen make streams; other networks have other operations.",
    todo: "Use one of the four.",
  },
  {
    code: "SY5120", title: "the HTTP client has gone",
    what: "A handler wrote to a client that has closed the connection. The same error is the cause of the request's context.",
    why: "Nobody is left who would read the answer.",
    todo: "Let the handler end. Where it does costly work, look at `r.ctx` on the way.",
  },
  {
    code: "SY5121", title: "the HTTP server is closed",
    what: "close() was called while the request was under way: its context ends with this cause and its connection is cut.",
    why: "close() does not wait. shutdown(ctx) does.",
    todo: "Call shutdown first, with a context that says how long, and close for what is left.",
  },
  {
    code: "SY5122", title: "a request body that is too large",
    what: "The body of a request is longer than the limit: that of the server (`maxBody`), of the call (`r.text(max)`), or 10 MB. Left alone the handler answers 413.",
    why: "Without a limit a client can make the server use all its memory.",
    todo: "Read large bodies as a stream (`copy(file, r.body)`), or pass the limit you can afford.",
  },
  {
    code: "SY5123", title: "an HTTP request that cannot be made or understood",
    what: "A URL that is none, a scheme other than http and https, redirects without end, or an answer that is no JSON.",
    why: "The message says which.",
    todo: "Correct the URL; with `redirect: \"manual\"` fetch gives the redirect itself.",
  },
  {
    code: "SY5124", title: "an HTTP answer written in the wrong order",
    what: "A status that is none, a status after the head was sent, or a write after the answer was complete.",
    why: "The head goes out with the first bytes of the body. text() and json() send a whole answer.",
    todo: "Call setHeader and writeHeader first, then write; or text() or json() alone.",
  },
  {
    code: "SY5130", title: "a process that did not end well",
    what: "A program that output() ran ended with a status other than 0, or by a signal. The error has the status and what the program wrote to stderr.",
    why: "Its output may be incomplete.",
    todo: "Look at `e.stderr`. Where other statuses are fine, use spawn() and wait(), which gives the status.",
  },
  {
    code: "SY5016", title: "a generator that had to wait, stepped by plain code",
    what: "Plain code (a built-in that takes an iterable, a library that is not compiled) stepped a generator whose body had to wait.",
    why: "next() gives its result at once; a promise in its place would be taken for a result. The generator cannot be used any more.",
    todo: "Iterate over it in compiled code that runs in a goroutine: `for…of`, spread, `Array.from`; give plain code the array.",
    bad: "library.consume(lines(ch));", good: "library.consume([...lines(ch)]);",
  },
  {
    code: "SY5017", title: "an accessor or a conversion that had to wait",
    what: "A getter or setter, or a method that the language calls by itself (`toString`, `valueOf`, `Symbol.toPrimitive`, `Symbol.hasInstance`, `toJSON`) or a trap of a Proxy, had to wait where its result is used at once.",
    why: "A promise would become the value of the property, be converted in its place, or be taken for `true`: a wrong value. Reads and writes by name (`o.x`, `o?.x`, `super.x`, patterns) in goroutines are compiled; spread of objects and natives are not.",
    todo: "Read it as `o.x`, or call the method by name, in compiled code that runs in a goroutine.",
    bad: "const copy = { ...config }; // has a getter that blocks", good: "const copy = { port: config.port };",
  },
  {
    code: "SY5018", title: "a frozen class below a class that was not compiled",
    what: "A class with private members or native fields whose constructor may suspend extends a built-in (or another class sansync did not compile), and the class itself is frozen.",
    why: "Its private members are installed by a construction of its own, for which the class needs another parent for a moment. A frozen class refuses that.",
    todo: "Freeze its prototype instead of the class, or move what may block out of the constructor.",
  },
  { code: "SY5006", title: "go of nil func value", what: "The first argument of go() is no function.", why: "`go(f(x))` calls f now and passes its result.", todo: "Pass the function and its arguments apart.", bad: "go(work(5));", good: "go(work, 5);" },
  {
    code: "SY5007", title: "goexit, gosched or defer outside of a goroutine",
    what: "A function that acts on the running goroutine was called where there is none, or by code that was not compiled.",
    why: "It has no goroutine to end, to interrupt or to tie a deferred call to.",
    todo: "Call it inside `go(() => …)`, `run` or `runMain`, from compiled code.",
  },
  { code: "SY5008", title: "panic called with nil argument", what: "panic() got undefined or null.", why: "As in Go, a panic must say something.", todo: "Pass an Error, or any other value." },
  {
    code: "SY5010", title: "send on closed channel", what: "A value was sent on a closed channel, or the channel was closed while this send waited.",
    why: "close() tells receivers that no value follows. It is final.", todo: "Close after the last send, by the sender; with several senders, once all have ended (`wg.wait()`).",
    bad: "out.close();\nout.send(1);", good: "out.send(1);\nout.close();",
  },
  { code: "SY5011", title: "close of closed channel", what: "A channel was closed twice.", why: "Two owners believe that they are the last sender.", todo: "Let one owner close it, once." },
  { code: "SY5012", title: "close of nil channel", what: "nilChan was closed.", why: "It stands for no channel at all.", todo: "Close the channel you made with chan()." },
  { code: "SY5013", title: "makechan: size out of range", what: "chan() got a capacity that is negative, fractional or not a number.", why: "A buffer holds a whole number of values.", todo: "Pass an integer from 0 on; 0 is unbuffered.", bad: "chan<number>(-1);", good: "chan<number>(0);" },
  { code: "SY5014", title: "send or close through a receive-only channel", what: "A channel that can only be received from (of a timer, a context, a promise) was sent on or closed.", why: "It belongs to whoever made it.", todo: "Receive from it; make a channel of your own to send on." },
  { code: "SY5015", title: "select case of the wrong kind", what: "A case of select() is neither a channel, a send(), a promise nor null.", why: "Only these can become ready.", todo: "Pass the channel itself: `{ jobs }`, not `{ job: jobs.recv() }`.", bad: "select({ job: jobs.recv() });", good: "select({ job: jobs });" },
  { code: "SY5031", title: "sync: negative WaitGroup counter", what: "done() was called more often than add() counted, or add() got a number below what is left.", why: "The group would be finished before its members are.", todo: "One add(1) before each go, one done() in each goroutine; or wg.go(f), which does both.", bad: "go(() => { wg.done(); wg.done(); });", good: "wg.go(() => work());" },
  { code: "SY5033", title: "wrong argument of a WaitGroup", what: "add() got no integer, or go() no function.", why: "The group counts whole goroutines.", todo: "Correct the argument." },
  { code: "SY5040", title: "nil key", what: "withValue() got no key.", why: "A value is found by its key alone.", todo: "Make one per module: `const user = new ContextKey<User>(\"user\")`." },
  { code: "SY5041", title: "cannot create context from nil parent", what: "A context was derived from undefined or null.", why: "Contexts form a tree; its root is background().", todo: "Pass the context you were given, or background()." },
  { code: "SY5042", title: "a deadline that is no time", what: "withDeadline() or withTimeout() got something that is no time.", why: "An invalid Date and NaN lie neither in the past nor in the future.", todo: "Pass a valid Date, or milliseconds." },
  { code: "SY5043", title: "afterDone needs a function", what: "afterDone() got no function to call.", why: "It calls the function when the context ends.", todo: "Pass a function." },
  { code: "SY5044", title: "fromSignal needs an AbortSignal", what: "fromSignal() got something that is no AbortSignal.", why: "There is nothing that could tell the context to end.", todo: "Pass controller.signal (not the controller), or background() where there may be none.", bad: "const ctx = fromSignal(controller);", good: "const ctx = fromSignal(controller.signal);" },
  { code: "SY5045", title: "events cannot listen like that", what: "events() got something that is no emitter, or options that contradict each other.", why: "It listens by `on` and `off`, or addEventListener and removeEventListener; a buffer that loses events must be of some size.", todo: "Pass an EventEmitter or an EventTarget; with `buffer` give a `capacity`.", bad: "const moves = events(mouse, \"move\", { buffer: \"sliding\" });", good: "const moves = events(mouse, \"move\", { capacity: 1, buffer: \"sliding\" });" },
  { code: "SY5046", title: "not an async iterable", what: "iterate() or from() got something that cannot be iterated over.", why: "They take what has Symbol.asyncIterator (async generators, streams), a ReadableStream, and from() what has Symbol.iterator.", todo: "Pass the stream itself, for example response.body; over arrays and channels for…of loops without iterate().", bad: "for (const chunk of iterate(response)) use(chunk);", good: "for (const chunk of iterate(response.body)) use(chunk);" },
  { code: "SY5047", title: "wrong argument of a pipe function", what: "A function of sansync/pipe got no channel, no function, or a number that is no count.", why: "It would fail later, in a goroutine.", todo: "The message says what it needs. Of an iterable or a stream make a channel by from().", bad: "for (const n of map([1, 2, 3], square)) show(n);", good: "for (const n of map(from([1, 2, 3]), square)) show(n);" },
  { code: "SY5048", title: "waitFor needs a function", what: "waitFor() got no function.", why: "It calls the function with a callback, and waits for the callback.", todo: "Wrap the call: waitFor((done) => api(argument, done)).", bad: "const text = waitFor(readFile(path, done));", good: "const text = waitFor<string>((done) => readFile(path, \"utf8\", done));" },
  { code: "SY5032", title: "sync: misuse of a WaitGroup", what: "add() raced with wait(), or a group was used again before all waiters had returned.", why: "Waiters could miss members.", todo: "Call add() before wait(), and make a new WaitGroup for the next round." },
  { code: "SY5030", title: "sync: unlock of unlocked mutex", what: "unlock() was called on a mutex that nobody holds.", why: "The section was left twice, or never entered.", todo: "Pair each lock() with one unlock() in `finally`, or write `using _ = mu.hold();`." },
  {
    code: "SY5021", title: "maximum call stack size exceeded",
    what: "A goroutine's calls are nested more than five million deep.", why: "Stacks of goroutines grow on the heap. Endless recursion would take all memory and end the process without a word; the RangeError can be caught, as in plain JavaScript.",
    todo: "End the recursion. If it is meant to be that deep, set SANSYNC_MAX_STACK to the number of calls, and give Node the memory (--max-old-space-size).", bad: "const count = (n: number): number => count(n + 1);", good: "const count = (n: number): number => (n === 0 ? 0 : count(n - 1));",
  },
  { code: "SY5022", title: "not a number of milliseconds", what: "sleep(), after(), afterFunc(), a Timer or its reset() got NaN or something that is no number.", why: "It would count as no time at all, in silence: usually a missing option or a calculation with undefined.", todo: "Pass milliseconds; Infinity means never.", bad: "sleep(options.delay * Second);", good: "sleep((options.delay ?? 1) * Second);" },
  { code: "SY5023", title: "options of chan that do not go together", what: "chan() got options it does not know, or a dropping or sliding buffer without a capacity.", why: "A buffer that loses what it cannot hold must hold at least one value.", todo: "Write chan(n, { buffer: \"dropping\" }) or { buffer: \"sliding\" } with n >= 1.", bad: "const latest = chan<State>(0, { buffer: \"sliding\" });", good: "const latest = chan<State>(1, { buffer: \"sliding\" });" },
  { code: "SY5034", title: "sync: unlock of unlocked RWMutex", what: "unlock() was called on an RWMutex that nobody holds for writing, or rUnlock() on one that nobody holds for reading.", why: "The section was left twice or never entered, or the two kinds were mixed.", todo: "Pair each lock() with one unlock() and each rLock() with one rUnlock(), in `finally`; or write `using _ = mu.hold();`, `using _ = mu.rHold();`.", bad: "mu.rLock();\nread();\nmu.unlock();", good: "mu.rLock();\ntry { read(); } finally { mu.rUnlock(); }" },
  { code: "SY5035", title: "wrong argument of a sync primitive", what: "Something of the sync library got no function where it calls one, no lock, no context, or a number that is no count; or gomaxprocs() got no integer.", why: "It would fail later, and in another place.", todo: "The message says what it needs: correct the argument." },
  { code: "SY5036", title: "semaphore: released more than held", what: "release() gave back more units than were taken.", why: "The semaphore would let in more than its size.", todo: "Release once what was acquired once, in `finally`; and not if acquire() threw.", bad: "try { sem.acquire(ctx); work(); } finally { sem.release(); }", good: "sem.acquire(ctx);\ntry { work(); } finally { sem.release(); }" },
  { code: "SY5037", title: "errgroup: modify limit while goroutines are active", what: "setLimit() was called on a group with goroutines that have not returned.", why: "They were counted against the former limit.", todo: "Set the limit before the first go()." },
  { code: "SY5038", title: "the function of onceFunc or onceValue called goexit", what: "The one call ended its goroutine by goexit(), so there is neither a value nor an error to give to later callers.", why: "The function runs once; it is not called again.", todo: "Return or throw in the function; call goexit() outside." },
  { code: "SY5039", title: "a Pool's function had to wait", what: "The function given to new Pool() blocked when get() called it.", why: "get() never waits, so it has no value to return.", todo: "Make the thing without waiting, or in the calling function, and keep it with put()." },
  { code: "SY5020", title: "non-positive interval for a ticker", what: "A Ticker was made or reset with an interval that is 0, negative or not a number.", why: "It would tick without end.", todo: "Pass a duration above 0, in milliseconds." },
  {
    code: "SY6001", title: "not compiled by sansync",
    what: "go, run or runMain was called by code the transformer has never seen.",
    why: "Such code cannot wait or be interrupted. Usual causes: `tsc` that is not patched (`ts-patch install` prints an error and still exits with 0 where it refuses a TypeScript version), no plugin line in the tsconfig that emits, a compiler that runs no transformers (TypeScript 7, esbuild, swc, transpileOnly).",
    todo: "Put the plugin line into tsconfig.json and build with `npx tspc`, or build with `npx sansync build`.",
    good: "\"plugins\": [{ \"name\": \"@sansync/plugin\", \"transform\": \"@sansync/transformer\", \"transformProgram\": true }]",
  },
  {
    code: "SY6002", title: "a host that compiles each file alone", what: "The host is in transpile-only mode (`ts.transpileModule`): the compiler gets one file, without types and without the files it imports.",
    why: "Whether a call may suspend depends on other files and on types.", todo: "Turn type-checking on: remove `--transpile-only`, `\"transpileOnly\": true` or `\"swc\": true` from ts-node, and set `\"files\": true`.",
  },
  {
    code: "SY6003", title: "the plugin line is not complete, or the host is unknown", what: "The transformer was called in a way that is not that of ts-patch with `transformProgram: true` or of ttypescript 1.5.15.",
    why: "As a transformer of single files sansync could neither report its findings nor keep incremental builds right.", todo: "Write the plugin line as shown.",
    good: "\"plugins\": [{ \"name\": \"@sansync/plugin\", \"transform\": \"@sansync/transformer\", \"transformProgram\": true }]",
  },
  { code: "SY6004", title: "two versions of the runtime", what: "Two versions of sansync are loaded in one process. (Several copies of one version are fine.)", why: "They would drive two schedulers that do not know of each other.", todo: "`npm ls sansync` shows who asks for which; `npm dedupe` or an \"overrides\" entry brings them together." },
  { code: "SY6005", title: "a module kind that cannot be emitted", what: "The tsconfig emits AMD, UMD or System modules.", why: "Compiled code finds the runtime by `import` or `require`, which these formats do not pass on.", todo: "Set \"module\" to CommonJS, ES2015 or later, Node16 or NodeNext." },
  { code: "SY6008", title: "a target that cannot be emitted", what: "The tsconfig emits ES5 or ES3, or names no target (TypeScript 5 takes ES5 then).", why: "Compiled code needs generators and classes of the language.", todo: "Set \"target\" to ES2015 or later; every Node that sansync runs on knows ES2022.", good: "\"target\": \"ES2022\"" },
  { code: "SY6006", title: "a TypeScript that cannot be used", what: "The installed TypeScript has no compiler API (version 7), or is older than 4.9.", why: "From version 7 on the compiler is a native program that runs no transformers.", todo: "npm install --save-dev typescript@5.9. Version 7 may stay beside it, under another name, for checking." },
  { code: "SY6020", title: "no such source file", what: "The file named on the command line does not exist, is no TypeScript source, or is not part of the program.", why: "sansync run and show compile TypeScript files.", todo: "Check the path." },
  { code: "SY6021", title: "no TypeScript", what: "The project has no `typescript` installed.", why: "sansync compiles with the TypeScript of your project.", todo: "npm install --save-dev typescript@5.9" },
  { code: "SY6022", title: "no tsconfig, or a broken one", what: "The tsconfig does not exist, cannot be read, or has nothing to emit.", why: "The message names what TypeScript found.", todo: "Correct it; `npx tsc --showConfig` shows how TypeScript understands it." },
  { code: "SY6023", title: "Node is too old", what: "This Node has no module.register, which `sansync run` needs for ES modules.", why: "Emitted texts are handed to Node's loader through it.", todo: "Use Node 20.6 or later, or build and run dist/." },
  { code: "SY6024", title: "the compiler is not installed", what: "`sansync` (the runtime) is installed without `@sansync/transformer`.", why: "The commands live in the transformer.", todo: "npm install --save-dev @sansync/transformer typescript@5.9" },
  { code: "SY6025", title: "unknown code", what: "`sansync explain` was asked about a code that does not exist.", why: "Codes are SY and four digits.", todo: "`npx sansync explain` lists them." },
  { code: "SY9010", title: "internal: the compiler failed", what: "A part of the compiler threw an error while it worked on a file.", why: ours, todo: please },
  { code: "SY9001", title: "internal: a suspension within a suspension", what: "A function suspended while another suspension was on its way to the scheduler.", why: ours, todo: please },
  { code: "SY9002", title: "internal: a suspended call was not waited for", what: "A call suspended, and a function between it and the goroutine returned as if nothing had happened.", why: `${ours} It also happens when compiled code is called through code that was compiled by an older version.`, todo: please },
  { code: "SY9003", title: "internal: a yield without a suspension", what: "A compiled function yielded although nothing had suspended.", why: ours, todo: please },
  { code: "SY9004", title: "internal: plain code ran during a suspension", what: "Plain code ran while a suspension was on its way to the scheduler.", why: ours, todo: please },
  { code: "SY9005", title: "internal: a check ran during a suspension", what: "A check ran while a suspension was on its way to the scheduler.", why: ours, todo: please },
  { code: "SY9006", title: "internal: a goroutine was woken that did not wait", what: "A goroutine was woken although it does not wait.", why: ours, todo: please },
  { code: "SY9050", title: "internal: the command line failed", what: "`sansync` itself failed.", why: ours, todo: "Please report it with the file that shows it." },
];
