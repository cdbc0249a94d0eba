/** The same with node:net alone. */
import { createServer, type AddressInfo } from "node:net";
import { answerReports } from "./report";

const server = createServer({ noDelay: true }, (socket) => {
  socket.on("data", (data) => { socket.write(data); });
  socket.on("error", () => { socket.destroy(); });
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 10_000 }, () => {
  answerReports(() => 0);
  console.log((server.address() as AddressInfo).port);
});
