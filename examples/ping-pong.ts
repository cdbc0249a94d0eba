// Two players, one ball. The table is a channel, and after a second the umpire takes the ball away.
import { chan, go, runMain, sleep, type Chan } from "sansync";

interface Ball {
  hits: number;
}

function player(name: string, table: Chan<Ball>) {
  for (const ball of table) {
    ball.hits++;
    console.log(name, ball.hits);
    sleep(100);
    table.send(ball);
  }
}

function main() {
  const table = chan<Ball>();
  go(player, "ping", table);
  go(player, "pong", table);
  table.send({ hits: 0 });
  sleep(1000);
  const ball = table.recv()!;
  console.log(`game over after ${ball.hits} hits`);
}

runMain(main);
