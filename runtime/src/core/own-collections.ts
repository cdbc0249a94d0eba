/**
 * Collections and descriptors of the runtime's own. Programs may replace the methods of WeakMap.prototype and Set.prototype, and put properties on Array.prototype and Object.prototype: these have the
 * engine's methods as properties of their own, and inherit nothing that counts.
 */
const { get, set, has, delete: remove } = WeakMap.prototype;
const { has: contains } = Set.prototype;
const { defineProperty } = Object;
const arrays: object = Array.prototype;

export function ownWeakMap<K extends object, V>(): WeakMap<K, V> {
  const map = new WeakMap<K, V>();
  map.get = get as typeof map.get;
  map.set = set as typeof map.set;
  map.has = has;
  map.delete = remove;
  return map;
}

/** A set that is only asked. */
export function ownSet<T>(members: readonly T[]): ReadonlySet<T> {
  const made = new Set<T>(members);
  made.has = contains;
  return made;
}

/** `list.push(value)`, whatever Array.prototype holds. */
export function append<T>(list: T[], value: T): void {
  if (list.length in arrays) defineProperty(list, list.length, data(value, true, true));
  else list[list.length] = value;
}

/** The descriptor of a configurable data property. */
export function data(value: unknown, writable = false, enumerable = false): PropertyDescriptor {
  return { __proto__: null, value, writable, enumerable, configurable: true } as PropertyDescriptor;
}
