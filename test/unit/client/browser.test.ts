// The client as a browser runs it. Method: the same door, with the standard WebSocket interface of `ws` as the global; and the
// modules that a bundler would take in must not lead to Node.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { connect, connectAny } from '../../../src/client/browser.ts';
import { systemClock } from '../../../src/client/system-clock.ts';
import { startHttpDoor, type HttpDoor } from '../../../src/gateway/http/server.ts';
import {
  batchOf,
  brokerWith,
  CLUSTER_ID,
  fetchResult,
  RECEIPT,
  recordingLogger,
  silentMeter,
} from '../gateway/broker.ts';

let door: HttpDoor;
let produced: Uint8Array[];

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  produced = [];
  door = await startHttpDoor({
    host: '127.0.0.1',
    port: 0,
    broker: brokerWith({
      produce: ({ records }) => {
        produced.push(records.slice());
        return Promise.resolve(RECEIPT);
      },
      fetch: () => Promise.resolve(fetchResult([batchOf(100_000, 1), batchOf(70, 2)])),
    }),
    readiness: () => [],
    metricsText: () => Promise.resolve(''),
    clock: systemClock,
    logger: recordingLogger(),
    meter: silentMeter,
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await door.close();
});

describe('the client in a browser', () => {
  it('connects, produces, fetches and closes', async () => {
    const client = await connect(`http://127.0.0.1:${door.address.port}`);
    expect(client.hello.clusterId).toBe(CLUSTER_ID);
    for (const size of [100, 50_000, 2_000_000]) {
      const records = batchOf(size, 7);
      const request = { topic: 'demo', partition: 0, acks: -1 as const, timeoutMs: 1000, records };
      expect(await client.produce(request)).toEqual(RECEIPT);
      expect(Buffer.compare(produced.at(-1)!, records)).toBe(0);
    }
    const wanted = {
      topic: 'demo',
      partition: 0,
      offset: 0,
      bytesMin: 1,
      bytesMax: 1e6,
      waitMsMax: 1,
    };
    const { batches } = await client.fetch(wanted);
    expect(batches.map(({ length }) => length)).toEqual([100_000, 70]);
    await client.close();
    expect(await client.closed).toContain('closed by the client');
  });

  it('says which broker did not answer', async () => {
    await expect(connect('ws://127.0.0.1:1')).rejects.toMatchObject({
      errorName: 'NETWORK_EXCEPTION',
      message: expect.stringContaining('ws://127.0.0.1:1'),
    });
    const client = await connectAny(['ws://127.0.0.1:1', `127.0.0.1:${door.address.port}`]);
    await client.close();
  });

  it('takes in nothing of Node', () => {
    const source = path.resolve(import.meta.dirname, '../../../src');
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = readFileSync(file, 'utf8');
      for (const [, clause, target] of text.matchAll(
        /^(?:im|ex)port (type )?[^;]*?from '([^']+)';/gm,
      )) {
        if (clause !== undefined) continue;
        if (target!.startsWith('.')) visit(path.resolve(path.dirname(file), target!));
        else expect(target, file).toBe('protobufjs/minimal.js');
      }
    };
    visit(path.join(source, 'client/browser.ts'));
    expect(seen.size).toBeGreaterThan(15);
    expect([...seen].filter((file) => /\/(node|gateway|transport)\//.test(file))).toEqual([]);
  });
});
