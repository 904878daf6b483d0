// Goal: what is said in one turn leaves together, nothing queues without bound, and a lost connection comes back.
// Method: links of two brokers over a simulated network; each item travels as its id, so that frames can be read off.
import { describe, expect, test } from 'vitest';
import { nodeId } from '../../../src/model/ids.ts';
import type { PeerItem } from '../../../src/host/peer-item.ts';
import type { PeerLink } from '../../../src/host/peer-link.ts';
import {
  helloOf,
  hostOf,
  PEER_PORT,
  PeerSide,
  requestItem,
  responseItem,
} from '../../support/peer-rig.ts';
import { simulatedWorld, sleep, until } from '../../support/worlds.ts';

const FRAME_BYTES_MAX = 1000;
const BUFFERED_BYTES_MAX = 8000;

interface Pair {
  readonly simulation: ReturnType<typeof simulatedWorld>['simulation'];
  readonly clock: ReturnType<typeof simulatedWorld>['clock'];
  readonly dialer: PeerSide;
  readonly listener: PeerSide;
  readonly link: PeerLink;
}

/** Broker 1 dials broker 2. */
async function play(script: (pair: Pair) => Promise<void>): Promise<void> {
  const { simulation, clock } = simulatedWorld();
  const work = async (): Promise<void> => {
    const dialer = await PeerSide.start(simulation, helloOf(1));
    const listener = await PeerSide.start(simulation, helloOf(2));
    const limits = { frameBytesMax: FRAME_BYTES_MAX, bufferedBytesMax: BUFFERED_BYTES_MAX };
    const link = dialer.linkTo(2, limits);
    listener.linkTo(1, limits);
    await script({ simulation, clock, dialer, listener, link });
  };
  await simulation.run(work(), 120_000);
}

async function opened({ clock, link, listener }: Pair): Promise<void> {
  await listener.listen();
  link.start();
  await until(clock, () => link.isOpen && listener.links.get(nodeId(1))!.isOpen);
}

describe('what is sent', () => {
  test('in one turn leaves as one frame, in order; the next turn is another frame', async () => {
    await play(async (pair) => {
      await opened(pair);
      for (const id of [1, 2, 3]) pair.link.send(requestItem(id));
      await Promise.resolve();
      await Promise.resolve();
      pair.link.send(requestItem(4));
      await sleep(pair.clock, 10);
      expect(pair.listener.frames).toEqual([[1, 2, 3], [4]]);
    });
  });

  test('is split where a frame would grow beyond its bound; a larger item goes alone', async () => {
    await play(async (pair) => {
      await opened(pair);
      const sizes = [400, 600, 1, 2000, 1, 999];
      for (const [at, bytes] of sizes.entries()) pair.link.send(requestItem(at, bytes));
      await sleep(pair.clock, 10);
      expect(pair.listener.frames).toEqual([[0, 1], [2], [3], [4, 5]]);
    });
  });

  test('without a connection is dropped and counted, not queued', async () => {
    await play(async (pair) => {
      expect(pair.link.send(requestItem(1))).toBe(false);
      await opened(pair);
      await sleep(pair.clock, 10);
      expect(pair.listener.frames).toEqual([]);
      expect(pair.link.droppedItems).toBe(1);
    });
  });

  test('is dropped while the peer takes nothing, and flows again afterwards', async () => {
    await play(async (pair) => {
      await opened(pair);
      pair.simulation.network.stall(hostOf(1), hostOf(2), 1000);
      let taken = 0;
      for (let n = 0; n < 20_000 && pair.link.send(requestItem(1)); n += 1) {
        taken += 1;
        await Promise.resolve();
        await Promise.resolve();
      }
      expect(taken).toBeGreaterThan(0);
      expect(taken).toBeLessThan(20_000);
      expect(pair.link.droppedItems).toBe(1);
      await sleep(pair.clock, 1500);
      expect(pair.link.send(requestItem(2))).toBe(true);
      await sleep(pair.clock, 10);
      expect(pair.listener.frames.at(-1)).toEqual([2]);
    });
  });
});

describe('a bound', () => {
  test('holds within one turn, too: what is not in a frame yet counts', async () => {
    await play(async (pair) => {
      await opened(pair);
      const sent = Array.from({ length: 20 }, (_, id) => pair.link.send(requestItem(id, 1000)));
      const taken = sent.filter(Boolean).length;
      expect(taken).toBeGreaterThan(2);
      expect(taken).toBeLessThan(9);
      const { length, lengthMax } = pair.link.queueLength;
      expect(length).toBeGreaterThan(BUFFERED_BYTES_MAX);
      expect(length).toBeLessThanOrEqual(lengthMax);
      await sleep(pair.clock, 100);
      expect(pair.listener.frames.flat()).toHaveLength(taken);
      expect(pair.link.queueLength.length).toBe(0);
    });
  });

  test('leaves room for what nobody says again, and beyond that the connection ends', async () => {
    await play(async (pair) => {
      await opened(pair);
      const send = (item: (id: number, bytes: number) => PeerItem): number =>
        Array.from({ length: 20 }, (_, id) => pair.link.send(item(id, 1000))).filter(Boolean)
          .length;
      const requests = send(requestItem);
      expect(requests).toBeLessThan(9);
      expect(pair.link.isOpen).toBe(true);
      const responses = send(responseItem);
      expect(responses).toBeGreaterThan(2);
      expect(responses).toBeLessThan(9);
      expect(pair.dialer.events).toEqual(['opened 2', 'closed 2: the peer takes nothing']);
      await until(pair.clock, () => pair.link.isOpen);
    });
  });
});

describe('a lost connection', () => {
  test('is told once on both sides, and comes back by itself', async () => {
    await play(async (pair) => {
      await opened(pair);
      pair.simulation.network.reset(hostOf(1), hostOf(2));
      await until(pair.clock, () => !pair.link.isOpen);
      await until(pair.clock, () => pair.link.isOpen);
      await sleep(pair.clock, 10);
      const reset = 'closed 2: the peer reset the connection';
      expect(pair.dialer.events).toEqual(['opened 2', reset, 'opened 2']);
      expect(pair.listener.events.map((event) => event.split(':')[0])).toEqual([
        'opened 1',
        'closed 1',
        'opened 1',
      ]);
    });
  });

  test('takes what was not sent yet with it: it does not turn up on the next one', async () => {
    await play(async (pair) => {
      await opened(pair);
      pair.link.send(requestItem(1));
      pair.link.hangUp('a test');
      await until(pair.clock, () => pair.link.isOpen);
      pair.link.send(requestItem(2));
      await sleep(pair.clock, 10);
      expect(pair.listener.frames).toEqual([[2]]);
    });
  });

  test('that a newer one replaces counts as lost: whoever waits for answers on it must hear of that', async () => {
    await play(async (pair) => {
      await opened(pair);
      await pair.dialer.dial(2);
      await sleep(pair.clock, 10);
      expect(pair.dialer.events).toEqual([
        'opened 2',
        'closed 2: replaced by a newer connection',
        'opened 2',
      ]);
      expect(pair.listener.events.at(-1)).toBe('opened 1');
      pair.link.send(requestItem(3));
      await sleep(pair.clock, 600);
      expect(pair.listener.frames).toEqual([[3]]);
      expect(pair.dialer.events).toHaveLength(3);
    });
  });

  test('is tried again with growing pauses up to the greatest, and its reason is logged once', async () => {
    await play(async (pair) => {
      const attempts: number[] = [];
      await pair.simulation.network
        .node(hostOf(2))
        .listen({ host: hostOf(2), port: PEER_PORT }, (connection) => {
          attempts.push(pair.clock.monotonic());
          connection.handle({ frame: () => connection.close('no'), closed: () => undefined });
        });
      pair.link.start();
      await sleep(pair.clock, 10_000);
      const pauses = attempts.slice(1).map((at, n) => at - attempts[n]!);
      expect(pauses[0]).toBeLessThan(30);
      expect(Math.max(...pauses)).toBeLessThan(510);
      expect(Math.min(...pauses.slice(-5))).toBeGreaterThan(240);
      const shown = pair.dialer.events.filter((event) => event.startsWith('peer-unreachable'));
      expect(shown).toHaveLength(1);
    });
  });

  test('of a link that was stopped stays lost', async () => {
    await play(async (pair) => {
      await opened(pair);
      pair.link.send(requestItem(7));
      pair.link.stop();
      await sleep(pair.clock, 2000);
      expect(pair.listener.frames).toEqual([[7]]);
      expect(pair.link.isOpen).toBe(false);
      expect(pair.dialer.events).toEqual(['opened 2']);
    });
  });

  test('is found by its silence, and an idle connection is not taken for one', async () => {
    await play(async (pair) => {
      await opened(pair);
      const back = pair.listener.links.get(nodeId(1))!;
      for (let n = 0; n < 20; n += 1) {
        pair.link.beat(3);
        back.beat(3);
        await sleep(pair.clock, 100);
      }
      expect(pair.dialer.events).toEqual(['opened 2']);
      pair.simulation.network.partition(hostOf(1), hostOf(2));
      for (let n = 0; n < 5; n += 1) {
        pair.link.beat(3);
        await sleep(pair.clock, 100);
      }
      expect(pair.dialer.events).toEqual(['opened 2', 'closed 2: the peer is silent']);
      pair.simulation.network.heal();
      await until(pair.clock, () => pair.link.isOpen);
    });
  });
});
