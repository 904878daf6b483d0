/**
 * The frames of `flotilla.v1` (flotilla.proto), both ways. What comes in is read in two steps: the envelope says
 * which request it is, so that a fault in the body can be answered under its correlation id and a large frame is
 * decoded only when it may be large.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { flotilla } from './generated/flotilla.js';
import { Reader, Writer } from './protobuf-runtime.js';

const { ClientFrame, ProduceRequest, FetchResponse, ServerFrame, SubscribedRecords } = flotilla.v1;

export type ClientFrame = flotilla.v1.ClientFrame;
export type ServerFrame = flotilla.v1.ServerFrame;
export type Request = Omit<flotilla.v1.ClientFrame.$Properties, 'correlationId' | 'request'>;
export type Response = Omit<flotilla.v1.ServerFrame.$Properties, 'correlationId' | 'response'>;

export const SUBPROTOCOL = 'flotilla.v1';
/** The only one so far; within `flotilla.v1` fields are added, never changed. */
export const PROTOCOL_VERSION = 1;

/** In the order of their field numbers, from 2 on; a response has the number of its request. */
const REQUEST_KINDS = [
  'hello',
  'describeCluster',
  'describeTopics',
  'produce',
  'fetch',
  'listOffsets',
  'createTopic',
  'deleteTopic',
  'addPartitions',
  'describeTopicConfig',
  'alterTopicConfig',
  'describePartition',
  'transferLeadership',
  'clusterHealth',
  'initProducerId',
  'subscribe',
  'addCredit',
  'unsubscribe',
  'group',
  'findCoordinator',
] as const satisfies readonly (keyof Request)[];

export type RequestKind = (typeof REQUEST_KINDS)[number];

const FIRST_KIND_NUMBER = 2;
const WIRE_VARINT = 0;
const WIRE_BYTES = 2;
export const CORRELATION_ID_TAG = (1 << 3) | WIRE_VARINT;
export const PRODUCE_TAG = tagOf('produce');
const SUBSCRIBED_RECORDS_TAG = (40 << 3) | WIRE_BYTES;
/** Field 15 of every message that carries records. */
export const RECORDS_TAG = (15 << 3) | WIRE_BYTES;

function tagOf(kind: RequestKind): number {
  return ((REQUEST_KINDS.indexOf(kind) + FIRST_KIND_NUMBER) << 3) | WIRE_BYTES;
}

export type Envelope =
  | { readonly kind: RequestKind; readonly correlationId: number }
  /** Well-formed, but nothing that can be carried out. */
  | { readonly kind: 'refused'; readonly correlationId: number; readonly why: RefusedFrame };

export type RefusedFrame = 'no-request' | 'many-requests' | 'unknown-request';

/**
 * Walks the fields of a ClientFrame without looking into them. Throws MalformedBytes when it has no walkable
 * fields or no correlation id: then nobody can be answered.
 */
export function readEnvelope(frame: Uint8Array): Envelope {
  return guarded('a frame', () => {
    const reader = new Reader(frame);
    let correlationId = 0;
    const requests: number[] = [];
    while (reader.pos < reader.len) {
      const tag = reader.tag();
      const number = tag >>> 3;
      if (tag === CORRELATION_ID_TAG) {
        correlationId = reader.uint32();
        continue;
      }
      reader.skipType(tag & 7, 0, number);
      // More than two would say no more than two do, and a hostile frame could have millions.
      if (requests.length < 2) requests.push((tag & 7) === WIRE_BYTES ? number : 0);
    }
    if (correlationId === 0) throw new MalformedBytes('a frame without correlation id');
    if (requests.length === 0) return { kind: 'refused', correlationId, why: 'no-request' };
    if (requests.length > 1) return { kind: 'refused', correlationId, why: 'many-requests' };
    const kind = REQUEST_KINDS[requests[0]! - FIRST_KIND_NUMBER];
    if (kind === undefined) return { kind: 'refused', correlationId, why: 'unknown-request' };
    return { kind, correlationId };
  });
}

/** Throws MalformedBytes. `bytes` fields are views of the frame. */
export function decodeClientFrame(frame: Uint8Array): ClientFrame {
  return guarded('a request', () => ClientFrame.decode(new Reader(frame)));
}

export function decodeServerFrame(frame: Uint8Array): ServerFrame {
  return guarded('a response', () => ServerFrame.decode(new Reader(frame)));
}

export function encodeRequest(correlationId: number, request: Request): Uint8Array[] {
  const { produce } = request;
  const records = produce?.records;
  if (produce && records && records.length >= CHUNK_BYTES_MIN) {
    const header = encoded(() => ProduceRequest.encode({ ...produce, records: null }, writer));
    return withRecords({ correlationId, tag: PRODUCE_TAG, header }, [records]);
  }
  const frame = Object.assign({ correlationId }, request);
  return [encoded(() => ClientFrame.encode(frame, writer))];
}

export function encodeResponse(correlationId: number, response: Response): Uint8Array[] {
  const frame = Object.assign({ correlationId }, response);
  return [encoded(() => ServerFrame.encode(frame, writer))];
}

export type FetchHeader = Omit<flotilla.v1.FetchResponse.$Properties, 'records'>;

/** The batches go out as they are, without a copy. */
export function encodeFetchResponse(
  correlationId: number,
  fetch: FetchHeader,
  batches: readonly Uint8Array[],
): Uint8Array[] {
  const header = encoded(() => FetchResponse.encode(fetch, writer));
  return withRecords({ correlationId, tag: tagOf('fetch'), header }, batches);
}

export type SubscribedRecordsHeader = Omit<flotilla.v1.SubscribedRecords.$Properties, 'records'>;

/** As a fetch response: subscribers share the bytes of a batch. */
export function encodeSubscribedRecords(
  subscription: number,
  pushed: SubscribedRecordsHeader,
  batches: readonly Uint8Array[],
): Uint8Array[] {
  const header = encoded(() => SubscribedRecords.encode(pushed, writer));
  return withRecords({ correlationId: subscription, tag: SUBSCRIBED_RECORDS_TAG, header }, batches);
}

interface FrameStart {
  readonly correlationId: number;
  readonly tag: number;
  /** The message without its last field, `records`. */
  readonly header: Uint8Array;
}

/**
 * What the generated code would write, but with the records as chunks of their own behind it: copying them costs
 * 48 us for 64 KiB, the header alone 0.7 us (PERFORMANCE.md section 1).
 */
function withRecords(start: FrameStart, records: readonly Uint8Array[]): Uint8Array[] {
  const size = records.reduce((sum, chunk) => sum + chunk.length, 0);
  const recordsTag = encoded(() => writer.uint32(RECORDS_TAG).uint32(size));
  const prefix = encoded(() =>
    writer
      .uint32(CORRELATION_ID_TAG)
      .uint32(start.correlationId)
      .uint32(start.tag)
      .uint32(start.header.length + recordsTag.length + size)
      .raw(start.header)
      .raw(recordsTag),
  );
  return [prefix, ...records];
}

/** Below this a copy costs less than a chunk of its own. */
const CHUNK_BYTES_MIN = 8 * 1024;
const WRITER_BYTES_KEPT = 64 * 1024;

/** Reused, so that the bytes of a frame are allocated once and in their final size. */
let writer = Writer.create();

function encoded(write: () => unknown): Uint8Array {
  writer.reset();
  write();
  const bytes = writer.finish();
  if (bytes.length > WRITER_BYTES_KEPT) writer = Writer.create();
  return bytes;
}

/** protobufjs throws RangeError, Error or TypeError; to us they are one. */
export function guarded<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedBytes) throw error;
    throw new MalformedBytes(`${what} is malformed: ${(error as Error).message}`);
  }
}
