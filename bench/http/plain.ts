/** The same with node:http alone: `node plain.js callback|async`. Compiled by TypeScript alone. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { heavy } from "./heavy";
import { text } from "node:stream/consumers";

function callback(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === "/heavy") { response.end(String(heavy())); return; }
  response.setHeader("Content-Type", "text/plain");
  if (request.method !== "POST") { response.end(request.url ?? ""); return; }
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => { body += text; }).on("end", () => response.end(body));
}

async function asynchronous(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = request.method === "POST" ? await text(request) : request.url ?? "";
  response.setHeader("Content-Type", "text/plain");
  response.end(body);
}

const server = createServer(process.argv[2] === "async" ? (request, response) => { void asynchronous(request, response); } : callback);
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
