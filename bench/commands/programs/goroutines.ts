import { chan, go, runMain } from "sansync";

runMain(() => {
  const c = chan<string>();
  go(() => c.send("hello world"));
  console.log(c.recv());
});
