// Goal: kafkajs as it comes from npm works in a real browser, through one WebSocket URL. Method: a page of a headless Chromium with
// the bundle of docs/kafkajs-over-websocket.md, against real brokers in this process. Skipped without Chromium (apt-get
// install chromium).
import { existsSync } from 'node:fs';
import type * as Kafkajs from 'kafkajs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { socketFactory } from '../../src/client/kafkajs/browser.ts';
import { startCluster } from '../../src/testing/index.ts';
import { bundleKafkajs } from '../support/kafkajs-bundle.ts';

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
const name =
  executablePath === undefined ? 'kafkajs in Chromium (not found)' : 'kafkajs in Chromium';

type Bundle = typeof Kafkajs & { socketFactory: typeof socketFactory };

describe.skipIf(executablePath === undefined)(name, () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    cluster = await startCluster({ brokers: 3, topics: { demo: 6 } });
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
    page = await browser.newPage({ bypassCSP: true });
    // A page of the broker's own origin.
    await page.goto(`${cluster.url.replace('ws:', 'http:')}/livez`);
    await page.addScriptTag({ content: await bundleKafkajs('kafkajs') });
  });
  afterAll(async () => {
    await browser?.close();
    await cluster?.[Symbol.asyncDispose]();
  });

  it('produces to every broker, consumes in a group and administrates', async () => {
    const seen = await page.evaluate(async (url) => {
      const { kafkajs } = globalThis as unknown as { kafkajs: Bundle };
      const kafka = new kafkajs.Kafka({
        brokers: ['flotilla:9092'],
        socketFactory: kafkajs.socketFactory(url),
        logLevel: kafkajs.logLevel.NOTHING,
      });
      const admin = kafka.admin();
      const producer = kafka.producer();
      const consumer = kafka.consumer({ groupId: 'page', maxWaitTimeInMs: 100 });
      await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
      const messages = Array.from({ length: 60 }, (_, i) => ({
        key: `k${i}`,
        value: `grüße ${i}`,
        headers: { from: 'a page' },
      }));
      const compression = kafkajs.CompressionTypes.GZIP;
      await producer.send({ topic: 'demo', messages, compression });
      await producer.send({ topic: 'demo', messages: [{ value: 'x'.repeat(900_000) }] });
      await consumer.subscribe({ topics: ['demo'], fromBeginning: true });
      const values: string[] = [];
      await new Promise<void>((resolve) => {
        void consumer.run({
          eachMessage: async ({ message }) => {
            const { key, value, headers } = message;
            const text = key === null ? `${value!.length} bytes` : String(value);
            values.push(`${text} from ${String(headers?.['from'])}`);
            if (values.length === messages.length + 1) resolve();
          },
        });
      });
      const { brokers } = await admin.describeCluster();
      const { groups } = await admin.listGroups();
      const offsets = await admin.fetchTopicOffsets('demo');
      await Promise.all([producer.disconnect(), consumer.disconnect(), admin.disconnect()]);
      return {
        values,
        partitions: offsets.filter(({ high }) => high !== '0').length,
        brokers: brokers.map(({ host }) => host),
        groups: groups.map(({ groupId }) => groupId),
      };
    }, cluster.url);
    const expected = Array.from({ length: 60 }, (_, i) => `grüße ${i} from a page`);
    expect(seen.values.toSorted()).toEqual([...expected, '900000 bytes from undefined'].toSorted());
    expect(seen.brokers.toSorted()).toEqual([1, 2, 3].map((id) => `broker-${id}.flotilla.invalid`));
    expect(seen.groups).toContain('page');
    expect(seen.partitions).toBeGreaterThan(3);
  });

  it('is told in its own words when nobody is there', async () => {
    const message = await page.evaluate(async () => {
      const { kafkajs } = globalThis as unknown as { kafkajs: Bundle };
      const kafka = new kafkajs.Kafka({
        brokers: ['flotilla:9092'],
        socketFactory: kafkajs.socketFactory('ws://127.0.0.1:2'),
        logLevel: kafkajs.logLevel.NOTHING,
        retry: { retries: 0 },
      });
      return kafka
        .producer()
        .connect()
        .then(
          () => 'connected',
          (error: Error) => error.message,
        );
    });
    expect(message).toBe('Connection error: ws://127.0.0.1:2/ cannot be reached.');
  });
});
