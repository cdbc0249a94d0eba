/** Loading this gives the built-ins of names.ts their goroutine entries. */
import "./arrays.js";
import "./collections.js";
import "./functions.js";
import "./iterables.js";
import "./iterator-helpers.js";
import "./json.js";
import "./promises.js";
import "./promise-statics.js";
import "./set-methods.js";
import "./strings.js";
import "./typed-arrays.js";
export { names } from "./names.js";
