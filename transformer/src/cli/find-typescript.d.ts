import type ts from "typescript";
/**
 * @param from absolute folder to resolve from
 * @throws SetupError SY6021 where no TypeScript is found, SY6006 where it has no compiler API (version 7 with nothing beside it) or is too old
 */
export declare function findTypeScript(from: string): typeof ts;
