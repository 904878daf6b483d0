// Goal: nobody is listened to before both sides know each other, and whoever is refused is told why in one sentence.
// Method: two sides on a simulated network; for what no broker would say, a bare connection that the test plays.
import { describe, expect, test } from 'vitest';
import { encodeHello, type Hello } from '../../../src/host/peer-hello.ts';
import { uuid } from '../../../src/model/ids.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import type { Connection } from '../../../src/platform/network.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import {
  CLUSTER_ID,
  helloOf,
  hostOf,
  idOf,
  PEER_PORT,
  PeerSide,
  requestItem,
} from '../../support/peer-rig.ts';
import { simulatedWorld, sleep, until } from '../../support/worlds.ts';

interface Sides {
  readonly simulation: Simulation;
  readonly clock: Clock;
  readonly dialer: PeerSide;
  readonly listener: PeerSide;
}

interface Changes {
  readonly dialer?: Partial<Hello>;
  readonly listener?: Partial<Hello>;
}

/** Brokers 1 and 2 are members and know of each other; 2 listens. The script runs in virtual time. */
async function play(changes: Changes, script: (sides: Sides) => Promise<void>): Promise<void> {
  const { simulation, clock } = simulatedWorld();
  const work = async (): Promise<void> => {
    const dialer = await PeerSide.start(simulation, helloOf(1, changes.dialer));
    const listener = await PeerSide.start(simulation, helloOf(2, changes.listener));
    dialer.linkTo(2);
    listener.linkTo(1);
    await listener.listen();
    await script({ simulation, clock, dialer, listener });
  };
  await simulation.run(work());
}

async function outcomeOf(work: Promise<void>): Promise<string> {
  return work.then(
    () => 'open',
    (error: Error) => error.message,
  );
}

describe('two brokers that know each other', () => {
  test('are connected, each to whom it believes, and both are told once', async () => {
    await play({}, async ({ dialer, listener, clock }) => {
      expect(await outcomeOf(dialer.dial(2))).toBe('open');
      await sleep(clock, 10);
      expect(dialer.events).toEqual(['opened 2']);
      expect(listener.events).toEqual(['opened 1']);
      expect(listener.refusals).toEqual([]);
    });
  });

  test('lose nothing of what one says before the other has stored its identity', async () => {
    await play({}, async ({ simulation, dialer, listener, clock }) => {
      simulation.disk(hostOf(1)).stall(300);
      const dialed = dialer.dial(2);
      await until(clock, () => dialer.events.length + listener.events.length > 0);
      expect(await outcomeOf(dialed)).toBe('open');
      dialer.links.get(listener.self.nodeId)!.send(requestItem(5));
      await sleep(clock, 10);
      expect(listener.frames).toEqual([[5]]);
    });
  });
});

describe('a broker is refused', () => {
  test.each<[string, Changes, RegExp]>([
    [
      'of another cluster',
      { dialer: { clusterId: uuid('XXXXXXXXXXXXXXXXXXXXXA') } },
      new RegExp(`broker 1 belongs to cluster XXXXXXXXXXXXXXXXXXXXXA, not to ${CLUSTER_ID}`),
    ],
    [
      'with another data directory than the cluster was formed with',
      { dialer: { directoryId: idOf('D', 9) } },
      /broker 1 has data directory D0+9A, but .* it was wiped or replaced/,
    ],
  ])('%s: both sides say why', async (_, changes, reason) => {
    await play(changes, async ({ dialer, listener }) => {
      expect(await outcomeOf(dialer.dial(2))).toMatch(reason);
      expect(listener.refusals).toEqual([expect.stringMatching(reason)]);
      expect([...dialer.events, ...listener.events]).toEqual([]);
    });
  });

  test('that the metadata does not name', async () => {
    await play({}, async ({ simulation, listener }) => {
      const stranger = await PeerSide.start(simulation, helloOf(7));
      stranger.linkTo(2);
      expect(await outcomeOf(stranger.dial(2))).toMatch(
        /refused by the other broker: broker 7 is not a member of this cluster/,
      );
      expect(listener.events).toEqual([]);
    });
  });

  test('that answers at the address of another one', async () => {
    await play({}, async ({ dialer, listener, clock }) => {
      dialer.linkTo(3);
      expect(await outcomeOf(dialer.dial(3, 2))).toBe(
        'broker 3 was called and broker 2 answered; check the addresses',
      );
      await sleep(clock, 10);
      expect(dialer.events).toEqual([]);
      expect(listener.events).toEqual([]);
    });
  });

  test('that was formatted again with the same ids, by whoever met it before', async () => {
    await play({}, async ({ simulation, dialer, listener, clock }) => {
      expect(await outcomeOf(dialer.dial(2))).toBe('open');
      await sleep(clock, 10);
      simulation.killNode(hostOf(1), 'power');
      const wiped = await PeerSide.start(simulation, helloOf(1, { formatId: idOf('F', 8) }));
      wiped.linkTo(2);
      await sleep(clock, 10);
      expect(await outcomeOf(wiped.dial(2))).toMatch(/wiped or replaced.*may not vote/);
      expect(listener.events.filter((event) => event.startsWith('opened'))).toHaveLength(1);
    });
  });
});

describe('whoever is no broker', () => {
  /** Says what it likes; gives the reason for which the connection ended, and what was answered. */
  async function raw(
    { simulation, clock }: Sides,
    say: (connection: Connection) => void,
  ): Promise<{ ended: boolean; answers: Uint8Array[] }> {
    const connection = await simulation.network
      .node('x')
      .connect({ host: hostOf(2), port: PEER_PORT });
    const answers: Uint8Array[] = [];
    let ended = false;
    connection.handle({ frame: (frame) => answers.push(frame), closed: () => (ended = true) });
    say(connection);
    await sleep(clock, 3100);
    return { ended, answers };
  }

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing at all', new Uint8Array(), /cut short|end of|past|bytes/],
    ['HTTP', new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n'), /not a Flotilla broker/],
    ['a TLS ClientHello', Uint8Array.of(0x16, 3, 1, 2, 0, 1), /not a Flotilla broker/],
    ['a newer version', changed(4, 0xff), /peer protocol version 65281 is not known here, only 1/],
    ['a greeting of a kind of its own', changed(6, 99), /kind 99 is not known/],
    ['a node id beyond all', changed(7, 0xff), /node id is out of range/],
    ['half a hello', encodeHello({ kind: 'hello', hello: helloOf(1) }).slice(0, 20), /./],
    ['a welcome first', encodeHello({ kind: 'welcome' }), /out of order/],
  ])('and says %s is cut off', async (_, frame, reason) => {
    await play({}, async (sides) => {
      const { ended } = await raw(sides, (connection) => connection.send([frame]));
      expect(ended).toBe(true);
      expect(sides.listener.refusals).toEqual([expect.stringMatching(reason)]);
      expect(sides.listener.events).toEqual([]);
    });
  });

  test('and says nothing is cut off after three seconds', async () => {
    await play({}, async (sides) => {
      const { ended } = await raw(sides, () => undefined);
      expect(ended).toBe(true);
      expect(sides.listener.refusals).toEqual(['the greeting took too long']);
    });
  });

  test('and floods behind its hello is not read from, and never reaches the link', async () => {
    await play({}, async (sides) => {
      const { ended, answers } = await raw(sides, (connection) => {
        connection.send([encodeHello({ kind: 'hello', hello: helloOf(1) })]);
        for (let n = 0; n < 200; n += 1) connection.send([new Uint8Array(1000)]);
      });
      expect(ended).toBe(true);
      expect(answers).toHaveLength(1);
      expect(sides.listener.frames).toEqual([]);
      expect(sides.listener.events).toEqual([]);
    });
  });
});

function changed(at: number, value: number): Uint8Array {
  const frame = encodeHello({ kind: 'hello', hello: helloOf(1) }).slice();
  frame[at] = value;
  return frame;
}
