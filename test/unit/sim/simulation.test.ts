// Goal: a simulation is its seed. Method: a toy cluster whose nodes ping each other and write what they hear to their
// disks, with a node killed on the way, is run twice from one seed, and once from another.
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/platform/network.ts';
import { Simulation } from '../../../src/sim/simulation.ts';
import { settle } from '../../support/settle.ts';

const NODES = ['n1', 'n2', 'n3'];
const PORT = 9000;

async function startToyNode(simulation: Simulation, name: string): Promise<void> {
  const clock = simulation.clock(name);
  const network = simulation.network.node(name);
  const random = simulation.random(`toy/${name}`);
  const disk = simulation.disk(name);
  await disk.makeDirectory('/data');
  const file = await disk.open('/data/heard', 'write');
  let end = await file.size();
  const heard = async (frame: Uint8Array): Promise<void> => {
    const at = end;
    end += frame.length;
    await file.write(at, [frame]);
    await file.sync();
    simulation.trace(`${name} stored ${frame.length} bytes at ${at}`);
  };
  await network.listen({ host: name, port: PORT }, (connection) => {
    connection.handle({ frame: (frame) => void heard(frame), closed: () => {} });
  });
  const ping = (connection: Connection): void => {
    connection.send([random.bytes(random.integer(1, 2000))]);
    clock.setTimer(random.integer(1, 40), () => ping(connection));
  };
  const reach = async (peer: string): Promise<void> => {
    try {
      const connection = await network.connect({ host: peer, port: PORT });
      const closed = (): void => void clock.setTimer(50, () => void reach(peer));
      connection.handle({ frame: () => {}, closed });
      ping(connection);
    } catch {
      clock.setTimer(50, () => void reach(peer));
    }
  };
  await Promise.all(NODES.filter((peer) => peer !== name).map(reach));
}

async function runToyCluster(seed: number): Promise<Simulation> {
  const simulation = new Simulation({ seed, settle });
  for (const name of NODES) void startToyNode(simulation, name);
  await simulation.runFor(300);
  simulation.killNode('n2', 'power');
  simulation.network.partition('n1', 'n3');
  await simulation.runFor(400);
  void startToyNode(simulation, 'n2');
  simulation.network.heal();
  await simulation.runFor(500);
  return simulation;
}

describe('a simulation', () => {
  it('gives the same run for the same seed, and another for another', async () => {
    const [first, second, other] = [
      await runToyCluster(81_723),
      await runToyCluster(81_723),
      await runToyCluster(81_724),
    ];
    expect(first.traceLines.length).toBeGreaterThan(100);
    expect(second.traceLines).toEqual(first.traceLines);
    expect(second.traceHash()).toBe(first.traceHash());
    expect(second.disk('n2').describe()).toEqual(first.disk('n2').describe());
    expect(other.traceHash()).not.toBe(first.traceHash());
  });

  it('lets virtual time pass without waiting for it', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    let fired = 0;
    simulation.clock('n1').setTimer(3_600_000, () => (fired += 1));
    await simulation.runFor(3_599_999);
    expect(fired).toBe(0);
    await simulation.runFor(1);
    expect(fired).toBe(1);
    expect(simulation.now).toBe(3_600_000);
  });

  it('runs until something is true, and says when it did not become so', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    let fired = 0;
    for (const ms of [10, 20, 30]) simulation.after(ms, () => (fired += 1));
    expect(await simulation.runUntil(() => fired === 2, 1000)).toBe(true);
    expect(simulation.now).toBe(20);
    expect(await simulation.runUntil(() => fired === 9, 1000)).toBe(false);
    expect(simulation.now).toBe(1020);
    await expect(simulation.run(new Promise(() => {}), 100)).rejects.toThrow(
      'not done after 100 ms',
    );
  });

  it('a failure inside of an event ends the run with it', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    simulation.after(5, () => {
      throw new Error('broken');
    });
    await expect(simulation.runFor(10)).rejects.toThrow('broken');
  });

  it('all promises that an event set off end before the next event', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const order: string[] = [];
    simulation.after(1, () => {
      void (async () => {
        for (let i = 0; i < 50; i += 1) await Promise.resolve();
        order.push('promise');
      })();
    });
    simulation.after(1, () => order.push('next event'));
    await simulation.runFor(1);
    expect(order).toEqual(['promise', 'next event']);
  });

  it('keeps the latest lines only, and hashes all of them', async () => {
    const simulation = new Simulation({ seed: 1, settle, traceLinesMax: 3 });
    for (let i = 0; i < 100; i += 1) simulation.trace(`line ${i}`);
    expect(simulation.traceLines.map((line) => line.split('] ')[1])).toEqual([
      'line 97',
      'line 98',
      'line 99',
    ]);
    const other = new Simulation({ seed: 1, settle, traceLinesMax: 3 });
    for (let i = 0; i < 100; i += 1) other.trace(`line ${i === 5 ? 'x' : i}`);
    expect(other.traceLines).toEqual(simulation.traceLines);
    expect(other.traceHash()).not.toBe(simulation.traceHash());
  });
});

describe('random streams', () => {
  it('are independent by name: a draw more in one does not shift another', () => {
    const draws = (extra: number): number[] => {
      const simulation = new Simulation({ seed: 5, settle });
      for (let i = 0; i < extra; i += 1) simulation.random('a').uint32();
      return Array.from({ length: 10 }, () => simulation.random('b').uint32());
    };
    expect(draws(3)).toEqual(draws(0));
    expect(new Set(draws(0)).size).toBe(10);
  });

  it('go on over the lives of a node', () => {
    const simulation = new Simulation({ seed: 5, settle });
    const first = simulation.random('n1').uint32();
    simulation.killNode('n1');
    expect(simulation.random('n1').uint32()).not.toBe(first);
  });
});

describe('a killed node', () => {
  it('gets no timer, no disk completion and no network event any more', async () => {
    const simulation = new Simulation({ seed: 3, settle });
    const heard: string[] = [];
    const disk = simulation.disk('n1');
    const clock = simulation.clock('n1');
    const network = simulation.network.node('n1');
    await simulation.run(disk.makeDirectory('/data'));
    const file = await simulation.run(disk.open('/data/a', 'write'));
    const listener = await network.listen({ host: 'n1', port: 1 }, (connection) => {
      connection.handle({
        frame: () => heard.push('frame'),
        closed: () => heard.push('closed'),
        drained: () => heard.push('drained'),
      });
    });
    const peer = await simulation.run(simulation.network.node('n2').connect(listener.address));
    const closings: string[] = [];
    peer.handle({ frame: () => {}, closed: (reason) => closings.push(reason) });

    clock.setTimer(1, () => heard.push('timer'));
    void file.write(0, [new Uint8Array(100)]).then(() => heard.push('written'));
    void disk.open('/data/b', 'write').then(() => heard.push('opened'));
    void network.connect({ host: 'n2', port: 5 }).catch(() => heard.push('refused'));
    peer.send([new Uint8Array(10)]);
    simulation.killNode('n1');
    clock.setTimer(1, () => heard.push('timer of a dead clock'));
    void file.sync().then(() => heard.push('synced'));
    void network.connect({ host: 'n2', port: 5 }).catch(() => heard.push('refused'));

    await simulation.runFor(60_000);
    expect(heard).toEqual([]);
    expect(closings).toEqual(['the peer reset the connection']);
  });

  it('starts a new life by asking for a clock or the network', async () => {
    const simulation = new Simulation({ seed: 3, settle });
    const before = simulation.clock('n1').monotonic();
    simulation.killNode('n1');
    const clock = simulation.clock('n1');
    let fired = 0;
    clock.setTimer(1, () => (fired += 1));
    await simulation.runFor(2);
    expect(fired).toBe(1);
    expect(clock.monotonic()).not.toBe(before);
  });
});

describe('a skewed clock', () => {
  it('runs at its own rate, timers included, and jumps when told', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const fast = simulation.clock('fast', { rate: 1.25 });
    const right = simulation.clock('right');
    let firedAt = 0;
    fast.setTimer(1000, () => (firedAt = simulation.now));
    const start = { fast: fast.monotonic(), right: right.monotonic() };
    await simulation.runFor(2000);
    expect(firedAt).toBe(800);
    expect(fast.monotonic() - start.fast).toBeCloseTo(2500);
    expect(right.monotonic() - start.right).toBeCloseTo(2000);
    const wall = right.now();
    simulation.skewOf('right').wallMs = -60_000;
    expect(right.now()).toBe(wall - 60_000);
    expect(right.monotonic() - start.right).toBeCloseTo(2000);
  });
});
