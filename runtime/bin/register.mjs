// `node --import sansync/register main.ts`: hands over to the loader in @sansync/transformer.
import { createRequire } from "node:module";
import { compiler, missing } from "./find-compiler.mjs";

const register = compiler("register");
if (register) createRequire(import.meta.url)(register);
else {
  console.error(missing());
  process.exit(2);
}
