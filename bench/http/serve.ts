/** The same with sansync/http. Prints its port. Compiled by measure.ts. */
import { heavy } from "./heavy";
import { runMain } from "sansync";
import { serve, type Request, type ResponseWriter } from "sansync/http";

function handle(w: ResponseWriter, r: Request): void {
  if (r.url === "/heavy") { w.text(String(heavy())); return; }
  const body = r.method === "POST" ? r.text() : r.url;
  w.setHeader("Content-Type", "text/plain");
  w.text(body);
}

runMain(() => serve("127.0.0.1:0", handle, { onListen: (addr) => console.log(addr.port) }));
