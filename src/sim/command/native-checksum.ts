/** Checksums are a good part of a run; the native ones give the same numbers. */
import { crc32cPure, installNativeCrc32c } from '../../base/crc32c.ts';

export async function useNativeChecksum(): Promise<void> {
  const sample = Uint8Array.from({ length: 777 }, (_, at) => (at * 167) & 0xff);
  try {
    const { crc32c } = await import('@node-rs/crc32');
    if (crc32c(sample, 5) === crc32cPure(sample, 5)) installNativeCrc32c(crc32c);
  } catch {
    // Not on this machine: the pure one is slower, and nothing else.
  }
}
