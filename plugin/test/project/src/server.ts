import { go, type RecvChan } from "sansync";

/** The next request of a connection. */
function readRequest(conn: RecvChan<string>): string | undefined {
  return conn.recv();
}

export function handle(conn: RecvChan<string>): string {
  return readRequest(conn) ?? "";
}

export function serve(jobs: RecvChan<RecvChan<string>>): void {
  for (const job of jobs) handle(job);
}

export const double = (n: number): number => n * 2;
go(() => undefined);
