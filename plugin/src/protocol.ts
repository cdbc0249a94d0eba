/**
 * What an editor may ask tsserver about sansync, beside TypeScript's own requests. VS Code: `commands.executeCommand("typescript.tsserverRequest", commands.status, { file })`, which answers
 * `{ success, body }`; typescript-language-server: `workspace/executeCommand` with `typescript.tsserverRequest`.
 *
 * Lines and offsets count from 1, as in the rest of tsserver's protocol; offsets are UTF-16 code units. Files are absolute paths. No request changes anything, none throws: what could not be
 * answered is said in `problem`.
 */

/** Names of the requests. All take `FileRequest`. */
export const commands = {
  /** Answers `SuspensionPointsBody`. Asks for the analysis of the program, as diagnostics do; free when they were asked since the last edit. */
  suspensionPoints: "_sansync/suspensionPoints",
  /** Answers `EmittedBody`. Compiles the file with what is not saved yet; tens of milliseconds for an ordinary one. */
  emitted: "_sansync/emitted",
  /** Answers `StatusBody`. Reads package.json and tsconfig files from disk: on demand, not for each keystroke. */
  status: "_sansync/status",
} as const;

export interface FileRequest {
  /** Absolute path of a file that is open, or belongs to a project that is. */
  readonly file: string;
}

export interface Location {
  readonly line: number;
  readonly offset: number;
}

export interface Span {
  readonly start: Location;
  readonly end: Location;
}

/** One function or reason of a chain, and where it is. */
export interface ChainStep extends Location {
  readonly name: string;
  readonly file: string;
}

/** In every answer. */
export interface Answer {
  /** One sentence for people: why there is nothing else in the answer. */
  readonly problem?: string;
}

export interface SuspensionPoint extends Span {
  /** "call": of a function, or what else calls one (a property with an accessor, a conversion). "iteration": `for…of`, spread. "loop": another goroutine may get its turn at each round. */
  readonly kind: "call" | "iteration" | "loop";
  /** As it is written, shortened: `conn.read`. Of a loop: its first word. */
  readonly callee: string;
  /** "blocking": may wait for others. "dynamic": does if a function it cannot name does. "preemptible": is only stopped when its time is over. */
  readonly effect: "blocking" | "dynamic" | "preemptible";
  /** `readRequest → Conn.read`: from the callee to the reason. Empty for loops. */
  readonly why: string;
  readonly chain: readonly ChainStep[];
  /** Name of the function the place is in; `(module)` for the top level of the file. */
  readonly within: string;
}

/** Where the code of a file may suspend, in the order of the text. Code that is emitted as it is has no such place. */
export interface SuspensionPointsBody extends Answer {
  readonly points: readonly SuspensionPoint[];
  /** All of a large program is analysed first, while nobody types: ask again in a second. */
  readonly pending?: true;
}

/** What a function became, as `sansync show --why` says it. The span is that of the whole function. */
export interface FunctionForm extends Span {
  readonly name: string;
  readonly colour: "plain" | "preemptible" | "dynamic" | "blocking";
  readonly form: "plain" | "direct" | "fast" | "awaiting";
  /** `blocking, direct form` */
  readonly text: string;
  /** `handle → readRequest → Conn.read`, and why it has not the fast form; empty for a function that is emitted as it is. */
  readonly why: string;
  readonly chain: readonly ChainStep[];
}

export interface EmittedBody extends Answer {
  /** JavaScript; undefined where TypeScript emits none. */
  readonly code?: string;
  /** Source map of version 3, as JSON. */
  readonly map?: string;
  readonly format?: "commonjs" | "module";
  readonly functions: readonly FunctionForm[];
}

/** Something that is wrong with the set-up, as `sansync doctor` says it. */
export interface SetupProblem {
  readonly state: "failed" | "warning";
  /** `SY6035`: `sansync explain` has a page about it. */
  readonly code?: string;
  /** One sentence. */
  readonly message: string;
  /** What to do. */
  readonly cure?: string;
}

export interface StatusBody extends Answer {
  /** Of the plugin that answers. */
  readonly plugin: string;
  /** Of the TypeScript that runs it. */
  readonly typescript: string;
  /** Of the runtime that the file's folder finds; undefined: none is installed. */
  readonly runtime?: string;
  /** The tsconfig of the file's project; undefined where there is none. */
  readonly tsconfig?: string;
  /** The tsconfig names the plugin, so that builds compile with sansync too. */
  readonly pluginLine: boolean;
  /** The file imports sansync, or a file of its project does. */
  readonly used: boolean;
  /** `sansync doctor` in short: what it did not find in order. */
  readonly problems: readonly SetupProblem[];
}
