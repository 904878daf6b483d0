// Goal: the simulated network fails the way TCP fails. Method: two nodes and one connection, one fault a case.
import { describe, expect, it } from 'vitest';
import { NetworkFault } from '../../../src/platform/network.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { connectPair, text, type Ear } from '../../contract/network.cases.ts';
import { simulatedWorld } from '../../support/worlds.ts';

interface Setting {
  readonly simulation: Simulation;
  /** On `client`. */
  readonly near: Ear;
  /** On `server`. */
  readonly far: Ear;
  readonly port: number;
}

async function connected(seed = 1): Promise<Setting> {
  const { simulation, clock, run } = simulatedWorld(seed);
  const [server, client] = ['server', 'client'].map((name) => simulation.network.node(name));
  const world = { clock, run, server: server!, client: client!, host: 'server' };
  const { near, far, listener } = await run(() => connectPair(world));
  return { simulation, near, far, port: listener.address.port };
}

const GONE = 'the peer does not answer any more';
const RESET = 'the peer reset the connection';

describe('a partition', () => {
  it('holds frames back in order, and lets them through once it heals', async () => {
    const { simulation, near, far } = await connected();
    near.connection.send([text('a')]);
    simulation.network.partition('client', 'server');
    near.connection.send([text('b')]);
    await simulation.runFor(5000);
    expect(far.frames).toEqual([]);
    simulation.network.heal('client', 'server');
    near.connection.send([text('c')]);
    await simulation.runFor(1000);
    expect(far.texts).toEqual(['a', 'b', 'c']);
  });

  it('in one direction lets the other through', async () => {
    const { simulation, near, far } = await connected();
    simulation.network.cut('client', 'server');
    near.connection.send([text('lost for now')]);
    far.connection.send([text('hello')]);
    await simulation.runFor(100);
    expect(near.texts).toEqual(['hello']);
    expect(far.frames).toEqual([]);
  });

  it('that lasts ends the connection of whoever sends, not of whoever is silent', async () => {
    const { simulation, near, far } = await connected();
    simulation.network.partition('client', 'server');
    near.connection.send([text('a')]);
    await simulation.runFor(20_000);
    expect(near.closings).toEqual([GONE]);
    expect(far.closings).toEqual([]);
    simulation.network.heal();
    far.connection.send([text('are you there')]);
    await simulation.runFor(1000);
    expect(far.closings).toEqual([RESET]);
    expect(far.frames).toEqual([]);
  });

  it('that outlasts a last word leaves the other end to find out by sending', async () => {
    const { simulation, near, far } = await connected();
    simulation.network.partition('client', 'server');
    near.connection.close('enough');
    await simulation.runFor(30_000);
    simulation.network.heal();
    await simulation.runFor(1000);
    expect([near.closings, far.closings]).toEqual([['enough'], []]);
    far.connection.send([text('hello')]);
    await simulation.runFor(1000);
    expect(far.closings).toEqual([RESET]);
  });

  it('makes a new connection unreachable, after the time-out and not before', async () => {
    const { simulation, port } = await connected();
    simulation.network.cut('server', 'client');
    const start = simulation.now;
    const connecting = simulation.network.node('client').connect({ host: 'server', port });
    await expect(simulation.run(connecting)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(simulation.now - start).toBeGreaterThanOrEqual(2000);
  });

  it('that heals in time delays a new connection only', async () => {
    const { simulation, port } = await connected();
    simulation.network.partition('server', 'client');
    simulation.after(900, () => simulation.network.heal());
    const connecting = simulation.network.node('client').connect({ host: 'server', port });
    await simulation.run(connecting);
    expect(simulation.now).toBeGreaterThan(900);
  });
});

describe('a stalled link', () => {
  it('delivers late, in order', async () => {
    const { simulation, near, far } = await connected();
    simulation.network.stall('client', 'server', 700);
    for (const name of ['a', 'b', 'c']) near.connection.send([text(name)]);
    await simulation.runFor(690);
    expect(far.frames).toEqual([]);
    await simulation.runFor(300);
    expect(far.texts).toEqual(['a', 'b', 'c']);
  });

  it('with a latency of its own takes that long', async () => {
    const { simulation, near, far } = await connected();
    simulation.network.link('client', 'server').latencyUs = [50_000, 50_000];
    near.connection.send([text('a')]);
    await simulation.runFor(50);
    expect(far.frames).toEqual([]);
    await simulation.runFor(1);
    expect(far.texts).toEqual(['a']);
  });
});

describe('a killed node', () => {
  it('resets its connections, and what it sent may still arrive, in order', async () => {
    const received = new Set<string>();
    for (let seed = 0; seed < 50; seed += 1) {
      const { simulation, near, far } = await connected(seed);
      for (const name of ['a', 'b', 'c']) near.connection.send([text(name)]);
      simulation.killNode('client');
      await simulation.runFor(100);
      expect(far.closings).toEqual([RESET]);
      received.add(far.texts.join(''));
    }
    expect([...received].sort()).toEqual(['', 'a', 'ab', 'abc']);
  });

  it('without power answers nothing until it is back, then it knows no old connection', async () => {
    const { simulation, near, far } = await connected();
    simulation.killNode('server', 'power');
    await simulation.runFor(60_000);
    expect(near.closings).toEqual([]);
    near.connection.send([text('anyone')]);
    await simulation.runFor(5000);
    expect(near.closings).toEqual([]);
    simulation.network.node('server');
    await simulation.runFor(1000);
    expect(near.closings).toEqual([RESET]);
    expect(far.closings).toEqual([]);
  });

  it('does not listen any more: refused while the machine runs, unreachable without power', async () => {
    for (const [how, kind] of [
      ['process', 'refused'],
      ['power', 'unreachable'],
    ] as const) {
      const { simulation, port } = await connected();
      simulation.killNode('server', how);
      const connecting = simulation.network.node('client').connect({ host: 'server', port });
      await expect(simulation.run(connecting)).rejects.toMatchObject({ kind });
    }
  });

  it('can listen on its port again in its next life', async () => {
    const { simulation, port } = await connected();
    simulation.killNode('server');
    const accepted: unknown[] = [];
    const network = simulation.network.node('server');
    await network.listen({ host: 'server', port }, (connection) => accepted.push(connection));
    await simulation.run(simulation.network.node('client').connect({ host: 'server', port }));
    expect(accepted.length).toBe(1);
  });
});

describe('a connection', () => {
  it('that is reset in the middle ends for both', async () => {
    const { simulation, near, far } = await connected();
    near.connection.send([text('a')]);
    simulation.network.reset('client', 'server');
    await simulation.runFor(100);
    expect([near.closings, far.closings, far.frames]).toEqual([[RESET], [RESET], []]);
  });

  it('to a host that nobody knows is unreachable', async () => {
    const { simulation } = await connected();
    const connecting = simulation.network.node('client').connect({ host: 'nowhere', port: 1 });
    await expect(simulation.run(connecting)).rejects.toBeInstanceOf(NetworkFault);
  });

  it('whose sender never stops is ended before memory is', async () => {
    const { simulation, near, far } = await connected();
    far.connection.pause();
    const chunk = new Uint8Array(16 << 20);
    for (let i = 0; i < 9; i += 1) near.connection.send([chunk]);
    await simulation.runFor(100);
    expect(near.closings).toEqual(['the peer takes too little of what it is sent']);
  });

  it('finds out whoever changes bytes after sending them', async () => {
    const { simulation, near } = await connected();
    const bytes = text('abc');
    near.connection.send([bytes]);
    bytes[0] = 0;
    await expect(simulation.runFor(100)).rejects.toThrow('do not change');
  });
});

describe('messages that are made for it', () => {
  /** Those that begin with "m"; the rest is a stream. */
  const isMessage = (frame: Uint8Array): boolean => frame[0] === 'm'.charCodeAt(0);
  const SENT = Array.from({ length: 40 }, (_, at) => (at % 4 === 3 ? `s${at}` : `m${at}`));

  async function sent(
    chances: Partial<Record<'lost' | 'repeated' | 'late', number>>,
    seed = 1,
  ): Promise<Setting> {
    const setting = await connected(seed);
    const { simulation, near } = setting;
    simulation.network.isMessage = isMessage;
    const none = { lost: 0, repeated: 0, late: 0, lateUs: [1000, 20_000] as const };
    simulation.network.link('client', 'server').messageFaults = { ...none, ...chances };
    for (const one of SENT) {
      near.connection.send([text(one)]);
      await simulation.runFor(2);
    }
    await simulation.runFor(100);
    return setting;
  }

  const streamOf = (texts: readonly string[]): string[] => texts.filter((one) => one[0] === 's');

  it('are lost, and nothing else is', async () => {
    const { far, simulation } = await sent({ lost: 0.5 });
    expect(streamOf(far.texts)).toEqual(streamOf(SENT));
    expect(far.texts).toEqual(SENT.filter((one) => far.texts.includes(one)));
    expect(far.texts.length).toBe(SENT.length - simulation.network.mistreated.lost);
    expect(simulation.network.mistreated.lost).toBeGreaterThan(5);
  });

  it('come twice, the second time out of order', async () => {
    const { far, simulation } = await sent({ repeated: 0.5 });
    const { repeated } = simulation.network.mistreated;
    expect(repeated).toBeGreaterThan(5);
    expect(far.texts.length).toBe(SENT.length + repeated);
    expect([...new Set(far.texts)]).toEqual(SENT);
    expect(streamOf(far.texts)).toEqual(streamOf(SENT));
  });

  it('come late, behind what was sent after them', async () => {
    const { far, simulation } = await sent({ late: 0.5 });
    expect(simulation.network.mistreated.late).toBeGreaterThan(5);
    expect(far.texts).not.toEqual(SENT);
    expect(far.texts.toSorted()).toEqual(SENT.toSorted());
    expect(streamOf(far.texts)).toEqual(streamOf(SENT));
  });

  it('are a stream again when the network is healed', async () => {
    const { simulation, near, far } = await sent({ lost: 1 });
    simulation.network.heal();
    near.connection.send([text('m again')]);
    await simulation.runFor(100);
    expect(far.texts.at(-1)).toBe('m again');
  });
});

describe('a clogged link', () => {
  it('brings all that it is given, in order, but late', async () => {
    const { simulation, near, far } = await connected();
    simulation.network.link('client', 'server').clogUs = [400_000, 900_000];
    for (const one of ['a', 'b', 'c']) near.connection.send([text(one)]);
    await simulation.runFor(300);
    expect(far.texts).toEqual([]);
    await simulation.runFor(1000);
    expect(far.texts).toEqual(['a', 'b', 'c']);
  });
});
