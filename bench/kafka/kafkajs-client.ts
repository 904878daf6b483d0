/** A program on kafkajs, in a process of its own so that its CPU is its own: so many batches, so many in flight. */
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import type { ClientFigures, ClientLoad } from './clients.ts';

const WARM_UP_BATCHES = 20;

const load = JSON.parse(process.argv[2]!) as ClientLoad;
const { address, topic, recordBytes, recordsPerBatch, batches, inFlight } = load;

const kafka = new Kafka({ brokers: [address], logLevel: logLevel.ERROR, clientId: 'bench' });
const producer = kafka.producer({
  createPartitioner: Partitioners.DefaultPartitioner,
  maxInFlightRequests: inFlight,
});
await producer.connect();
const value = Buffer.alloc(recordBytes, 'flotilla ');
const messages = Array.from({ length: recordsPerBatch }, () => ({ value, partition: 0 }));

async function send(count: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await producer.send({ topic, messages, acks: -1 });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

await send(WARM_UP_BATCHES);
const cpuBefore = process.cpuUsage();
const startedAtMs = performance.now();
await send(batches);
const elapsedMs = performance.now() - startedAtMs;
const { user, system } = process.cpuUsage(cpuBefore);
const records = batches * recordsPerBatch;
const figures: ClientFigures = { records, elapsedMs, cpuMs: (user + system) / 1000 };
process.send!(figures);
await producer.disconnect();
process.exit(0);
