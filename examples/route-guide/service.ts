/** The service: its types, and its definition from the .proto file. */
import { loadPackageDefinition, type ServiceDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { BidiStreaming, Closable, ClientStreaming, ServerStreaming, Stub, Unary } from "sansync/grpc";

export interface Point { latitude: number; longitude: number }
export interface Rectangle { lo: Point; hi: Point }
export interface Feature { name: string; location: Point }
export interface RouteNote { location: Point; message: string }
export interface RouteSummary { pointCount: number; featureCount: number; distance: number; elapsedTime: number }

export interface RouteGuide {
  getFeature: Unary<Point, Feature>;
  listFeatures: ServerStreaming<Rectangle, Feature>;
  recordRoute: ClientStreaming<Point, RouteSummary>;
  routeChat: BidiStreaming<RouteNote, RouteNote>;
}
export type RouteGuideClient = Stub<RouteGuide> & Closable;

/** @param proto the path of route_guide.proto */
export function routeGuide(proto: string): ServiceDefinition {
  const loaded = loadPackageDefinition(loadSync(proto, { defaults: true })) as unknown as { routeguide: { RouteGuide: { service: ServiceDefinition } } };
  return loaded.routeguide.RouteGuide.service;
}
