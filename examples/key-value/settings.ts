/** What all four servers take: --port=7379 --idle=60000 --grace=10000 --keys=0 (times in milliseconds). */
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "7379" },
    idle: { type: "string", default: "60000" },
    grace: { type: "string", default: "10000" },
    keys: { type: "string", default: "0" },
  },
});

/** Where to listen; 0: the system chooses. */
export const port = Number(values.port);
/** How long the next request may take to arrive, and an answer to be taken, before the connection is closed. */
export const idle = Number(values.idle);
/** How long connections may take to end when the server stops. */
export const grace = Number(values.grace);
/** How many keys there are at the start. */
export const keys = Number(values.keys);
