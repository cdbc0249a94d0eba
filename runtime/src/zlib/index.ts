/**
 * The public page of `sansync/zlib`: packing and unpacking, done by Node's threads while other goroutines run. Options and errors are those of node:zlib; for what comes from outside set `maxOutputLength`.
 */
import * as nodeZlib from "node:zlib";
import { overCallback } from "../stream/operation.js";

type Pack<O> = (data: Uint8Array | string, options?: O) => Uint8Array;
type Native<O> = (data: Uint8Array | string, options: O, done: (error: Error | null, result: Buffer) => void) => void;

function form<O>(name: string, native: Native<O>): Pack<O> {
  return overCallback<Pack<O>>(name, (done, data: Uint8Array | string, options: O = {} as O) => { native(data, options, done); });
}

/** @suspends */
export const gzip: Pack<nodeZlib.ZlibOptions> = form("gzip", nodeZlib.gzip);
/** @suspends */
export const gunzip: Pack<nodeZlib.ZlibOptions> = form("gunzip", nodeZlib.gunzip);
/** @suspends */
export const deflate: Pack<nodeZlib.ZlibOptions> = form("deflate", nodeZlib.deflate);
/** @suspends */
export const inflate: Pack<nodeZlib.ZlibOptions> = form("inflate", nodeZlib.inflate);
/** @suspends */
export const deflateRaw: Pack<nodeZlib.ZlibOptions> = form("deflateRaw", nodeZlib.deflateRaw);
/** @suspends */
export const inflateRaw: Pack<nodeZlib.ZlibOptions> = form("inflateRaw", nodeZlib.inflateRaw);
/** Gzip or deflate, whichever it is.
 * @suspends */
export const unzip: Pack<nodeZlib.ZlibOptions> = form("unzip", nodeZlib.unzip);
/** @suspends */
export const brotliCompress: Pack<nodeZlib.BrotliOptions> = form<nodeZlib.BrotliOptions>("brotliCompress", nodeZlib.brotliCompress);
/** @suspends */
export const brotliDecompress: Pack<nodeZlib.BrotliOptions> = form<nodeZlib.BrotliOptions>("brotliDecompress", nodeZlib.brotliDecompress);
