// Goal: a client's bytes go through a tunnel whole and in order, and both ends learn when and why it ends. Method: two sides of
// the greeting on a simulated network.
import { expect, test } from 'vitest';
import { encodeHello, type Hello } from '../../../src/host/peer-hello.ts';
import type { Tunnel } from '../../../src/host/tunnel.ts';
import { nodeId, uuid } from '../../../src/model/ids.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { hostOf, helloOf, PEER_PORT, PeerSide } from '../../support/peer-rig.ts';
import { simulatedWorld, sleep, until } from '../../support/worlds.ts';

const CLIENT = { host: '198.51.100.7', port: 50_123 };

interface Sides {
  readonly clock: Clock;
  readonly near: PeerSide;
  readonly far: PeerSide;
  /** Of both ends, in the order in which it happened. */
  readonly events: string[];
  readonly arrived: Tunnel[];
  readonly open: () => { tunnel: Tunnel; opened: Promise<void> };
}

/** Broker 1 passes clients on to broker 2, which has room for two. */
async function play(script: (sides: Sides) => Promise<void>, near: Partial<Hello> = {}) {
  const { simulation, clock } = simulatedWorld();
  const work = async (): Promise<void> => {
    const sides = {
      near: await PeerSide.start(simulation, helloOf(1, near)),
      far: await PeerSide.start(simulation, helloOf(2), 2),
    };
    sides.near.linkTo(2);
    sides.far.linkTo(1);
    await sides.far.listen();
    const events: string[] = [];
    const arrived: Tunnel[] = [];
    const follow = (end: string, tunnel: Tunnel): void =>
      tunnel.handle({
        frame: (frame) => events.push(`${end} got ${new TextDecoder().decode(frame)}`),
        closed: (reason) =>
          events.push(`${end} closed: ${reason} ${tunnel.closeCode ?? ''}`.trim()),
      });
    sides.far.tunnels.onTunnel((tunnel) => {
      arrived.push(tunnel);
      follow('far', tunnel);
      return { drain: () => events.push('far drains') };
    });
    const open = () => {
      const made = sides.near.tunnels.open(nodeId(2), CLIENT);
      follow('near', made.tunnel);
      return made;
    };
    await script({ ...sides, clock, events, arrived, open });
  };
  await simulation.run(work());
}

const bytes = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];

test('carries bytes both ways, also those sent before it was open, and says whose they are', async () => {
  await play(async ({ clock, events, arrived, open }) => {
    const { tunnel, opened } = open();
    expect(tunnel.send(bytes('early'))).toBe(false);
    await opened;
    expect(tunnel.send(bytes('late'))).toBe(true);
    await until(clock, () => events.length === 2);
    expect(arrived[0]!.remote).toEqual(CLIENT);
    arrived[0]!.send([...bytes('an '), ...bytes('answer')]);
    await until(clock, () => events.length === 3);
    expect(events).toEqual(['far got early', 'far got late', 'near got an answer']);
  });
});

test('tells the other end why it is closed, and with which code', async () => {
  await play(async ({ clock, events, arrived, open }) => {
    const { tunnel, opened } = open();
    await opened;
    tunnel.send(bytes('x'));
    await until(clock, () => arrived.length === 1);
    arrived[0]!.close('a request of 9 bytes, at most 8 are taken', 1009);
    await until(clock, () => events.length === 3);
    expect(events).toEqual([
      'far got x',
      'far closed: a request of 9 bytes, at most 8 are taken',
      'near closed: a request of 9 bytes, at most 8 are taken 1009',
    ]);
  });
});

test('asks the other end to answer what it has and to end', async () => {
  await play(async ({ clock, events, open }) => {
    const { tunnel, opened } = open();
    await opened;
    tunnel.send(bytes('x'));
    tunnel.drain();
    await until(clock, () => events.length === 2);
    expect(events).toEqual(['far got x', 'far drains']);
  });
});

test('ends with the link between the two, on both sides', async () => {
  await play(async ({ clock, events, near, far, arrived, open }) => {
    await open().opened;
    await until(clock, () => arrived.length === 1);
    near.tunnels.disconnected(nodeId(2));
    far.tunnels.disconnected(nodeId(1));
    await sleep(clock, 10);
    expect(events).toEqual([
      'near closed: broker 2 cannot be reached any more',
      'far closed: broker 1 cannot be reached any more',
    ]);
  });
});

test('that is closed while it is opened never comes to be', async () => {
  await play(async ({ clock, events, arrived, open }) => {
    const { tunnel } = open();
    tunnel.close('the client is gone');
    await sleep(clock, 100);
    expect(events.filter((event) => event.startsWith('near'))).toEqual([
      'near closed: the client is gone',
    ]);
    for (const one of arrived) expect(one.send(bytes('x'))).toBe(true);
    expect(events.filter((event) => event.startsWith('far closed'))).toHaveLength(arrived.length);
  });
});

test('beyond the most that a broker takes is refused, until one has ended', async () => {
  await play(async ({ clock, arrived, events, open }) => {
    const [first] = [open(), open()];
    await until(clock, () => arrived.length === 2);
    await expect(open().opened).rejects.toThrow(/has 2 tunnels, which is the most it takes/);
    first.tunnel.close('done');
    await until(clock, () => events.includes('far closed: done'));
    await open().opened;
  });
});

test('of a stranger is refused, and leaves nothing behind', async () => {
  const stranger = { clusterId: uuid('XXXXXXXXXXXXXXXXXXXXXA') };
  await play(async ({ arrived, far, open }) => {
    await expect(open().opened).rejects.toThrow(/belongs to cluster/);
    expect([arrived.length, far.refusals.length]).toEqual([0, 1]);
  }, stranger);
});

test('that is never confirmed gives its place back', async () => {
  await play(async ({ clock, near, far, arrived, open }) => {
    for (let i = 0; i < 2; i += 1) {
      const connection = await near.network.connect({ host: hostOf(2), port: PEER_PORT });
      connection.handle({ frame: () => connection.close('gone again'), closed: () => undefined });
      connection.send([encodeHello({ kind: 'hello', hello: { ...near.self, client: CLIENT } })]);
    }
    await until(clock, () => far.refusals.length === 2);
    await open().opened;
    await until(clock, () => arrived.length === 1);
  });
});
