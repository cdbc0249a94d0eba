// Three goroutines, one channel. `recv` blocks main until somebody sends.
import { chan, go, runMain } from "sansync";

function greet(name: string, greetings: { send(text: string): void }) {
  greetings.send(`hello, ${name}`);
}

function main() {
  const greetings = chan<string>();
  const names = ["Ann", "Bob", "Cleo"];
  for (const name of names) go(greet, name, greetings);
  for (const _ of names) console.log(greetings.recv());
}

runMain(main);
