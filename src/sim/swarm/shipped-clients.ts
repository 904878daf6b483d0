/**
 * Applications with the client that ships (src/client), over the real WebSocket sessions of the brokers: idempotent
 * producers, and members of a consumer group that come, leave, and die.
 */
import { KafkaJSError } from '../../client/errors.ts';
import { Kafka } from '../../client/kafka.ts';
import type { Bytes } from '../../client/types/bytes.ts';
import type { RecordMetadata } from '../../client/types/producer.ts';
import type { Connection } from '../../platform/network.ts';
import { BrokenPromise } from '../checkers/checker.ts';
import { hostOf } from '../cluster.ts';
import { WEB_SOCKET_PORT } from '../doors.ts';
import { producerValue } from './values.ts';
import { noteBroken, pause, TOPIC, within, type SwarmWorld } from './world.ts';

const GROUP = 'crowd';
/** What a producer has on its way at most. */
const UNANSWERED_MAX = 10;
const DELIVERY_MS = [2000, 60_000] as const;
/** When the run is over all has been well for seconds: a client may yet rest up to 20 s before it connects, and sends then. */
const LAST_ANSWERS_MS_MAX = 25_000;
const SESSION_MS = 2000;
const CUT_CHANCE = 0.02;
const CONNECTS_MAX = 500;

/** One application on a machine of its own. */
class Application {
  readonly kafka: Kafka;
  private readonly world: SwarmWorld;
  private readonly host: string;
  private readonly sockets = new Set<Connection>();

  constructor(world: SwarmWorld, host: string) {
    const { simulation, fleet } = world;
    this.world = world;
    this.host = host;
    const network = simulation.network.node(host);
    const brokers = fleet.ids.map((id) => `ws://${hostOf(id)}:${WEB_SOCKET_PORT}`);
    this.kafka = new Kafka(
      { brokers, logLevel: 0 },
      {
        clock: simulation.clock(host),
        random: simulation.random(host),
        createSocket: async (url) => {
          const [, name = ''] = /^ws:\/\/([^:]+):/.exec(url) ?? [];
          const socket = await network.connect({ host: name, port: WEB_SOCKET_PORT });
          this.sockets.add(socket);
          return socket;
        },
        logCreator: () => () => undefined,
        toBytes: (bytes) => bytes as Bytes,
      },
    );
  }

  /** As a proxy between may do at any time. */
  cutConnections(): void {
    for (const socket of this.sockets) socket.close('cut');
    this.sockets.clear();
  }

  /** Nothing of it runs any more. */
  die(): void {
    this.world.simulation.killNode(this.host, 'process');
  }
}

export async function produceForEver(world: SwarmWorld, number: number): Promise<void> {
  const name = `producer-${number}`;
  const random = world.simulation.random(`swarm/${name}`);
  const application = new Application(world, name);
  const producer = application.kafka.producer({
    allowAutoTopicCreation: false,
    batchBytes: random.integer(300, 3000),
    deliveryTimeoutMs: DELIVERY_MS[random.integer(0, 1)]!,
  });
  await untilConnected(world, () => producer.connect());
  const unanswered = new Set<Promise<void>>();
  for (let n = 0; !world.isOver; n += 1) {
    const partition = random.integer(0, world.plan.partitions - 1);
    const value = producerValue(number, n, random);
    const history = world.histories[partition]!;
    const endWhenSent = history.acknowledgedEnd;
    history.sending([value]);
    const sent: Promise<void> = producer
      .send({ topic: TOPIC, messages: [{ value, partition }] })
      .then((receipts) => acknowledged(history, { value, endWhenSent, receipts }), checkClientError)
      .catch((error: unknown) => noteBroken(world, error))
      .finally(() => unanswered.delete(sent));
    unanswered.add(sent);
    if (unanswered.size >= UNANSWERED_MAX) await Promise.race(unanswered);
    if (!world.isRepairing && random.chance(CUT_CHANCE)) application.cutConnections();
    await pause(world, world.pace * random.integer(1, 40));
  }
  await within(world, Promise.all(unanswered), LAST_ANSWERS_MS_MAX);
  if (unanswered.size > 0) {
    throw new BrokenPromise(`${name} has ${unanswered.size} sends that were never answered`);
  }
  await producer.disconnect();
}

function acknowledged(
  history: SwarmWorld['histories'][number],
  {
    value,
    endWhenSent,
    receipts,
  }: {
    value: string;
    endWhenSent: number;
    receipts: readonly RecordMetadata[];
  },
): void {
  const { baseOffset } = receipts[0]!;
  // A broker may have forgotten the offset of what it wrote long ago, not that it wrote it.
  if (baseOffset === undefined) history.acknowledgedSomewhere(value);
  else history.acknowledged(Number(baseOffset), [value], endWhenSent);
}

/** A client may give up, and says what is not known; it never blames the application that did nothing wrong. */
function checkClientError(error: unknown): void {
  const isExpected =
    error instanceof KafkaJSError &&
    (error.retriable ||
      error.name === 'FlotillaOutcomeUnknown' ||
      error.name === 'KafkaJSNumberOfRetriesExceeded');
  if (!isExpected) throw error;
}

/** One member after the other, under the same name. */
export async function consumeForEver(world: SwarmWorld, number: number): Promise<void> {
  const random = world.simulation.random(`swarm/consumer-${number}`);
  while (!world.isOver) {
    const application = new Application(world, `consumer-${number}`);
    const stopped = await consume(world, application);
    const untilMs = world.simulation.now + world.pace * random.integer(2000, 15_000);
    while (!world.isOver && world.simulation.now < untilMs) {
      await pause(world, 200);
      if (!world.isRepairing && random.chance(CUT_CHANCE)) application.cutConnections();
    }
    if (random.chance(0.7)) await within(world, stopped(), 3 * SESSION_MS);
    application.die();
    await pause(world, world.pace * random.integer(0, 1000));
  }
}

/** Gives what makes it leave. */
async function consume(world: SwarmWorld, { kafka }: Application): Promise<() => Promise<void>> {
  const consumer = kafka.consumer({
    groupId: GROUP,
    sessionTimeout: SESSION_MS,
    rebalanceTimeout: 2 * SESSION_MS,
    heartbeatInterval: 300,
    retry: { initialRetryTime: 50, maxRetryTime: 1000 },
  });
  consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
    if (restart) return;
    noteBroken(world, new BrokenPromise(`a consumer crashed for good: ${error.stack}`));
  });
  // As connecting may, subscribing fails while no broker knows what topics there are.
  await untilConnected(world, async () => {
    await consumer.connect();
    await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
  });
  const decoder = new TextDecoder();
  consumer
    .run({
      autoCommitInterval: 200,
      eachMessage: async ({ partition, message }) => {
        const offset = Number(message.offset);
        const value = decoder.decode(message.value ?? undefined);
        try {
          world.histories[partition]!.delivered({ offset, value });
        } catch (error) {
          noteBroken(world, error);
        }
      },
    })
    .catch((error: unknown) => noteBroken(world, error));
  return () => consumer.disconnect();
}

/** A member that reads what the others have left, until nothing is left. */
export async function catchUp(world: SwarmWorld, msMax: number): Promise<void> {
  const { histories, simulation, checks } = world;
  const application = new Application(world, 'last-consumer');
  const stop = await consume(world, application);
  const startedMs = simulation.now;
  for (;;) {
    const behind = histories.find((one) => one.deliveredEnd < one.acknowledgedEnd);
    const complaint =
      behind &&
      `the group has had ${behind.name} up to ${behind.deliveredEnd} of ${behind.acknowledgedEnd}`;
    checks.liveness.waited('caught up', simulation.now - startedMs, { ms: msMax, complaint });
    if (complaint === undefined) break;
    await pause(world, 100);
  }
  await within(world, stop(), 3 * SESSION_MS);
  application.die();
}

async function untilConnected(world: SwarmWorld, connect: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await connect();
      return;
    } catch (error) {
      if (attempt === CONNECTS_MAX) throw error;
      checkClientError(error);
      await pause(world, 100);
    }
  }
}
