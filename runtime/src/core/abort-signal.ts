/**
 * `AbortSignal` as a type where neither the DOM's library nor @types/node is in the program: our declarations mention it. Where one of them is, this adds nothing to it.
 */
declare global {
  interface AbortSignal {} // eslint-disable-line @typescript-eslint/no-empty-interface
}

export {};
