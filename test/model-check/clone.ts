/**
 * A copy of a graph of objects, with its prototypes, its maps, and everything that refers to the same object twice. What
 * is never changed in place is shared: bytes, functions, frozen objects, positions, log entries and messages.
 */
export function cloneGraph<T>(value: T, shared: ReadonlySet<unknown> = NOTHING): T {
  return copy(value, shared, new Map()) as T;
}

const NOTHING: ReadonlySet<unknown> = new Set();

function copy(value: unknown, shared: ReadonlySet<unknown>, done: Map<object, object>): unknown {
  if (typeof value !== 'object' || value === null || isShared(value, shared)) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const array: unknown[] = [];
    done.set(value, array);
    for (const item of value) array.push(copy(item, shared, done));
    return array;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    done.set(value, map);
    for (const [key, item] of value) map.set(key, copy(item, shared, done));
    return map;
  }
  const object = Object.create(Object.getPrototypeOf(value) as object | null) as Record<
    string,
    unknown
  >;
  done.set(value, object);
  for (const key of Object.keys(value)) {
    object[key] = copy((value as Record<string, unknown>)[key], shared, done);
  }
  return object;
}

function isShared(value: object, shared: ReadonlySet<unknown>): boolean {
  return (
    value instanceof Uint8Array ||
    'nextOffset' in value ||
    ('prev' in value && 'end' in value) ||
    ('base' in value && 'entries' in value) ||
    'readContext' in value ||
    'drawElectionTicks' in value ||
    'voters' in value ||
    'isPreVote' in value ||
    shared.has(value) ||
    Object.isFrozen(value)
  );
}
