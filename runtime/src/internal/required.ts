/**
 * The public page as `require("sansync")` gives it: the names of index.ts as plain properties.
 *
 * TypeScript writes a page that hands on names as an object of getters, and V8 keeps such an object as a dictionary: each `sansync_1.select` in emitted CommonJS was a look-up and a call (30 ns), and no
 * code was inlined. The values never change. Only the CommonJS build has this file; types are those of index.ts.
 */
import * as page from "../index.js";

declare const module: { exports: object };

module.exports = Object.defineProperty({ ...page }, "__esModule", { value: true });
