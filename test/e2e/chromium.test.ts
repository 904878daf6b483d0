// Goal: the client works in a real browser. Method: a page of a headless Chromium, with the builds that a page would load, against
// real brokers in this process. Skipped where there is no Chromium (apt-get install chromium).
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Full from '../../src/client/browser.ts';
import type * as Core from '../../src/client/core.ts';
import { startCluster } from '../../src/testing/index.ts';
import { bundleForBrowser } from '../support/browser-bundle.ts';

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

describe.skipIf(executablePath === undefined)('in Chromium', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    cluster = await startCluster({ brokers: 3, topics: { demo: 2 } });
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
    page = await browser.newPage({ bypassCSP: true });
    // A page of the broker's own origin, as its console would be; its other pages run no scripts.
    await page.goto(`${cluster.url.replace('ws:', 'http:')}/livez`);
    for (const [entry, name] of [['browser', 'flotilla'] as const, ['core', 'core'] as const]) {
      const { code } = await bundleForBrowser(entry, name);
      await page.addScriptTag({ content: code });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await cluster?.[Symbol.asyncDispose]();
  });

  it('produces, consumes in a group and administrates, as kafkajs would', async () => {
    const seen = await page.evaluate(async (brokers) => {
      const { Kafka, CompressionTypes } = (globalThis as unknown as { flotilla: typeof Full })
        .flotilla;
      const kafka = new Kafka({ brokers });
      const [producer, consumer, admin] = [
        kafka.producer(),
        kafka.consumer({ groupId: 'page' }),
        kafka.admin(),
      ];
      await Promise.all([producer.connect(), consumer.connect(), admin.connect()]);
      const messages = Array.from({ length: 50 }, (_, i) => ({
        key: `k${i % 5}`,
        value: `grüße ${i}`,
        headers: { from: 'a page' },
      }));
      await producer.send({ topic: 'demo', messages, compression: CompressionTypes.GZIP });
      await consumer.subscribe({ topics: ['demo'], fromBeginning: true });
      const values: string[] = [];
      let kind = '';
      await new Promise<void>((resolve) => {
        void consumer.run({
          eachMessage: async ({ message }) => {
            kind = Object.prototype.toString.call(message.value);
            values.push(`${String(message.value)} from ${String(message.headers['from'])}`);
            if (values.length === messages.length) resolve();
          },
        });
      });
      const { groups } = await admin.listGroups();
      await Promise.all([producer.disconnect(), consumer.disconnect(), admin.disconnect()]);
      return { values, kind, groups: groups.map(({ groupId }) => groupId) };
    }, cluster.urls as string[]);
    expect(seen.values.toSorted()).toEqual(
      Array.from({ length: 50 }, (_, i) => `grüße ${i} from a page`).toSorted(),
    );
    expect(seen.kind).toBe('[object Uint8Array]');
    expect(seen.groups).toContain('page');
  });

  it('produces and reads over one connection with the core build', async () => {
    const texts = await page.evaluate(async (url) => {
      const { connect, toBatch, fromBatches } = (globalThis as unknown as { core: typeof Core })
        .core;
      const connection = await connect(url);
      const records = toBatch([{ value: 'one' }, { key: 'k', value: 'two' }]);
      const where = { topic: 'demo', partition: 1 };
      const { baseOffset } = await connection.produce({
        ...where,
        acks: -1,
        timeoutMs: 5000,
        records,
      });
      const range = { offset: baseOffset, bytesMin: 1, bytesMax: 1e6, waitMsMax: 100 };
      const { batches } = await connection.fetch({ ...where, ...range });
      const read = await fromBatches(batches, baseOffset);
      await connection.close();
      return read.map(({ value }) => new TextDecoder().decode(value as Uint8Array));
    }, cluster.url);
    expect(texts).toEqual(['one', 'two']);
  });
});
