/** kafkajs's producer. */
import { CompressionTypes } from '../constants.ts';
import type { ClientContext, ClientParts } from '../context.ts';
import { createParts } from '../context.ts';
import { KafkaJSNonRetriableError, KafkaJSNotImplemented } from '../errors.ts';
import { clientEvents } from '../events.ts';
import type { Abortable } from '../types/config.ts';
import type {
  Producer,
  ProducerBatch,
  ProducerConfig,
  ProducerEvents,
  RecordMetadata,
  TopicMessages,
} from '../types/producer.ts';
import { bytesInside } from './encode-message.ts';
import type { SendOptions } from './outbox-batch.ts';
import { defaultPartitioner, type Partitioner } from './partitioners.ts';
import { type ProducerSettings, producerSettings } from './producer-settings.ts';
import { RecordSender } from './record-sender.ts';

const PRODUCER_EVENTS: ProducerEvents = clientEvents('producer');
const TIMEOUT_MS = 30_000;
const KNOWN_COMPRESSIONS: ReadonlySet<unknown> = new Set(Object.values(CompressionTypes));

/** Functions without `this`, which may be handed on one by one, as kafkajs's may. */
export function createProducer(context: ClientContext, config: ProducerConfig): Producer {
  const producer = new FlotillaProducer(context, config);
  const { cluster, emitter, logger } = producer.parts;
  return {
    connect: (options) => producer.connect(options),
    disconnect: () => producer.disconnect(),
    send: ({ topic, messages, ...rest }) =>
      producer.sendBatch({ ...rest, topicMessages: [{ topic, messages }] }),
    sendBatch: (batch) => producer.sendBatch(batch),
    flush: () => producer.sender.flush(),
    get ready() {
      return producer.sender.buffer.ready();
    },
    isIdempotent: () => producer.settings.isIdempotent,
    transaction: () =>
      Promise.reject(
        new KafkaJSNotImplemented(
          'There are no transactions yet; a producer writes each record once without them.',
        ),
      ),
    on: (type, listener) => emitter.on(type, listener),
    events: PRODUCER_EVENTS,
    logger: () => logger,
    status: () => cluster.status(),
    [Symbol.asyncDispose]: () => producer.disconnect(),
  };
}

class FlotillaProducer {
  readonly settings: ProducerSettings;
  readonly parts: ClientParts<'producer', object>;
  readonly sender: RecordSender;
  private disconnecting: Promise<void> | undefined;
  private state: 'connected' | 'disconnecting' | 'disconnected' = 'disconnected';

  constructor(context: ClientContext, config: ProducerConfig) {
    this.settings = producerSettings(config, context.retry);
    this.parts = createParts(context, {
      namespace: 'producer',
      retry: config.retry,
      metadataMaxAgeMs: config.metadataMaxAge,
    });
    const { toBytes, random } = context.platform;
    const custom = config.createPartitioner?.();
    const partitioner: Partitioner =
      custom === undefined
        ? defaultPartitioner(random)
        : ({ message, ...args }) => custom({ ...args, message: bytesInside(message, toBytes) });
    this.sender = new RecordSender(this.parts.cluster, this.settings, partitioner);
  }

  async connect(options: Abortable = {}): Promise<void> {
    if (this.disconnecting !== undefined) await this.disconnecting;
    await this.parts.cluster.connect(options);
    if (!this.parts.cluster.isOpen()) {
      throw new KafkaJSNonRetriableError('The producer was disconnected while it connected.');
    }
    this.sender.open();
    this.state = 'connected';
    this.parts.emitter.emit(PRODUCER_EVENTS.CONNECT, null);
  }

  /** What is queued and in flight has the time of one request to come through. */
  disconnect(): Promise<void> {
    this.disconnecting ??= this.end().finally(() => {
      this.disconnecting = undefined;
    });
    return this.disconnecting;
  }

  private async end(): Promise<void> {
    // Perhaps it connects at the moment: then that ends here.
    if (this.state !== 'connected') return this.parts.cluster.disconnect();
    this.state = 'disconnecting';
    const { cluster, emitter } = this.parts;
    const { platform, requestTimeoutMs } = cluster.options;
    await new Promise<void>((resolve) => {
      const timer = platform.clock.setTimer(requestTimeoutMs, resolve);
      void this.sender.flush().then(() => {
        timer.cancel();
        resolve();
      });
    });
    this.sender.close(new KafkaJSNonRetriableError('The producer was disconnected meanwhile.'));
    await cluster.disconnect();
    this.state = 'disconnected';
    emitter.emit(PRODUCER_EVENTS.DISCONNECT, null);
  }

  async sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]> {
    const { topicMessages = [], signal } = batch;
    if ('messages' in batch) {
      throw new KafkaJSNonRetriableError('sendBatch takes topicMessages; for one topic call send.');
    }
    for (const one of topicMessages) checkMessages(one);
    const options = this.sendOptions(batch);
    this.checkState();
    const [first, ...more] = mergeTopics(topicMessages).map(({ topic, messages }) =>
      this.sender.send(topic, messages, options, signal),
    );
    if (first === undefined || more.length === 0) return first ?? [];
    return (await Promise.all([first, ...more])).flat();
  }

  private sendOptions(batch: ProducerBatch): SendOptions {
    const { acks = -1, timeout = TIMEOUT_MS, compression = 0 } = batch;
    if (acks !== -1 && acks !== 0 && acks !== 1) {
      throw new KafkaJSNonRetriableError('acks must be -1 (all), 1 (the leader) or 0 (nobody).');
    }
    if (this.settings.isIdempotentByName && acks !== -1) {
      throw new KafkaJSNonRetriableError(
        'A producer with idempotent: true sends with acks -1 only; leave out either.',
      );
    }
    if (!KNOWN_COMPRESSIONS.has(compression)) {
      throw new KafkaJSNonRetriableError(
        `There is no compression ${compression}; take one of CompressionTypes.`,
      );
    }
    const isIdempotent = this.settings.isIdempotent && acks === -1;
    return { acks, timeoutMs: timeout, compression, isIdempotent };
  }

  private checkState(): void {
    if (this.state === 'connected') return;
    throw new KafkaJSNonRetriableError(
      this.state === 'disconnecting'
        ? 'The producer is disconnecting and takes no more messages.'
        : 'The producer is disconnected; call connect() first.',
    );
  }
}

function checkMessages({ topic, messages }: TopicMessages): void {
  if (!topic) throw new KafkaJSNonRetriableError('A send needs a topic.');
  if (!Array.isArray(messages)) {
    throw new KafkaJSNonRetriableError(`The messages for topic "${topic}" are not an array.`);
  }
  for (const message of messages) {
    if (message?.value !== undefined) continue;
    throw new KafkaJSNonRetriableError(
      `A message for topic "${topic}" has no value; for a tombstone set it to null.`,
    );
  }
}

/** A topic that is named twice is sent as one, in the order given. */
function mergeTopics(topicMessages: readonly TopicMessages[]): TopicMessages[] {
  if (topicMessages.length < 2) return [...topicMessages];
  const merged = new Map<string, TopicMessages>();
  for (const { topic, messages } of topicMessages) {
    const before = merged.get(topic)?.messages ?? [];
    merged.set(topic, { topic, messages: [...before, ...messages] });
  }
  return [...merged.values()];
}
