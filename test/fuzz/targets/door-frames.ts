/** The frames of `flotilla.v1`, both ways, read by both runtimes: brokers and Node have one, browsers the other. */
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import {
  decodeClientFrame,
  decodeServerFrame,
  readEnvelope,
  type ClientFrame,
} from '../../../src/protocol/client-frame.ts';
import { messageInPieces } from '../../../src/protocol/client-message.ts';
import { flotilla as compact } from '../../../src/protocol/compact/generated/flotilla.ts';
import type { CompactMessage } from '../../../src/protocol/compact/messages.ts';
import { flotilla } from '../../../src/protocol/generated/flotilla.js';
import { Finding } from '../finding.ts';
import { protobufMarks } from '../marks.ts';
import { isSameBytes, requireProportion, requireSame, show } from '../oracle.ts';
import { protoTypes, samplesOf } from '../proto-samples.ts';
import { seedOf, type Seed } from '../seed.ts';
import { accepted, type Target } from '../target.ts';

const wire = flotilla.v1 as unknown as Readonly<Record<string, CompactMessage>>;

export function frameSeeds(file: string, namespace: string, name: string): Seed[] {
  const type = protoTypes(file, namespace).find((one) => one.name === name)!;
  return samplesOf(type).map((message) => {
    const bytes = type.encode(message).finish();
    return seedOf(bytes, protobufMarks(bytes));
  });
}

export const clientFrame: Target = {
  name: 'ws-request',
  what: 'readEnvelope and decodeClientFrame, whole and in pieces; both protobuf runtimes agree',
  refusals: [MalformedBytes],
  weight: 100,
  seeds: () => frameSeeds('flotilla', 'flotilla.v1', 'ClientFrame'),
  run: (input) => {
    const frame = withBothRuntimes('ClientFrame', input, decodeClientFrame);
    const envelope = readEnvelope(input);
    if (envelope.correlationId !== frame.correlationId) {
      throw new Finding('differential', 'envelope and body have different correlation ids');
    }
    comparePieces(input, frame);
    if (envelope.kind === 'refused') return accepted(`refused ${envelope.why}`);
    if (frame[envelope.kind] === null || frame[envelope.kind] === undefined) {
      throw new Finding('differential', `the envelope says ${envelope.kind}, the body has none`);
    }
    return accepted(envelope.kind);
  },
};

export const serverFrame: Target = {
  name: 'ws-response',
  what: 'decodeServerFrame, as clients read it; both protobuf runtimes agree',
  refusals: [MalformedBytes],
  weight: 100,
  seeds: () => frameSeeds('flotilla', 'flotilla.v1', 'ServerFrame'),
  run: (input) => {
    const frame = withBothRuntimes('ServerFrame', input, decodeServerFrame);
    return accepted(`${frame.response}`);
  },
};

/** In fields that are not known, which nobody sends: groups, the number 0, and varints without end, which protobufjs skips. */
const STRICTER =
  /there is no wire type [34]|a field has the number 0|a varint is longer than 10 bytes/;

/** Decodes with each, and compares what each writes of what it read. */
export function withBothRuntimes<T extends object>(
  name: string,
  input: Uint8Array,
  decode: (bytes: Uint8Array) => T,
): T {
  const code = wire[name]!;
  const table = (compact.v1 as Readonly<Record<string, CompactMessage>>)[name]!;
  let theirs: object | undefined;
  let refusal: unknown;
  try {
    theirs = table.decode(input);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refusal = error;
  }
  let ours: T;
  try {
    ours = decode(input);
  } catch (error) {
    if (theirs === undefined) throw error;
    throw new Finding('differential', `only the tables read it; ${(error as Error).message}`);
  }
  if (theirs === undefined) {
    const why = (refusal as Error).message;
    if (STRICTER.test(why)) throw new MalformedBytes(why);
    throw new Finding('differential', `only the generated code reads it; ${why}`);
  }
  requireProportion(ours, input);
  const [first, second] = [code.encode(ours).finish(), table.encode(theirs).finish()];
  if (!isSameBytes(first, second)) {
    throw new Finding('differential', `generated ${show(first)}, tables ${show(second)}`);
  }
  requireSame(first, code.encode(decode(first)).finish(), name);
  return ours;
}

/** A frame may come in pieces, cut anywhere. */
function comparePieces(input: Uint8Array, frame: ClientFrame): void {
  const cut = input.length - Math.min(input.length, frame.produce?.records?.length ?? 7);
  const message = messageInPieces([input.subarray(0, cut), input.subarray(cut)]);
  const again = message.decode();
  const { ClientFrame: code } = flotilla.v1;
  if (isSameBytes(code.encode(again).finish(), code.encode(frame).finish())) return;
  throw new Finding('differential', `cut at ${cut} it is ${show(again)}`);
}
