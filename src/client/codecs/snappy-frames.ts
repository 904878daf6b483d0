/**
 * How snappy lies in a Kafka batch. Java, sarama and kafka-python write the stream of snappy-java: a header, then blocks with their
 * lengths; librdkafka, kafkajs-snappy and @platformatic/kafka write one bare block, and so do we: every client reads that,
 * @platformatic/kafka nothing else.
 */
import { MalformedBytes } from '../../base/byte-reader.ts';

type Codec = (block: Uint8Array) => Promise<Uint8Array>;

const MAGIC = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00];
/** The magic, then the version and the oldest version that can read it. */
const HEADER_BYTES = 16;

export async function readSnappy(
  bytes: Uint8Array,
  uncompress: Codec,
  bytesMax: number,
): Promise<Uint8Array> {
  const blocks = MAGIC.every((byte, i) => bytes[i] === byte) ? blocksOf(bytes) : [bytes];
  const total = blocks.reduce((sum, block) => sum + plainBytesOf(block), 0);
  if (total > bytesMax) throw new MalformedBytes(`it decompresses to more than ${bytesMax} bytes`);
  const chunks: Uint8Array[] = [];
  for (const block of blocks) chunks.push(await uncompress(block));
  return concat(chunks);
}

function blocksOf(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const blocks: Uint8Array[] = [];
  let at = HEADER_BYTES;
  while (at < bytes.length) {
    const end = bytes.length - at < 4 ? Infinity : at + 4 + view.getUint32(at);
    if (end > bytes.length) throw new MalformedBytes('a snappy block is cut off');
    blocks.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return blocks;
}

/** A block begins with its plain length as a varint. */
function plainBytesOf(block: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = block[i];
    if (byte === undefined) break;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return length;
  }
  throw new MalformedBytes('a snappy block has no length');
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
