/** `node --import sansync/register main.ts`: TypeScript, compiled as it is loaded, in every kind of start: a file, `node --test`, a runner that imports or requires its tests. */
import { serve } from "./serve";
import { sources } from "./sources";

serve(sources);
