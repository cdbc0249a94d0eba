/** RouteGuide, server and client, over loopback: `npx sansync run examples/route-guide/main.ts`. */
import { credentials } from "@grpc/grpc-js";
import { join } from "node:path";
import { runMain } from "sansync";
import { newClient, Server } from "sansync/grpc";
import { printFeature, printFeatures, runRecordRoute, runRouteChat } from "./client";
import { RouteGuideServer } from "./server";
import { routeGuide, type Feature, type Point, type RouteGuide } from "./service";

const p = (latitude: number, longitude: number): Point => ({ latitude, longitude });
const features: Feature[] = [
  { name: "the old mill", location: p(409146138, -746188906) },
  { name: "a view of the lake", location: p(411733222, -744228360) },
  { name: "the stone bridge", location: p(413628156, -749015468) },
];

runMain(() => {
  const service = routeGuide(process.argv[2] ?? join(__dirname, "route_guide.proto"));

  const server = new Server();
  server.addService<RouteGuide>(service, new RouteGuideServer(features));
  const port = server.listen("127.0.0.1:0");

  using client = newClient<RouteGuide>(service, `127.0.0.1:${port}`, { credentials: credentials.createInsecure() });
  printFeature(client, p(409146138, -746188906));
  printFeature(client, p(0, 0));
  printFeatures(client, { lo: p(400000000, -750000000), hi: p(412000000, -730000000) });
  runRecordRoute(client, [...features.map((f) => f.location), p(1, 1)]);
  runRouteChat(client, ["first", "second", "third"].flatMap((message) => [{ location: p(0, 1), message }, { location: p(0, 2), message: `${message}, elsewhere` }]));

  server.gracefulStop();
});
