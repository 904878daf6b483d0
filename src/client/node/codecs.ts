/** What Node and the optional packages have. A package is loaded when a batch first needs it. */
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { MalformedBytes } from '../../base/byte-reader.ts';
import { type CompressionCodec, CompressionCodecs } from '../codecs/compression-codecs.ts';
import { lz4BytesMax, zstdBytesMax } from '../codecs/frame-bounds.ts';
import { readSnappy } from '../codecs/snappy-frames.ts';
import { CompressionTypes } from '../constants.ts';
import { KafkaJSNotImplemented } from '../errors.ts';

const gzip = promisify<Uint8Array, Buffer>(zlib.gzip);
const gunzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip);
const ZSTD_LEVEL = 3;

const gzipCodec: CompressionCodec = {
  compress: ({ buffer }) => gzip(buffer),
  decompress: (bytes, bytesMax = Infinity) =>
    gunzip(bytes, Number.isFinite(bytesMax) ? { maxOutputLength: Math.max(bytesMax, 1) } : {}),
};

const snappyCodec: CompressionCodec = {
  async compress({ buffer }) {
    const { compress } = await optional('snappy', () => import('snappy'));
    return compress(buffer);
  },
  async decompress(bytes, bytesMax = Infinity) {
    const { uncompress } = await optional('snappy', () => import('snappy'));
    return readSnappy(bytes, async (block) => (await uncompress(block)) as Buffer, bytesMax);
  },
};

const lz4Codec: CompressionCodec = {
  async compress({ buffer }) {
    const { compressFrame } = await optional('lz4-napi', () => import('lz4-napi'));
    return compressFrame(buffer);
  },
  async decompress(bytes, bytesMax = Infinity) {
    const { decompressFrame } = await optional('lz4-napi', () => import('lz4-napi'));
    checkBound(lz4BytesMax(bytes), bytesMax);
    return decompressFrame(bytes);
  },
};

/** Node has had it since 22.15. */
const nodeZstd = zlib as typeof zlib & {
  zstdCompress?: (bytes: Uint8Array, done: (error: Error | null, result: Buffer) => void) => void;
  zstdDecompress?: (bytes: Uint8Array, done: (error: Error | null, result: Buffer) => void) => void;
};

const zstdCodec: CompressionCodec = {
  async compress({ buffer }) {
    const { zstdCompress } = nodeZstd;
    if (zstdCompress) return promisify(zstdCompress)(buffer);
    const { Encoder } = await optional('@toondepauw/node-zstd', loadZstd);
    return new Encoder(ZSTD_LEVEL).encode(buffer);
  },
  async decompress(bytes, bytesMax = Infinity) {
    checkBound(zstdBytesMax(bytes), bytesMax);
    const { zstdDecompress } = nodeZstd;
    if (zstdDecompress) return promisify(zstdDecompress)(bytes);
    const { Decoder } = await optional('@toondepauw/node-zstd', loadZstd);
    return new Decoder().decode(bytes);
  },
};

export function installCodecs(): void {
  CompressionCodecs[CompressionTypes.GZIP] ??= () => gzipCodec;
  CompressionCodecs[CompressionTypes.Snappy] ??= () => snappyCodec;
  CompressionCodecs[CompressionTypes.LZ4] ??= () => lz4Codec;
  CompressionCodecs[CompressionTypes.ZSTD] ??= () => zstdCodec;
}

function loadZstd(): Promise<typeof import('@toondepauw/node-zstd')> {
  return import('@toondepauw/node-zstd');
}

function checkBound(most: number, bytesMax: number): void {
  if (most > bytesMax) throw new MalformedBytes(`it may decompress to more than ${bytesMax} bytes`);
}

async function optional<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new KafkaJSNotImplemented(
      `This compression needs the package ${name}; run: npm install ${name}`,
      { cause: error },
    );
  }
}
