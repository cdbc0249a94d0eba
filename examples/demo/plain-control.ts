// The same loop and the same ticks on plain JavaScript's event loop: no goroutine anywhere.
import { burn } from "./burn.js";

let last = performance.now(), largest = 0, ticks = 0;
function tick() {
  const now = performance.now();
  largest = Math.max(largest, now - last);
  last = now;
  ticks++;
}
const timer = setInterval(tick, 10);
setTimeout(() => {
  burn(2000);
  setTimeout(() => {
    clearInterval(timer);
    console.log(`${ticks} ticks, largest gap ${largest.toFixed(1)} ms`);
  }, 20);
}, 20);
