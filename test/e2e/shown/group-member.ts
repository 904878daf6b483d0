/** A program with one consumer of a group, run as a process of its own so that it can be killed like one. */
import { Kafka, logLevel } from '../../../src/client/index.ts';

export interface MemberStart {
  readonly urls: readonly string[];
  readonly groupId: string;
  readonly topic: string;
}

export type MemberNews =
  | { readonly kind: 'record'; readonly partition: number; readonly value: string }
  | { readonly kind: 'joined'; readonly partitions: readonly number[] }
  | { readonly kind: 'rebalancing' }
  | { readonly kind: 'crash'; readonly reason: string };

const [start] = process.argv.slice(2).map((text) => JSON.parse(text) as MemberStart);
const { urls, groupId, topic } = start!;

function tell(news: MemberNews): void {
  process.send?.(news);
}

const kafka = new Kafka({ brokers: [...urls], logLevel: logLevel.NOTHING, clientId: 'member' });
const consumer = kafka.consumer({ groupId, sessionTimeout: 6000, heartbeatInterval: 500 });
consumer.on(consumer.events.GROUP_JOIN, ({ payload }) =>
  tell({ kind: 'joined', partitions: payload.memberAssignment[topic] ?? [] }),
);
consumer.on(consumer.events.REBALANCING, () => tell({ kind: 'rebalancing' }));
consumer.on(consumer.events.CRASH, ({ payload }) =>
  tell({ kind: 'crash', reason: String(payload.error) }),
);
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  autoCommitInterval: 200,
  eachMessage: async ({ partition, message }) =>
    tell({ kind: 'record', partition, value: String(message.value) }),
});
process.on('message', () => {
  void consumer.disconnect().then(() => process.exit(0));
});
