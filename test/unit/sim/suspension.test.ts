// Goal: a suspended node is one that SIGSTOP met: nothing runs in it, its kernel and its disk go on, and afterwards all
// that it is owed comes at once and in order. Method: one node with a timer, a disk and a connection.
import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/sim/simulation.ts';
import { settle } from '../../support/settle.ts';

const ADDRESS = { host: 'b', port: 9000 };

function note(into: string[], what: string): () => void {
  return () => void into.push(what);
}

describe('a suspended node', () => {
  it('hears its timers afterwards, in order, and only once', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const fired: string[] = [];
    const clock = simulation.clock('a');
    for (const ms of [30, 10, 20]) clock.setTimer(ms, note(fired, `${ms}`));
    simulation.suspendNode('a');
    await simulation.runFor(1000);
    expect(fired).toEqual([]);
    simulation.resumeNode('a');
    await simulation.runFor(0);
    expect(fired).toEqual(['10', '20', '30']);
    await simulation.runFor(1000);
    expect(fired).toHaveLength(3);
  });

  it('that is killed hears nothing any more', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const fired: string[] = [];
    simulation.clock('a').setTimer(10, note(fired, 'late'));
    simulation.suspendNode('a');
    await simulation.runFor(100);
    simulation.killNode('a');
    simulation.resumeNode('a');
    await simulation.runFor(100);
    expect(fired).toEqual([]);
  });

  it('does not hold up the disk that it has written to, only the word of it', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const disk = simulation.disk('a');
    const file = await simulation.run(disk.open('/log', 'write'));
    await simulation.run(disk.syncDirectory('/'));
    const heard: string[] = [];
    void file
      .write(0, [new Uint8Array(100).fill(7)])
      .then(() => file.sync())
      .then(note(heard, 'synced'));
    await simulation.runFor(0);
    simulation.suspendNode('a');
    await simulation.runFor(1000);
    expect(heard).toEqual([]);
    expect(disk.describe()).toEqual(['/log 100 bytes, 0 durable']);
    simulation.resumeNode('a');
    await simulation.runFor(100);
    expect(heard).toEqual(['synced']);
    expect(disk.describe()).toEqual(['/log 100 bytes, 100 durable']);
  });

  it('is connected to, and reads what it was sent when it goes on', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const heard: string[] = [];
    const server = simulation.network.node('b');
    await simulation.run(
      server.listen(ADDRESS, (connection) => {
        const frame = (bytes: Uint8Array): void => void heard.push(`${bytes[0]}`);
        connection.handle({ frame, closed: note(heard, 'closed') });
      }),
    );
    simulation.suspendNode('b');
    const near = await simulation.run(simulation.network.node('a').connect(ADDRESS));
    near.handle({ frame: () => {}, closed: () => {} });
    for (const value of [1, 2, 3]) near.send([Uint8Array.of(value)]);
    await simulation.runFor(5000);
    expect(heard).toEqual([]);
    simulation.resumeNode('b');
    await simulation.runFor(100);
    expect(heard).toEqual(['1', '2', '3']);
  });
});

describe('a slow disk', () => {
  it('takes as long as it is told, until it is well again', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const disk = simulation.disk('a');
    disk.slowDown([700, 900]);
    const start = simulation.now;
    await simulation.run(disk.makeDirectory('/data'));
    expect(simulation.now - start).toBeGreaterThanOrEqual(700);
    disk.slowDown(undefined);
    const again = simulation.now;
    await simulation.run(disk.makeDirectory('/data/more'));
    expect(simulation.now - again).toBeLessThan(50);
  });
});
