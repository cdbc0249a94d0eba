/** The server: a handler per method, each call in a goroutine of its own. */
import { Mutex } from "sansync";
import { EOF, type BidiStream, type ClientStream, type Handlers, type ServerStream } from "sansync/grpc";
import type { Context } from "sansync";
import type { Feature, Point, Rectangle, RouteGuide, RouteNote, RouteSummary } from "./service";

export class RouteGuideServer implements Handlers<RouteGuide> {
  private readonly mu = new Mutex();
  private readonly routeNotes = new Map<string, RouteNote[]>();

  constructor(private readonly savedFeatures: readonly Feature[]) {}

  /** The feature at the given point. */
  readonly getFeature = (_: Context, point: Point): Feature =>
    this.savedFeatures.find((f) => serialize(f.location) === serialize(point)) ?? { name: "", location: point };

  /** All features within the given rectangle. */
  readonly listFeatures = (rect: Rectangle, stream: ServerStream<Feature>): void => {
    for (const feature of this.savedFeatures) if (inRange(feature.location, rect)) stream.send(feature);
  };

  /** Records a route of points as they come, and gives its statistics: number of points, of features passed, length in metres, seconds. */
  readonly recordRoute = (stream: ClientStream<Point>): RouteSummary => {
    let pointCount = 0, featureCount = 0, distance = 0;
    let lastPoint: Point | undefined;
    const startTime = Date.now();
    for (;;) {
      const point = stream.recv();
      if (point === EOF) return { pointCount, featureCount, distance: Math.round(distance), elapsedTime: Math.floor((Date.now() - startTime) / 1000) };
      pointCount++;
      if (this.savedFeatures.some((f) => serialize(f.location) === serialize(point))) featureCount++;
      if (lastPoint !== undefined) distance += calcDistance(lastPoint, point);
      lastPoint = point;
    }
  };

  /** Takes notes, and answers each with all that were left at the same place, itself included. */
  readonly routeChat = (stream: BidiStream<RouteNote, RouteNote>): void => {
    for (;;) {
      const note = stream.recv();
      if (note === EOF) return;
      const key = serialize(note.location);

      this.mu.lock();
      const notes = this.routeNotes.get(key) ?? [];
      this.routeNotes.set(key, notes);
      notes.push(note);
      // A copy: no need to keep others waiting while this client is being served.
      const rn = [...notes];
      this.mu.unlock();

      for (const note of rn) stream.send(note);
    }
  };
}

function serialize(point: Point): string { return `${point.latitude} ${point.longitude}`; }

function inRange({ latitude, longitude }: Point, { lo, hi }: Rectangle): boolean {
  return longitude >= Math.min(lo.longitude, hi.longitude) && longitude <= Math.max(lo.longitude, hi.longitude)
    && latitude >= Math.min(lo.latitude, hi.latitude) && latitude <= Math.max(lo.latitude, hi.latitude);
}

/** Metres between two points, by the haversine formula. */
function calcDistance(a: Point, b: Point): number {
  const radians = (n: number) => (n / 1e7) * (Math.PI / 180), earth = 6_371_000;
  const lat1 = radians(a.latitude), lat2 = radians(b.latitude), dlat = lat2 - lat1, dlng = radians(b.longitude) - radians(a.longitude);
  const h = Math.sin(dlat / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(dlng / 2) ** 2;
  return earth * 2 * Math.atan2(Math.sqrt(h), Math.sqrt(1 - h));
}
