/** An HTTP server that gives back what it gets, one goroutine per request. GET: the path; POST: the body, read in blocking style. Prints its port. Compiled by measure.ts. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { go, wait } from "sansync";

function handle(request: IncomingMessage, response: ServerResponse): void {
  const body = request.method === "POST" ? wait(text(request)) : request.url ?? "";
  response.setHeader("Content-Type", "text/plain");
  response.end(body);
}

const server = createServer((request, response) => { go(handle, request, response); });
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
