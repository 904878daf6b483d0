/** What is asked of every accepted input. */
import { Finding } from './finding.ts';

/** Deep and exact: NaN is NaN, bytes are compared as bytes whatever their class, and the order of a map counts. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Uint8Array) return b instanceof Uint8Array && isSameBytes(a, b);
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i += 1) if (!isSameValue(a[i], b[i])) return false;
    return true;
  }
  if (a instanceof Map) return b instanceof Map && isSameValue([...a], [...b]);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of keys) {
    if (!Object.hasOwn(right, key) || !isSameValue(left[key], right[key])) return false;
  }
  return true;
}

export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** Elements of all lists and maps in a value, however deep. */
export function elementsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return 0;
  const inner: Iterable<unknown> = value instanceof Map ? value.values() : Object.values(value);
  let count = Array.isArray(value) ? value.length : value instanceof Map ? value.size : 0;
  for (const one of inner) if (typeof one === 'object') count += elementsIn(one);
  return count;
}

/** No format of ours has an element that takes no byte. */
export function requireProportion(value: unknown, input: Uint8Array): void {
  const elements = elementsIn(value);
  if (elements > input.length) {
    throw new Finding('allocation', `${elements} elements of ${input.length} bytes`);
  }
}

export function requireSame(first: unknown, second: unknown, what: string): void {
  if (isSameValue(first, second)) return;
  throw new Finding('round-trip', `${what}: ${show(first)} became ${show(second)}`);
}

const SHOWN_CHARACTERS_MAX = 300;

export function show(value: unknown): string {
  const text =
    JSON.stringify(value, (_key, one: unknown) =>
      one instanceof Uint8Array
        ? `hex:${Buffer.from(one).toString('hex')}`
        : one instanceof Map
          ? [...one]
          : one,
    ) ?? String(value);
  return text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}...` : text;
}
