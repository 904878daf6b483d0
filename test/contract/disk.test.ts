// Goal: whoever takes a Disk cannot tell the simulated one from the real one. Method: one suite over the real disk, the
// simulated disk with latencies, and the simulated disk that stands alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe } from 'vitest';
import { NodeDisk } from '../../src/node/disk.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { simulatedWorld } from '../support/worlds.ts';
import { diskCases } from './disk.cases.ts';

const directories: string[] = [];

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

describe('NodeDisk', () => {
  diskCases(async () => {
    const directory = mkdtempSync(`${tmpdir()}/flotilla-disk-`);
    directories.push(directory);
    return { disk: new NodeDisk(), directory, run: (work) => work() };
  });
});

describe('SimDisk in a simulation', () => {
  diskCases(async () => {
    const { simulation, run } = simulatedWorld();
    const disk = simulation.disk('n1');
    await run(() => disk.makeDirectory('/data'));
    return { disk, directory: '/data', run };
  });
});

describe('SimDisk alone', () => {
  diskCases(async () => {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    return { disk, directory: '/data', run: (work) => work() };
  });
});
