/**
 * `@suspends` in declaration files where no comment can stand (`removeComments`; one of several variables of a statement): an interface per file that nobody can see from outside,
 *
 *   interface sansync$suspends { readonly "total": true; readonly "Store#load": true; readonly "Store.create": true; readonly "Connection#constructor": true; readonly "api.read": true; }
 *   export {};
 *
 * with the names of what would carry the mark: functions and variables by name, members by `Class#name` (static: `Class.name`), constructors by `Class#constructor`, members of objects and
 * namespaces behind a dot.
 * An interface, because declarations of scripts merge; `export {}`, because otherwise all that a declaration file of a module declares is exported.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare const markerInterface = "sansync$suspends";
/** The name of a declaration within its scope, as it stands in the interface. `path`: the namespaces around it, each with a dot behind it. */
export declare function markerName(ts: Ts, declaration: ts.Node, path: string): string | undefined;
/** The declaration stands in a file with such an interface, and is in it. */
export declare function isListed(ts: Ts, declaration: ts.Node): boolean;
