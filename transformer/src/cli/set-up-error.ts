/**
 * Errors of the user's set-up (SY6xxx): a missing file, a broken tsconfig, a TypeScript without compiler API.
 * They are shown as three sentences (what, why, what to do), never with a stack trace: the stack is ours and says nothing about the cause.
 */
export class SetUpError extends Error {
  override readonly name = "SetUpError";
  constructor(
    readonly code: `SY6${string}`,
    readonly what: string,
    readonly why: string,
    readonly todo: string,
  ) {
    super(`${code}: ${what}\n${why}\n${todo}`);
  }
}
