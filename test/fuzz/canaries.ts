/**
 * Copies of decoders with a bug in each, one for every way in which the fuzzer judges. They are found, or the fuzzer is
 * blind and its silence about the decoders that ship means nothing.
 */
import { ByteReader, MalformedBytes } from '../../src/base/byte-reader.ts';
import { ByteWriter } from '../../src/base/byte-writer.ts';
import { APIS } from '../../src/protocol/kafka/registry.ts';
import { WireReader } from '../../src/protocol/kafka/wire-reader.ts';
import { BATCH_HEADER_BYTES, crcIsTrue, recordsCountAt } from '../../src/record/batch-header.ts';
import { Finding } from './finding.ts';
import { requireProportion, requireSame } from './oracle.ts';
import { seedOf } from './seed.ts';
import { accepted, type Canary, type Target } from './target.ts';
import { batch } from './targets/batch.ts';
import { kafkaRequest } from './targets/kafka-codec.ts';

const METADATA_HEADER_BYTES = 12;
const METADATA_VERSION = 4;

/** Metadata version 4 without its header. */
function metadataSeeds() {
  const header = [0, 3, 0, METADATA_VERSION, 0, 0, 0, 7, 0, 2];
  const all = kafkaRequest.seeds() as ReturnType<typeof seedOf>[];
  return all
    .filter(({ bytes }) => header.every((byte, i) => bytes[i] === byte))
    .map(({ bytes }) => seedOf(bytes.subarray(METADATA_HEADER_BYTES)));
}

/** Believes what a list says of its length. */
class TrustingReader extends WireReader {
  allocated: unknown[] = [];

  override expectElements(count: number): void {
    if (count < 0) throw new MalformedBytes('a list has a negative length');
    this.allocated = Array.from({ length: Math.min(count, 100_000) }, () => 0);
  }
}

const allocates: Target = {
  name: 'canary-allocation',
  what: 'a list is allocated as long as it says',
  refusals: [MalformedBytes],
  weight: 0,
  seeds: metadataSeeds,
  run: (input) => {
    const reader = new TrustingReader(input);
    try {
      APIS.Metadata.request.read(reader, METADATA_VERSION);
    } finally {
      requireProportion(reader.allocated, input);
    }
    return accepted('taken');
  },
};

/** Tells a cut string from one that is whole by what the platform throws. */
const throwsAnother: Target = {
  name: 'canary-exception',
  what: 'a length beyond the end is left to DataView, which throws a RangeError',
  refusals: [MalformedBytes],
  weight: 0,
  seeds: metadataSeeds,
  run: (input) => {
    const view = new DataView(input.buffer, input.byteOffset, input.length);
    if (input.length < 4) throw new MalformedBytes('cut');
    let at = 4;
    for (let left = view.getInt32(0); left > 0; left -= 1) at += 2 + view.getInt16(at);
    return accepted('taken');
  },
};

/** Makes no way over a byte of ones, and so never comes to the end. The bound stands for the hang. */
const neverEnds: Target = {
  name: 'canary-slow',
  what: 'a step of no bytes makes no way',
  refusals: [MalformedBytes],
  weight: 0,
  seeds: metadataSeeds,
  run: (input) => {
    const before = process.cpuUsage();
    for (let at = 4; at < input.length;) {
      if (input[at] !== 0xff) at += 1;
      else if (processorMs(before) > 80) break;
    }
    return accepted('taken');
  },
};

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Only with a true checksum is the count looked at. */
const behindChecksum: Target = {
  name: 'canary-checksum',
  what: 'a bug behind the checksum of a batch: a records count of 65,536 and more is cut to 16 bits',
  refusals: [MalformedBytes],
  weight: 0,
  seeds: batch.seeds.bind(batch),
  run: (input) => {
    if (input.length < BATCH_HEADER_BYTES || !crcIsTrue(input))
      throw new MalformedBytes('checksum');
    const count = recordsCountAt(input);
    const cut = new DataView(input.buffer, input.byteOffset).getInt16(59);
    if (count >= 0x1_0000 && cut > 0) throw new RangeError(`${cut} records`);
    return accepted('taken');
  },
  repair: (input) => batch.repair!(input),
};

/** Loses the sign of a number between -32,768 and -1 when it writes. */
const losesSign: Target = {
  name: 'canary-round-trip',
  what: 'an encoder that forgets the sign of an int16',
  refusals: [MalformedBytes],
  weight: 0,
  seeds: () => [seedOf(new ByteWriter().int16(5).int32(9).finish())],
  run: (input) => {
    const read = (bytes: Uint8Array): readonly number[] => {
      const reader = new ByteReader(bytes);
      return [reader.int16(), reader.int32()];
    };
    const [short, long] = read(input);
    const written = new ByteWriter().uint16(Math.abs(short!)).int32(long!).finish();
    requireSame([short, long], read(written), 'two numbers');
    return accepted('taken');
  },
};

/** Two readers of one varint: this one has 31 bits. */
const disagrees: Target = {
  name: 'canary-differential',
  what: 'two readers of a varint, of which one cuts it to 31 bits',
  refusals: [MalformedBytes],
  weight: 0,
  seeds: () => [seedOf(Uint8Array.of(0x96, 0x01, 7, 7, 7, 7))],
  run: (input) => {
    const value = new WireReader(input).unsignedVarint();
    if ((value & 0x7fff_ffff) !== value) throw new Finding('differential', `${value} is cut`);
    return accepted('taken');
  },
};

export const CANARIES: readonly Canary[] = [
  { target: throwsAnother, kind: 'exception', within: 2000 },
  { target: allocates, kind: 'allocation', within: 2000 },
  { target: neverEnds, kind: 'slow', within: 2000 },
  { target: losesSign, kind: 'round-trip', within: 2000 },
  { target: disagrees, kind: 'differential', within: 5000 },
  { target: behindChecksum, kind: 'exception', within: 20_000 },
];
