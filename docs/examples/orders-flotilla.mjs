// A shop in one file: an admin makes a topic, a producer sends orders, a group of consumers adds them up.
import { Kafka } from 'flotilla/client';

const kafka = new Kafka({
  clientId: 'shop',
  brokers: [process.env.BROKER ?? 'ws://localhost:8081'],
  retry: { initialRetryTime: 100, retries: 8 },
});

const topic = `orders-${Date.now()}`;
const groupId = `billing-${Date.now()}`;
const customers = ['ada', 'grace', 'edsger', 'barbara'];
const ordersCount = 100;

const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true });

const producer = kafka.producer({ allowAutoTopicCreation: false });
await producer.connect();
for (let order = 0; order < ordersCount; order += 10) {
  await producer.send({
    topic,
    messages: Array.from({ length: 10 }, (_, at) => ({
      // The same customer is always in the same partition, so the orders of one stay in their order.
      key: customers[(order + at) % customers.length],
      value: JSON.stringify({ order: order + at, cents: 250 }),
      headers: { source: 'web' },
    })),
  });
}

const owed = new Map();
let heard = 0;
let hearAll = () => {};
const heardAll = new Promise((resolve) => (hearAll = resolve));

const consumers = [kafka.consumer({ groupId }), kafka.consumer({ groupId })];
for (const consumer of consumers) {
  consumer.on(consumer.events.CRASH, ({ payload }) => console.error('crashed', payload.error));
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
}
await Promise.all(
  consumers.map((consumer) =>
    consumer.run({
      eachMessage: async ({ message }) => {
        const customer = message.key.toString();
        const { cents } = JSON.parse(message.value.toString());
        owed.set(customer, (owed.get(customer) ?? 0) + cents);
        heard += 1;
        if (heard === ordersCount) hearAll();
      },
    }),
  ),
);
await heardAll;
await Promise.all(consumers.map((consumer) => consumer.disconnect()));
await producer.disconnect();

for (const customer of customers) console.log(`${customer} owes ${owed.get(customer) / 100}`);
const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] });
// '-1': nothing is committed, since the partition is empty.
const offsets = committed.partitions.map(({ offset }) => Math.max(Number(offset), 0));
const sum = offsets.reduce((total, offset) => total + offset, 0);
console.log(`committed ${sum} of ${ordersCount} orders`);
await admin.deleteGroups([groupId]);
await admin.deleteTopics({ topics: [topic] });
await admin.disconnect();
