/** The client: the four kinds of calls. */
import { background, chan, go, Second, withTimeout } from "sansync";
import { EOF } from "sansync/grpc";
import type { Point, Rectangle, RouteGuideClient, RouteNote } from "./service";

/** Gets the feature for the given point. */
export function printFeature(client: RouteGuideClient, point: Point): void {
  using c = withTimeout(background(), 10 * Second);
  const feature = client.getFeature(c[0], point);
  console.log(`feature: ${feature.name === "" ? "nothing" : feature.name} at ${at(feature.location)}`);
}

/** Lists all the features within the given rectangle. */
export function printFeatures(client: RouteGuideClient, rect: Rectangle): void {
  using c = withTimeout(background(), 10 * Second);
  const stream = client.listFeatures(c[0], rect);
  for (;;) {
    const feature = stream.recv();
    if (feature === EOF) break;
    console.log(`listed: ${feature.name} at ${at(feature.location)}`);
  }
}

/** Sends a sequence of points, and gets the statistics of the route. */
export function runRecordRoute(client: RouteGuideClient, points: readonly Point[]): void {
  using c = withTimeout(background(), 10 * Second);
  const stream = client.recordRoute(c[0]);
  for (const point of points) stream.send(point);
  const reply = stream.closeAndRecv();
  console.log(`route: ${reply.pointCount} points, ${reply.featureCount} features, ${reply.distance} m`);
}

/** Receives a sequence of route notes, while sending notes for various locations. */
export function runRouteChat(client: RouteGuideClient, notes: readonly RouteNote[]): void {
  const [ctx, cancel] = withTimeout(background(), 10 * Second);
  try {
    const stream = client.routeChat(ctx);
    const waitc = chan<void>();
    go(() => {
      for (;;) {
        const note = stream.recv();
        if (note === EOF) {
          // read done.
          waitc.close();
          return;
        }
        console.log(`got message "${note.message}" at ${at(note.location)}`);
      }
    });
    for (const note of notes) stream.send(note);
    stream.closeSend();
    waitc.recv();
  } finally {
    cancel();
  }
}

function at({ latitude, longitude }: Point): string { return `(${latitude}, ${longitude})`; }
