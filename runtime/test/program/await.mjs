// A top-level await that nothing can end.
import * as $ss from "sansync/internal/1";
const at = $ss.sites("src/top.ts", "(module) 1:7 jobs|(module) 2:1 jobs.recv()");
const jobs = $ss.chan(at, 0);
let $1;
($1 = $ss.spot0("jobs.recv", jobs.recv, jobs)), $ss.pending($1) ? await $1 : $1;
