// Goal: the mutants are of the sources as they are, and of most kinds of known failures; and what finds them does so. Method:
// every edit is applied to a text; the quickest finders run here, all of them with `npm run mutants`.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { find } from '../mutants/finders.ts';
import { MUTANTS } from '../mutants/mutants.ts';
import { applyEdits, PlantedTree } from '../mutants/planted-tree.ts';
import { TABLE_FILE } from '../mutants/table.ts';

/** FAILURES.md 2.4: those that apply before transactions, compaction and membership changes. */
const ROWS_OWED = [
  1, 3, 4, 5, 7, 9, 10, 11, 13, 14, 15, 16, 17, 18, 20, 24, 25, 28, 29, 30, 31, 32, 39, 40, 44, 47,
  48,
];

describe('the mutants', () => {
  it.each(Object.entries(MUTANTS))('%s: is a change of the sources', (_, { edits, finders }) => {
    const changed = applyEdits(edits);
    expect(changed.size).toBeGreaterThan(0);
    expect(finders.length).toBeGreaterThan(0);
  });

  it('are of every row of the catalogue that is owed', () => {
    const rows = new Set(Object.values(MUTANTS).flatMap((mutant) => mutant.rows));
    expect(ROWS_OWED.filter((row) => !rows.has(row))).toEqual([]);
  });

  it('stand in the table that was written last, and none that was run was not found', () => {
    const table = readFileSync(new URL(`../../${TABLE_FILE}`, import.meta.url), 'utf8');
    expect(Object.keys(MUTANTS).filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
    expect(table).not.toContain('**not found**');
  });
});

describe('found within seconds', () => {
  let tree: PlantedTree;
  beforeAll(() => {
    tree = new PlantedTree();
  });
  afterAll(() => tree.remove());

  it.each([
    ['name-not-synced', 'storage-net'],
    ['log-not-synced', 'storage-net'],
    ['damage-taken-for-torn', 'storage-net'],
    ['votes-not-synced', 'storage-net'],
    ['vote-without-markers', 'model-check'],
  ] as const)('%s by %s', async (name, kind) => {
    const { edits, finders } = MUTANTS[name]!;
    const finder = finders.find((one) => one.kind === kind)!;
    const isInCopy = kind !== 'model-check';
    const finding = await tree.withEdits(isInCopy ? edits : [], () =>
      find(name, finder, tree.directory),
    );
    expect(finding).toMatchObject({ isFound: true });
  });
});
