/**
 * Changes of files as a channel.
 */
import * as nodeFs from "node:fs";
import { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import type { Context } from "../context/context.js";
import { endOf, whenDone } from "../stream/context-end.js";
import { PathError } from "./path-error.js";

/** A change. */
export interface WatchEvent {
  /** "rename": appeared, went away or was renamed; "change": its content changed. */
  readonly kind: "rename" | "change";
  /** The name, in the folder that is watched. */
  readonly name: string;
}

/**
 * The changes of a file, or of what is in a folder, from now until `ctx` is done; then the channel is closed. Nobody needs to receive at once: changes wait, at most `capacity` of them, the newest are dropped.
 * What the system tells differs between systems: node:fs watch says how.
 * @param options recursive: folders in the folder too; capacity: 1,024 by default
 * @throws PathError "no such file or directory" …
 */
export function watch(ctx: Context, path: string, options: { readonly recursive?: boolean; readonly capacity?: number } = {}): RecvChan<WatchEvent> {
  const end = endOf(ctx);
  if (end !== null) throw new PathError("watch", path, end);
  const changes = new Channel<WatchEvent>(options.capacity ?? 1024);
  let watcher: nodeFs.FSWatcher;
  try {
    watcher = nodeFs.watch(path, { recursive: options.recursive ?? false }, (kind, name) => { changes.trySend({ kind, name: String(name ?? "") }); });
  } catch (e) {
    throw new PathError("watch", path, e);
  }
  let open = true;
  const stop = (): void => {
    if (!open) return;
    open = false;
    watcher.close();
    changes.close();
  };
  watcher.on("error", stop);
  whenDone(ctx, stop);
  return changes as unknown as RecvChan<WatchEvent>;
}
