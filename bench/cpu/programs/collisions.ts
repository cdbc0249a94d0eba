/** Finds pairs of aircraft that come too near to each other between two frames: first by squares of the map, then exactly. */
class Vector {
  constructor(readonly x: number, readonly y: number, readonly z: number) {}

  plus(v: Vector): Vector {
    return new Vector(this.x + v.x, this.y + v.y, this.z + v.z);
  }

  minus(v: Vector): Vector {
    return new Vector(this.x - v.x, this.y - v.y, this.z - v.z);
  }

  times(factor: number): Vector {
    return new Vector(this.x * factor, this.y * factor, this.z * factor);
  }

  dot(v: Vector): number {
    return this.x * v.x + this.y * v.y + this.z * v.z;
  }
}

interface Aircraft {
  readonly id: number;
  readonly position: Vector;
}

class Motion {
  constructor(readonly id: number, readonly from: Vector, readonly to: Vector) {}

  /** The point where two aircraft are nearest, if that is too near. */
  collision(other: Motion): Vector | null {
    const start = this.from.minus(other.from);
    const speed = this.to.minus(this.from).minus(other.to.minus(other.from));
    const a = speed.dot(speed);
    const t = a === 0 ? 0 : Math.max(0, Math.min(1, -start.dot(speed) / a));
    const between = start.plus(speed.times(t));
    if (between.dot(between) > RADIUS * RADIUS) return null;
    return this.from.plus(this.to.minus(this.from).times(t));
  }
}

const RADIUS = 1;
const SQUARE = 4 * RADIUS;
const COLUMNS = 4096;

class Detector {
  private readonly last = new Map<number, Vector>();

  /** @returns for each collision of this frame, what identifies it */
  frame(aircraft: readonly Aircraft[]): number[] {
    const squares = new Map<number, Motion[]>();
    for (const { id, position } of aircraft) {
      const motion = new Motion(id, this.last.get(id) ?? position, position);
      this.last.set(id, position);
      forEachSquare(motion, (key) => {
        const there = squares.get(key);
        if (there === undefined) squares.set(key, [motion]);
        else there.push(motion);
      });
    }
    const found = new Set<number>();
    for (const motions of squares.values()) {
      for (let i = 0; i < motions.length; i++) {
        for (let j = i + 1; j < motions.length; j++) {
          const point = motions[i].collision(motions[j]);
          if (point !== null) found.add(Math.min(motions[i].id, motions[j].id) * 10_000 + Math.max(motions[i].id, motions[j].id));
        }
      }
    }
    return [...found];
  }
}

function forEachSquare(motion: Motion, visit: (key: number) => void): void {
  const { from, to } = motion;
  const left = Math.floor((Math.min(from.x, to.x) - RADIUS) / SQUARE), right = Math.floor((Math.max(from.x, to.x) + RADIUS) / SQUARE);
  const top = Math.floor((Math.min(from.y, to.y) - RADIUS) / SQUARE), bottom = Math.floor((Math.max(from.y, to.y) + RADIUS) / SQUARE);
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) visit((x + COLUMNS / 2) * COLUMNS + y + COLUMNS / 2);
}

function simulate(count: number, time: number): Aircraft[] {
  const aircraft: Aircraft[] = [];
  for (let id = 0; id < count; id += 2) {
    aircraft.push({ id, position: new Vector(time, Math.cos(time) * 2 + id * 3, 10) });
    aircraft.push({ id: id + 1, position: new Vector(time, Math.sin(time) * 2 + id * 3, 10) });
  }
  return aircraft;
}

export function run(n: number): number {
  const detector = new Detector();
  let check = 0;
  for (let i = 0; i < n; i++) {
    const collisions = detector.frame(simulate(1000, i / 10));
    check = (check * 7 + collisions.length) % 1_000_000_007;
    for (const key of collisions) check = (check + key) % 1_000_000_007;
  }
  return check;
}
