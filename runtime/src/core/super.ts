/**
 * `super` of a method as an object, for arrow functions in it that became generators: reads and writes go through two arrows that stand in the method itself.
 * ABI: superRef.
 */

/** An object whose properties are `super[key]` where `get` and `set` were written. ABI. */
export function superRef(get: (key: PropertyKey) => unknown, set: (key: PropertyKey, value: unknown) => unknown): object {
  return new Proxy({}, {
    get: (_, key) => get(key),
    set: (_, key, value) => { set(key, value); return true; },
    deleteProperty() { throw new ReferenceError("Unsupported reference to 'super'"); },
  });
}
