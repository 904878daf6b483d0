/** Whole connections to the doors: bytes in, cut into frames as on a socket, through the session that ships. */
import { Session } from '../../../src/gateway/ws/session.ts';
import { decodeRequest, decodeResponse } from '../../../src/protocol/kafka/frames.ts';
import { decodeServerFrame, encodeRequest } from '../../../src/protocol/client-frame.ts';
import { apiNameOf, SERVED } from '../../../src/protocol/kafka/registry.ts';
import { FrameAssembler, FrameTooLong } from '../../../src/base/frame-assembler.ts';
import { recordingLogger } from '../../unit/gateway/broker.ts';
import { SessionWorld } from '../../unit/gateway/kafka/session-world.ts';
import {
  ManualClock,
  RecordingConnection,
  settle,
} from '../../unit/gateway/recording-connection.ts';
import { sessionModules } from '../../unit/gateway/session-modules.ts';
import { answeringBroker } from '../answering-broker.ts';
import { Finding } from '../finding.ts';
import { joined, seedOf, type Seed } from '../seed.ts';
import { accepted, refused, type Target } from '../target.ts';
import { frameSeeds } from './door-frames.ts';
import { goldenRequests, requestSeeds } from './kafka-codec.ts';

const SIZE_BYTES = 4;
const FRAME_BYTES_MAX = 8 * 1024 * 1024;
/** Turns of the event loop that the longest chain of promises in a handler takes. */
const TURNS = 3;
const TIME_MS = 400_000;

function sized(seeds: readonly Seed[]): Seed {
  const sizes = seeds.map(({ bytes }) => {
    const size = new Uint8Array(SIZE_BYTES);
    new DataView(size.buffer).setUint32(0, bytes.length);
    return size;
  });
  return seedOf(joined(seeds.flatMap(({ bytes }, i) => [sizes[i]!, bytes])));
}

/** In the WebSocket protocol requests in flight have different ids: here the first field, which all samples have. */
function numbered({ bytes, marks }: Seed, id: number): Seed {
  const isFirst = bytes[0] === 8;
  return { bytes: isFirst ? Uint8Array.of(8, 1 + id, ...bytes.subarray(2)) : bytes, marks };
}

/** One frame each, and some with several. */
function conversations(seeds: readonly Seed[]): Seed[] {
  const several = [0, 7, 12].map((from) => sized(seeds.slice(from, from + 3).map(numbered)));
  return [
    ...seeds.map((seed) => sized([seed])),
    ...several.filter(({ bytes }) => bytes.length > 0),
  ];
}

/** The frames in a stream that comes in two pieces. */
function framesIn(input: Uint8Array): Uint8Array[] {
  const assembler = new FrameAssembler(FRAME_BYTES_MAX);
  const frames: Uint8Array[] = [];
  for (const piece of [input.subarray(0, input.length / 2), input.subarray(input.length / 2)]) {
    assembler.push(piece);
    for (let frame = assembler.next(); frame !== undefined; frame = assembler.next())
      frames.push(frame);
  }
  return frames;
}

async function turns(clock: ManualClock): Promise<void> {
  for (let i = 0; i < TURNS; i += 1) await settle();
  // Whoever waits for time to pass.
  clock.pass(TIME_MS);
  for (let i = 0; i < TURNS; i += 1) await settle();
}

function requireNoFault(errors: readonly { event: string; fields: unknown }[]): void {
  const [first] = errors;
  if (first === undefined) return;
  const { error, api, kind } = (first.fields ?? {}) as Record<string, unknown>;
  const name = typeof api === 'string' ? api : typeof kind === 'string' ? kind : '';
  throw new Finding('exception', `${first.event} ${name}: ${String(error)}`, error);
}

export const kafkaSession: Target = {
  name: 'kafka-session',
  what: 'a whole connection of the Kafka door: framing, every handler, every answer can be decoded',
  refusals: [FrameTooLong],
  weight: 3,
  seeds: () => {
    const served = requestSeeds().filter(({ bytes }) => SERVED.has(apiNameOf(bytes[1]!)!));
    return conversations([...goldenRequests(), ...served]);
  },
  run: async (input) => {
    const clock = new ManualClock();
    const world = new SessionWorld(answeringBroker(clock));
    const asked: Uint8Array[] = [];
    for (const frame of framesIn(input)) {
      if (world.isEnded) break;
      asked.push(frame);
      world.connection.deliver(frame);
    }
    await turns(clock);
    requireNoFault(world.logger.errors);
    const answered = world.connection.sent.length;
    for (const answer of world.connection.sent) checkAnswer(answer, asked);
    const { closeReason } = world;
    world.session.stop();
    if (world.clock.pendingTimers > 0)
      throw new Finding('allocation', 'a timer outlives its session');
    if (closeReason !== undefined)
      return refused(closeReason.replaceAll(/[^a-z ]/g, '').slice(0, 40));
    return accepted(`${Math.min(answered, 5)} answers ${asked[0]?.[1]}`);
  },
};

/** An answer says which of the requests it is of by its correlation id. */
function checkAnswer(answer: Uint8Array, asked: readonly Uint8Array[]): void {
  const requests = asked.filter((frame) => frame.length >= 8 && isAnswerOf(answer, frame));
  for (const frame of requests) {
    const request = decodeRequest(frame);
    if (request.kind === 'unknown') return;
    try {
      decodeResponse(request.name, request.version, answer);
      return;
    } catch (error) {
      if (frame !== requests.at(-1)) continue;
      const call = `${request.name} ${request.version}`;
      throw new Finding('round-trip', `the answer of ${call}: ${(error as Error).message}`, error);
    }
  }
  throw new Finding('differential', 'an answer to nothing');
}

function isAnswerOf(answer: Uint8Array, request: Uint8Array): boolean {
  return [0, 1, 2, 3].every((i) => answer[i] === request[4 + i]);
}

const HELLO = encodeRequest(900_001, { hello: { protocolVersionMin: 1, protocolVersionMax: 1 } });

export const wsSession: Target = {
  name: 'ws-session',
  what: 'a whole connection of the WebSocket door behind its hello: every request, subscriptions, groups; every answer can be decoded',
  refusals: [FrameTooLong],
  weight: 3,
  seeds: () =>
    conversations(
      frameSeeds('flotilla', 'flotilla.v1', 'ClientFrame').filter(({ bytes }) => bytes[2] !== 0x12),
    ),
  run: async (input) => {
    const clock = new ManualClock();
    const connection = new RecordingConnection();
    const logger = recordingLogger();
    const session = new Session(sessionModules(answeringBroker(clock), clock, logger), connection);
    connection.deliver(HELLO);
    await settle();
    connection.take();
    for (const frame of framesIn(input)) connection.deliver(frame);
    await turns(clock);
    requireNoFault(logger.errors);
    const answers = connection.sent.map((frame) => decodeServerFrame(frame));
    const [close] = connection.closes;
    session.stop();
    if (close !== undefined) {
      if (close.code === undefined)
        throw new Finding('differential', `closed without a code: ${close.reason}`);
      return refused(`${close.code} ${close.reason.replaceAll(/[^a-z ]/g, '').slice(0, 40)}`);
    }
    const names = answers.slice(0, 3).map(({ response, error }) => error?.name ?? response);
    return accepted(names.join(' '));
  },
};
