// A client notices a broker that is gone without a word, and takes no live one for dead. Method: a connection that the test
// answers or not, and driven time.
import { beforeEach, describe, expect, it } from 'vitest';
import { BrokerClient } from '../../../src/client/broker-client.ts';
import type { BrokerError } from '../../../src/model/errors.ts';
import type { Connection, ConnectionHandlers } from '../../../src/platform/network.ts';
import { decodeClientFrame, encodeResponse } from '../../../src/protocol/client-frame.ts';
import { CLUSTER_ID } from '../gateway/broker.ts';
import { ManualClock, settle } from '../gateway/recording-connection.ts';

/** The broker's side, which answers `describeCluster` while `isAlive`. */
class FarSide implements Connection {
  readonly remote = { host: 'broker', port: 1 };
  readonly bufferedBytes = 0;
  isAlive = true;
  asked = 0;
  closeReason: string | undefined;
  handlers: ConnectionHandlers | undefined;

  handle(handlers: ConnectionHandlers): void {
    this.handlers = handlers;
  }

  send(chunks: readonly Uint8Array[]): boolean {
    const { correlationId } = decodeClientFrame(Buffer.concat(chunks));
    this.asked += 1;
    const answer = { describeCluster: { clusterId: CLUSTER_ID, nodeId: 1 } };
    if (this.isAlive) this.say(encodeResponse(correlationId, answer));
    return true;
  }

  say(chunks: readonly Uint8Array[]): void {
    this.handlers!.frame(Buffer.concat(chunks));
  }

  pause(): void {}
  resume(): void {}

  close(reason: string): void {
    this.closeReason = reason;
  }
}

let clock: ManualClock;
let broker: FarSide;
let client: BrokerClient;

beforeEach(() => {
  clock = new ManualClock();
  broker = new FarSide();
  client = new BrokerClient(broker, clock, {
    clientName: 'test',
    requestTimeoutMs: 30_000,
    silenceMsMax: 20_000,
  });
});

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1000) {
    clock.pass(1000);
    await settle();
  }
}

describe('a silent broker', () => {
  it('is asked, and kept when it answers', async () => {
    await pass(300_000);
    expect(broker.asked).toBeGreaterThan(10);
    expect(broker.asked).toBeLessThan(16);
    expect(broker.closeReason).toBeUndefined();
  });

  it('is given up when it does not: the connection ends and so does everything on it', async () => {
    broker.isAlive = false;
    const place = { topic: 'demo', partition: 0, offset: 0 };
    const pending = client.fetch({ ...place, bytesMin: 1, bytesMax: 1, waitMsMax: 60_000 });
    const failure = pending.catch((error: BrokerError) => error.errorName);
    await pass(29_000);
    expect(broker.closeReason).toBeUndefined();
    await pass(1000);
    expect(broker.closeReason).toBe('no sign of life for 30000 ms');
    expect(await failure).toBe('NETWORK_EXCEPTION');
    expect(await client.closed).toBe('no sign of life for 30000 ms');
    expect(clock.pendingTimers).toBe(0);
  });

  it('that only pings is alive, and is not asked', async () => {
    broker.isAlive = false;
    for (let i = 0; i < 20; i += 1) {
      await pass(15_000);
      broker.handlers!.alive!();
    }
    expect(broker.asked).toBe(0);
    expect(broker.closeReason).toBeUndefined();
  });

  it('is asked first after a sleep of this machine, whose clock went on', async () => {
    clock.pass(3_600_000);
    await settle();
    expect(broker.asked).toBe(1);
    await pass(10_000);
    expect(broker.closeReason).toBeUndefined();
  });
});

describe('a drain notice', () => {
  it('reaches every listener once, also one that comes later, but none that was taken away', () => {
    const heard: string[] = [];
    client.onDraining((ms) => heard.push(`first ${ms}`));
    const forget = client.onDraining(() => heard.push('second'));
    forget();
    broker.say(encodeResponse(0, { draining: { withinMs: 700 } }));
    broker.say(encodeResponse(0, { draining: { withinMs: 700 } }));
    client.onDraining((ms) => heard.push(`late ${ms}`));
    expect(heard).toEqual(['first 700', 'late 700']);
  });
});
