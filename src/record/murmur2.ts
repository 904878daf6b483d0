/** Kafka's key hash (its `Utils.murmur2`), so that a key lands in the same partition as with a Java client. */
const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** A signed 32-bit number. */
export function murmur2(bytes: Uint8Array): number {
  const length = bytes.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const wordsEnd = length - (length % 4);
  let h = SEED ^ length;
  for (let at = 0; at < wordsEnd; at += 4) {
    let k = Math.imul(view.getInt32(at, true), M);
    k ^= k >>> R;
    h = Math.imul(h, M) ^ Math.imul(k, M);
  }
  if (length > wordsEnd) {
    for (let at = length - 1; at >= wordsEnd; at -= 1) h ^= bytes[at]! << (8 * (at - wordsEnd));
    h = Math.imul(h, M);
  }
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}

/** As Kafka's default partitioner does it for a record with a key. */
export function partitionForKey(key: Uint8Array, partitionCount: number): number {
  return (murmur2(key) & 0x7fff_ffff) % partitionCount;
}
