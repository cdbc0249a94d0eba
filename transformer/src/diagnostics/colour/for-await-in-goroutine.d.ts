/** `for await` in blocking code: TypeScript asks for `async`, which is the wrong way. */
export declare const forAwaitInGoroutine: import("../define").Rule;
