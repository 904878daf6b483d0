// Goal: a range that was interrupted goes on where it was, seeds of other code do not count for this one, and figures add
// up what the journal holds. Method: journals in a temporary directory, with results made up here.
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showJournal } from '../../../src/sim/command/figures.ts';
import { Journal, readJournal, type SeedResult } from '../../../src/sim/command/journal.ts';
import { NOTHING } from '../../../src/sim/swarm/summary.ts';

const HERE = { commit: 'abc1234', code: 'c0de', node: 20 };

function newPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'flotilla-journal-')), 'runs.jsonl');
}

function kept(seed: number, more: Partial<SeedResult> = {}): SeedResult {
  const summary = {
    ...NOTHING,
    seeds: 1,
    simulatedMs: 60_000,
    events: 50_000,
    acknowledged: 700,
    faults: { ...NOTHING.faults, kill: 2 },
  };
  return { seed, cpuMs: 1000, hash: 'f00', outcome: { summary }, ...more };
}

describe('a journal', () => {
  it('knows the seeds that were run, also the one that failed', () => {
    const path = newPath();
    const journal = new Journal(path, HERE);
    journal.add(kept(1));
    journal.add(kept(2, { outcome: { failure: 'at=5ms: lost' } }));
    const known = new Journal(path, HERE).known();
    expect([...known.keys()]).toEqual([1, 2]);
    expect(known.get(2)?.outcome).toEqual({ failure: 'at=5ms: lost' });
  });

  it('does not take seeds of other code, or of another Node, for its own', () => {
    const path = newPath();
    new Journal(path, { ...HERE, code: 'other' }).add(kept(1));
    new Journal(path, { ...HERE, node: 22 }).add(kept(2));
    new Journal(path, { ...HERE, commit: 'only the documents differ' }).add(kept(3));
    expect([...new Journal(path, HERE).known().keys()]).toEqual([3]);
  });

  it('leaves out a line that a kill cut off', () => {
    const path = newPath();
    new Journal(path, HERE).add(kept(1));
    appendFileSync(path, '{"seed":2,"comm');
    expect(readJournal(path).map(({ seed }) => seed)).toEqual([1]);
  });

  it('is not needed', () => {
    const journal = new Journal(undefined, HERE);
    journal.add(kept(1));
    expect(journal.known().size).toBe(0);
  });
});

describe('the figures of a journal', () => {
  it('add up each seed once, by code', () => {
    const path = newPath();
    const journal = new Journal(path, HERE);
    journal.add(kept(1));
    journal.add(kept(1));
    journal.add(kept(2, { repeatCpuMs: 900 }));
    journal.add(kept(7, { outcome: { failure: 'at=5ms: lost' } }));
    new Journal(path, { ...HERE, code: 'other' }).add(kept(1));
    const [own, other] = showJournal(readJournal(path)).split('code other');
    expect(own).toContain('code c0de Node 20, commit abc1234, seeds 1..2, 7:');
    expect(own).toContain('2 seeds kept every promise, 1 did not; 0.03 simulated hours');
    expect(own).toContain('1400 records acknowledged');
    expect(own).toContain('kill 4');
    expect(own).toContain('1 runs repeated with equal hash');
    expect(own).toContain('60 simulated s and 50000 events per second of a core');
    expect(own).toContain('\n  seed=7 at=5ms: lost');
    expect(other).toContain('1 seeds kept every promise, 0 did not');
  });
});
