// The committed code under src/protocol/generated is what `npm run protocol` makes of the .proto files. Method: generate
// into a temporary directory and compare.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../config/tooling/generate-protocol.mjs';

const COMMITTED = path.resolve(import.meta.dirname, '../../../src/protocol/generated');

describe('the generated protocol', () => {
  it('is up to date; otherwise run `npm run protocol`', { timeout: 60_000 }, () => {
    const fresh = mkdtempSync(path.join(tmpdir(), 'flotilla-protocol-'));
    try {
      generate(fresh);
      const names = readdirSync(fresh).toSorted();
      expect(readdirSync(COMMITTED).toSorted()).toEqual(names);
      expect(names).toContain('flotilla.js');
      for (const name of names) {
        const committed = readFileSync(path.join(COMMITTED, name), 'utf8');
        expect(committed === readFileSync(path.join(fresh, name), 'utf8'), name).toBe(true);
      }
    } finally {
      rmSync(fresh, { recursive: true });
    }
  });
});
