/** What commands that read or write records want: the fast checksum where it is installed, and gzip. */
import { installGzipCodec } from '../node/gzip-codec.ts';
import { useNativeCrc32c } from '../node/native-crc32c.ts';
import type { Logger } from '../platform/logger.ts';

const SILENT: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => SILENT,
};

/** Without the native checksum all is the same, only slower; that is no news to whoever typed a command. */
export async function installNatives(): Promise<void> {
  await useNativeCrc32c(SILENT);
  installGzipCodec();
}
