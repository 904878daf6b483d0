// Goal: no crash, fault or damage makes the storage lose what it reported durable, or serve what was not written. Method: a
// few lives of each subject of test/storage-net; `npm run storage-net` looks at as many as one likes.
import { beforeAll, describe, expect, it } from 'vitest';
import { useNativeCrc32c } from '../../../src/node/native-crc32c.ts';
import { Figures } from '../../storage-net/figures.ts';
import { SILENT } from '../../support/log-entries.ts';
import { SUBJECTS } from '../../storage-net/subjects.ts';

const IMAGES = 120;

beforeAll(() => useNativeCrc32c(SILENT));

describe('a random life of the storage', () => {
  it.each(Object.entries(SUBJECTS))('%s', { timeout: 120_000 }, async (name, subject) => {
    const figures = new Figures(IMAGES);
    for (let seed = 1; !figures.isEnough; seed += 1) await subject.live(seed, figures);
    expect(figures.recoveries).toBeGreaterThanOrEqual(IMAGES);
    if (name === 'damage') expect(figures.lines().join()).toMatch(/\.log, [a-z ]+: detected/);
    if (name === 'faults') expect(figures.lines().join()).toContain('sync io: the log failed');
  });
});
