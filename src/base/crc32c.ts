/**
 * CRC-32C (Castagnoli), the checksum of record batch v2 and of every file of ours. A seed chains chunks:
 * `crc32c(b, crc32c(a))` equals `crc32c(a ++ b)`. The pure version is slicing-by-8; `node/` installs a
 * native one at start, which gives the same numbers 10 times faster (PERFORMANCE.md section 1).
 */
export type Crc32c = (bytes: Uint8Array, seed?: number) => number;

const TABLES: readonly Uint32Array[] = makeTables();

function makeTables(): Uint32Array[] {
  const tables = Array.from({ length: 8 }, () => new Uint32Array(256));
  const first = tables[0]!;
  for (let n = 0; n < 256; n += 1) {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
    first[n] = c >>> 0;
  }
  for (let n = 0; n < 256; n += 1) {
    let c = first[n]!;
    for (let t = 1; t < 8; t += 1) {
      c = (c >>> 8) ^ first[c & 0xff]!;
      tables[t]![n] = c >>> 0;
    }
  }
  return tables;
}

export function crc32cPure(bytes: Uint8Array, seed = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let c = ~seed;
  let i = 0;
  for (const end = bytes.length - 7; i < end; i += 8) {
    c ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    c =
      t7[c & 0xff]! ^
      t6[(c >>> 8) & 0xff]! ^
      t5[(c >>> 16) & 0xff]! ^
      t4[c >>> 24]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i += 1) c = (c >>> 8) ^ t0[(c ^ bytes[i]!) & 0xff]!;
  return ~c >>> 0;
}

/** Below this size a call across the native boundary costs more than it saves. */
const NATIVE_FROM_BYTES = 64;

let native: Crc32c | undefined;

/** Called once by the composition root. The result of `crc32c` is the same with and without it. */
export function installNativeCrc32c(implementation: Crc32c): void {
  native = implementation;
}

export function crc32c(bytes: Uint8Array, seed = 0): number {
  if (native !== undefined && bytes.length >= NATIVE_FROM_BYTES) return native(bytes, seed);
  return crc32cPure(bytes, seed);
}
