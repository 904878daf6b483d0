/** gzip as browsers have it: streams, that is, and since 2023 in all of them. The rest is for CompressionCodecs to bring. */
import { MalformedBytes } from '../base/byte-reader.ts';
import { type CompressionCodec, CompressionCodecs } from './codecs/compression-codecs.ts';
import { CompressionTypes } from './constants.ts';

/** The constructors of Node's types and of the browser's differ in detail. */
interface Through {
  readonly readable: { getReader(): ReadableStreamDefaultReader<Uint8Array> };
  readonly writable: { getWriter(): WritableStreamDefaultWriter<Uint8Array> };
}

const gzipCodec: CompressionCodec = {
  compress: ({ buffer }) => pump(buffer, new CompressionStream('gzip'), Infinity),
  decompress: (bytes, bytesMax = Infinity) =>
    pump(bytes, new DecompressionStream('gzip'), bytesMax),
};

export function installBrowserCodecs(): void {
  CompressionCodecs[CompressionTypes.GZIP] ??= () => gzipCodec;
}

async function pump(
  bytes: Uint8Array,
  { readable, writable }: Through,
  bytesMax: number,
): Promise<Uint8Array> {
  const writer = writable.getWriter();
  // What fails here fails the reading too, which is where it is told.
  void writer.write(bytes).catch(() => undefined);
  void writer.close().catch(() => undefined);
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > bytesMax) {
      void reader.cancel();
      throw new MalformedBytes(`it decompresses to more than ${bytesMax} bytes`);
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
