import { crc32cPure, installNativeCrc32c, type Crc32c } from '../base/crc32c.ts';
import type { Logger } from '../platform/logger.ts';

/** Installs the native checksum, unless it is missing or disagrees with the pure one. Says which it became. */
export async function useNativeCrc32c(
  logger: Logger,
  load: () => Promise<{ readonly crc32c: Crc32c }> = () => import('@node-rs/crc32'),
): Promise<'native' | 'pure'> {
  try {
    const { crc32c } = await load();
    if (!agreesWithPure(crc32c)) throw new Error('it gives other numbers than the pure version');
    installNativeCrc32c(crc32c);
    return 'native';
  } catch (error) {
    logger.warn('native-crc32c-unavailable', {
      consequence: 'checksums are computed in JavaScript, about 10 times slower',
      reason: error instanceof Error ? error.message : String(error),
    });
    return 'pure';
  }
}

/** Chained over uneven pieces of a buffer that does not start at its ArrayBuffer's start. */
function agreesWithPure(candidate: Crc32c): boolean {
  const bytes = Uint8Array.from({ length: 1021 }, (_, i) => (i * 167 + 13) & 0xff).subarray(7);
  let chained = 0;
  for (const [start, end] of [
    [0, 1],
    [1, 500],
    [500, 500],
    [500, 1014],
  ] as const) {
    chained = candidate(bytes.subarray(start, end), chained);
  }
  return chained === crc32cPure(bytes) && candidate(bytes) === chained;
}
