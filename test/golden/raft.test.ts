// Goal: show, message by message, what the rules of docs/raft.md do, and notice when that changes.
// Method: plays every test/golden/raft/*.txt (commands: test/support/raft-script.ts) and compares the output.
// UPDATE_GOLDEN=1 rewrites the files; commit only a difference that you understand.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RaftScript } from '../support/raft-script.ts';

const directory = new URL('raft/', import.meta.url);
const files = readdirSync(directory).filter((name) => name.endsWith('.txt'));

describe('golden traces of the Raft core', () => {
  it('there are some', () => {
    expect(files.length).toBeGreaterThanOrEqual(15);
  });

  it.each(files)('%s', (name) => {
    const file = new URL(name, directory);
    const expected = readFileSync(file, 'utf8');
    const actual = new RaftScript().rewrite(expected);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, actual);
    else expect(actual).toBe(expected);
  });
});
