// The committed code under src/protocol/generated is what `npm run protocol` makes of the .proto files. Method: generate
// the code into a temporary directory and compare; the declarations name the code that they were made with.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateCode, originOf } from '../../../config/tooling/generate-protocol.mjs';

const COMMITTED = path.resolve(import.meta.dirname, '../../../src/protocol/generated');

describe('the generated protocol', () => {
  it('is up to date; otherwise run `npm run protocol`', { timeout: 60_000 }, () => {
    const fresh = mkdtempSync(path.join(tmpdir(), 'flotilla-protocol-'));
    try {
      generateCode(fresh);
      const names = readdirSync(fresh).map((name) => path.basename(name, '.js'));
      expect(names).toContain('flotilla');
      const committed = names.flatMap((name) => [`${name}.d.ts`, `${name}.js`]);
      expect(readdirSync(COMMITTED).toSorted()).toEqual(committed.toSorted());
      for (const name of names) {
        const code = path.join(COMMITTED, `${name}.js`);
        const freshText = readFileSync(path.join(fresh, `${name}.js`), 'utf8');
        expect(readFileSync(code, 'utf8') === freshText, name).toBe(true);
        const declarations = readFileSync(path.join(COMMITTED, `${name}.d.ts`), 'utf8');
        expect(declarations).toContain(originOf(code));
      }
    } finally {
      rmSync(fresh, { recursive: true });
    }
  });
});
