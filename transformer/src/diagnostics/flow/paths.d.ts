/** What holds at a point on all paths to it, or on all paths from it: fixpoints over a graph, with sets of things that a rule names. */
import type { Graph, Point } from "./graph";
/** What a point does to what holds: adds and takes away. */
export interface Effect<T> {
    readonly adds?: readonly T[];
    readonly removes?: readonly T[];
}
/** What holds before each point on every path that leads to it. Points that no path reaches are not in it. */
export declare function onAllPathsTo<T>(graph: Graph, effect: (point: Point) => Effect<T> | undefined): ReadonlyMap<Point, ReadonlySet<T>>;
/** What every path that begins behind a point comes to before it ends. Of a path that goes round for ever nothing is asked. */
export declare function onAllPathsFrom<T>(graph: Graph, effect: (point: Point) => Effect<T> | undefined): ReadonlyMap<Point, ReadonlySet<T>>;
/** The first points behind `from` for which `test` holds, on the ways that do not pass one. */
export declare function firstBehind(from: Point, test: (point: Point) => boolean): Point | undefined;
