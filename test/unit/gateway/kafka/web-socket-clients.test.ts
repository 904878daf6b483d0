// Goal: a client behind a WebSocket reaches the broker that it names, or one that stands in for it, and a slow or vanished side
// holds nothing. Method: connections that the test plays, a clock that it moves.
import { expect, test } from 'vitest';
import { ByteWriter } from '../../../../src/base/byte-writer.ts';
import { frameHeader } from '../../../../src/base/frame-assembler.ts';
import { KafkaSessions } from '../../../../src/gateway/kafka/sessions.ts';
import {
  KafkaWebSocketClients,
  type WebSocketClient,
} from '../../../../src/gateway/kafka/web-socket-clients.ts';
import { Tunnel } from '../../../../src/host/tunnel.ts';
import type { AcceptTunnel } from '../../../../src/host/tunnels.ts';
import { nodeId } from '../../../../src/model/ids.ts';
import { decodeResponse, encodeRequest } from '../../../../src/protocol/kafka/frames.ts';
import type { Address } from '../../../../src/platform/network.ts';
import { recordingLogger, silentMeter } from '../broker.ts';
import { ManualClock, RecordingConnection, settle } from '../recording-connection.ts';
import { localBroker } from './session-world.ts';

const STALL_MS = 1000;

/** Broker 1 of three; 3 cannot be reached. */
class World {
  readonly clock = new ManualClock();
  readonly connected = new Set([1, 2]);
  readonly opened: { broker: number; client: Address; tunnel: Tunnel }[] = [];
  /** What the tunnels are made of. */
  readonly far = new RecordingConnection();
  arrive: AcceptTunnel = () => {
    throw new Error('nobody takes tunnels');
  };
  private readonly clients: KafkaWebSocketClients;

  constructor() {
    const { clock } = this;
    const sessions = new KafkaSessions(
      {
        autoCreatesTopics: false,
        limits: { stallMsMax: STALL_MS, frameBytesMax: 1000 },
        bytesInFlightOfAllMax: 1e6,
        drainMs: 100,
      },
      {
        broker: localBroker({}, { describeTopics: async () => [] }),
        clock,
        logger: recordingLogger(),
        meter: silentMeter,
      },
    );
    this.clients = new KafkaWebSocketClients({
      self: nodeId(1),
      sessions,
      clock,
      others: {
        isKnown: (broker) => broker <= 3,
        isConnected: (broker) => this.connected.has(broker),
        tunnels: {
          open: (broker, client) => this.open(broker, client),
          onTunnel: (accept) => (this.arrive = accept),
        },
      },
    });
  }

  accept(wanted?: number): { connection: RecordingConnection; client: WebSocketClient } {
    const connection = new RecordingConnection();
    return { connection, client: this.clients.accept(connection, wanted) };
  }

  private open(broker: number, client: Address) {
    const quiet = { opened: () => undefined, draining: () => undefined, ended: () => undefined };
    const tunnel = new Tunnel(client, quiet);
    this.opened.push({ broker, client, tunnel });
    return { tunnel, opened: Promise.resolve() };
  }

  /** To broker 2; its greeting is over. */
  async passedOn(): Promise<{
    connection: RecordingConnection;
    client: WebSocketClient;
    tunnel: Tunnel;
  }> {
    const { connection, client } = this.accept(2);
    const { tunnel } = this.opened.at(-1)!;
    tunnel.attach(this.far);
    await settle();
    return { connection, client, tunnel };
  }
}

function framed(name: 'ApiVersions' | 'Metadata'): Buffer {
  const call = { name, version: name === 'Metadata' ? 9 : 3, correlationId: 7, clientId: 'test' };
  return Buffer.concat(encodeRequest(call, {}));
}

test.each([
  ['names this broker', 1],
  ['names none', undefined],
])('a client that %s is served here, and hears of brokers by their names', async (_, wanted) => {
  const world = new World();
  const { connection } = world.accept(wanted);
  const request = framed('Metadata');
  connection.deliver(request.subarray(0, 5));
  connection.deliver(request.subarray(5));
  await settle();
  const answer = Buffer.concat(connection.sent);
  const { body } = decodeResponse('Metadata', 9, answer.subarray(4));
  expect(body.brokers).toEqual([
    expect.objectContaining({ nodeId: 1, host: 'broker-1.flotilla.invalid', port: 9092 }),
  ]);
  expect(world.opened).toEqual([]);
});

test('a client that names another is passed on as it is, both ways, with its address', async () => {
  const world = new World();
  const { connection, tunnel } = await world.passedOn();
  expect(world.opened).toEqual([{ broker: 2, client: connection.remote, tunnel }]);
  connection.deliver(Buffer.from('piece'));
  expect(Buffer.from(world.far.sent[0]!)).toEqual(Buffer.from('\0piece'));
  tunnel.frame(world.far, Buffer.from('\0answer'));
  expect(String(connection.sent[0])).toBe('answer');
});

test('nothing is read from a client before the way to its broker is open', async () => {
  const world = new World();
  const { connection } = world.accept(2);
  expect(connection.isPaused).toBe(true);
  world.opened[0]!.tunnel.attach(world.far);
  await settle();
  expect(connection.isPaused).toBe(false);
});

test('whoever does not read holds up the other side, and nobody else', async () => {
  const world = new World();
  const { connection, tunnel } = await world.passedOn();
  world.far.hasRoom = false;
  connection.deliver(Buffer.of(1));
  expect(connection.isPaused).toBe(true);
  tunnel.drained();
  expect(connection.isPaused).toBe(false);
  connection.hasRoom = false;
  tunnel.frame(world.far, Buffer.of(0, 1));
  expect(world.far.isPaused).toBe(true);
  connection.drain();
  expect(world.far.isPaused).toBe(false);
  world.clock.pass(10 * STALL_MS);
  expect(connection.closes).toEqual([]);
});

test('a client that reads nothing for too long is given up, and its tunnel with it', async () => {
  const world = new World();
  const { connection, tunnel } = await world.passedOn();
  connection.hasRoom = false;
  tunnel.frame(world.far, Buffer.of(0, 1));
  world.clock.pass(STALL_MS);
  expect(connection.closes[0]).toEqual({
    code: 1013,
    reason: `slow reader: too little read for ${STALL_MS} ms`,
  });
  expect(world.far.closes).toHaveLength(1);
});

test('the other broker’s reason and code reach the client; a lost one is 1013', async () => {
  const world = new World();
  const told = await world.passedOn();
  const close = Buffer.concat([Buffer.of(1, 1009 >> 8, 1009 & 255), shortText('too large')]);
  told.tunnel.frame(world.far, close);
  expect(told.connection.closes[0]).toEqual({ code: 1009, reason: 'too large' });
  const lost = await world.passedOn();
  lost.tunnel.disconnected(world.far, 'the peer reset the connection');
  expect(lost.connection.closes[0]).toEqual({
    code: 1013,
    reason: 'the peer reset the connection',
  });
});

test('a client that goes away takes its tunnel along', async () => {
  const world = new World();
  const { connection } = await world.passedOn();
  connection.close('gone');
  expect(world.far.closes).toEqual([{ code: undefined, reason: 'gone' }]);
});

test('a planned stop asks the other broker to answer what is in flight', async () => {
  const world = new World();
  const { connection, client } = await world.passedOn();
  client.drain();
  expect(world.far.sent.map((frame) => [...frame])).toEqual([[2]]);
  expect(connection.closes).toEqual([]);
  client.stop();
  expect(connection.closes[0]).toEqual({ code: 1001, reason: 'the broker is stopping' });
});

test('for a broker that is away this one stands in, until that one is back', async () => {
  const world = new World();
  const { connection } = world.accept(3);
  connection.deliver(framed('ApiVersions'));
  await settle();
  expect(connection.sent).toHaveLength(1);
  world.clock.pass(60_000);
  world.connected.add(3);
  expect(connection.closes).toEqual([]);
  world.clock.pass(1000);
  expect(connection.closes).toEqual([{ code: 1001, reason: 'broker 3 can be reached again' }]);
});

test('a stand-in whose client has left looks no more', () => {
  const world = new World();
  const { connection } = world.accept(3);
  connection.deliver(Buffer.concat([frameHeader(1), Buffer.of(0)]));
  expect(connection.closes[0]).toEqual({ code: 1002, reason: 'a request without a header' });
  expect(world.clock.pendingTimers).toBe(0);
});

test('a broker that is none of this cluster is refused by name', () => {
  const { connection } = new World().accept(9);
  expect(connection.closes).toEqual([
    { code: 1008, reason: 'There is no broker 9 in this cluster.' },
  ]);
});

test('what arrives through a tunnel is served here', async () => {
  const world = new World();
  const quiet = { opened: () => undefined, draining: () => undefined, ended: () => undefined };
  const tunnel = new Tunnel({ host: '198.51.100.7', port: 5 }, quiet);
  const guest = world.arrive(tunnel);
  tunnel.attach(world.far);
  tunnel.frame(world.far, Buffer.concat([Buffer.of(0), framed('ApiVersions')]));
  await settle();
  const [answer] = world.far.sent;
  expect([answer![0], Buffer.from(answer!).readInt32BE(5)]).toEqual([0, 7]);
  guest.drain();
  expect(world.far.closes).toHaveLength(1);
});

/** As ByteWriter writes it. */
function shortText(text: string): Buffer {
  return Buffer.from(new ByteWriter().string(text).finish());
}
