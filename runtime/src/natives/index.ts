/** Loading this gives the built-ins of names.ts their goroutine entries. */
import "./arrays.js";
import "./functions.js";
import "./iterables.js";
import "./strings.js";
import "./typed-arrays.js";
export { names } from "./names.js";
