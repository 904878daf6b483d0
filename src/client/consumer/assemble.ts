/** A consumer as applications get it: functions without `this`, which may be handed on one by one. */
import type { ClientContext } from '../context.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import type { Consumer, ConsumerConfig } from '../types/consumer.ts';
import { FlotillaConsumer } from './consumer.ts';
import { CONSUMER_EVENTS, createConsumerContext } from './consumer-context.ts';
import type { CreateOwnership } from './ownership.ts';

export function assembleConsumer(
  client: ClientContext,
  config: ConsumerConfig,
  createOwnership: CreateOwnership,
): Consumer {
  // Not left out but undefined is a variable that was not set: without a group every consumer would read all.
  if ('groupId' in config && (typeof config.groupId !== 'string' || config.groupId === '')) {
    throw new KafkaJSNonRetriableError(
      'Consumer groupId must be a non-empty string; leave it out to read without a group.',
    );
  }
  const context = createConsumerContext(client, config);
  const consumer = new FlotillaConsumer(context, config, createOwnership);
  return {
    connect: (options) => consumer.connect(options),
    disconnect: () => consumer.disconnect(),
    subscribe: (subscription) => consumer.subscribe(subscription),
    assign: (partitions) => consumer.assign(partitions),
    run: (run) => consumer.run(run),
    stream: (options) => consumer.stream(options),
    stop: () => consumer.stop(),
    commitOffsets: (offsets) => consumer.commitOffsets(offsets),
    seek: (position) => consumer.seek(position),
    pause: (topics) => consumer.pause(topics),
    resume: (topics) => consumer.resume(topics),
    paused: () => consumer.paused(),
    describeGroup: () => consumer.describeGroup(),
    on: (type, listener) => context.emitter.on(type, listener),
    events: CONSUMER_EVENTS,
    logger: () => context.logger,
    status: () => context.cluster.status(),
    [Symbol.asyncDispose]: () => consumer.disconnect(),
  };
}
