// A web crawler: four goroutines fetch pages at a time, each page once. `wait` turns any promise into a blocking call.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chan, Mutex, runMain, wait, WaitGroup } from "sansync";

// A little web of its own, so that the example needs no network.
const site: Record<string, string> = {
  "/": `<a href="/go">Go</a> <a href="/csp">CSP</a>`,
  "/go": `<a href="/">home</a> <a href="/channels">channels</a> <a href="/select">select</a>`,
  "/csp": `<a href="/channels">channels</a> <a href="/lost">lost</a>`,
  "/channels": `<a href="/select">select</a>`,
  "/select": `<a href="/go">Go</a>`,
};

class Crawler {
  readonly pages = new Map<string, string>();
  readonly #mu = new Mutex();
  readonly #slots = chan<true>(4);
  readonly #open = new WaitGroup();

  constructor(readonly base: string) {}

  /** Blocks until every page that can be reached has been visited. */
  crawl(path: string) {
    this.#visit(path);
    this.#open.wait();
  }

  #visit(path: string) {
    using _ = this.#mu.hold();
    if (this.pages.has(path)) return;
    this.pages.set(path, "loading");
    this.#open.go(() => {
      const { status, links } = this.#load(path);
      this.pages.set(path, `${status}, ${links.length} links`);
      for (const link of links) this.#visit(link);
    });
  }

  #load(path: string) {
    this.#slots.send(true);
    try {
      const response = wait(fetch(this.base + path));
      const text = wait(response.text());
      return { status: response.status, links: [...text.matchAll(/href="([^"]+)"/g)].map((m) => m[1]!) };
    } finally {
      this.#slots.recv();
    }
  }
}

function main() {
  const server = createServer((request, response) => {
    const page = site[request.url!];
    response.writeHead(page === undefined ? 404 : 200).end(page ?? "not found");
  });
  const listening = chan<number>();
  server.listen(0, "127.0.0.1", () => listening.send((server.address() as AddressInfo).port));

  const crawler = new Crawler(`http://127.0.0.1:${listening.recv()}`);
  crawler.crawl("/");
  for (const [path, result] of [...crawler.pages].sort()) console.log(path.padEnd(10), result);
}

runMain(main);
