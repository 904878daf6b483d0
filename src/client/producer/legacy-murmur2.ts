/**
 * The hash of kafkajs before 2.0: murmur2 whose products are floating-point numbers instead of 32-bit ones, and that takes
 * a rest of one to three bytes in twice. Not Java's, but keys must stay in the partitions in which they are.
 */
const SEED = 0x9747b28c;
const M = 0x5bd1e995;

export function legacyMurmur2(bytes: Uint8Array): number {
  const { length } = bytes;
  const byteAt = (at: number): number => bytes[at] ?? 0;
  let h = SEED ^ length;
  for (let at = 0; at < length; at += 4) {
    let k = byteAt(at) + (byteAt(at + 1) << 8) + (byteAt(at + 2) << 16) + (byteAt(at + 3) << 24);
    k *= M;
    k ^= k >>> 24;
    k *= M;
    h *= M;
    h ^= k;
  }
  const rest = length % 4;
  if (rest > 0) {
    for (let i = rest - 1; i >= 0; i -= 1) h ^= byteAt(length - rest + i) << (8 * i);
    h *= M;
  }
  h ^= h >>> 13;
  h *= M;
  return h ^ (h >>> 15);
}
