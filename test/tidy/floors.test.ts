// Goal: imports go down, or stay inside of their folder (DESIGN.md section 4). Method: every relative import of every file
// under src/ against the table in src/floors.json.
import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readJson, sourceFiles, topFolder, withoutComments } from './sources.ts';

interface Floors {
  readonly floors: Readonly<Record<string, number>>;
  readonly side: Readonly<
    Record<string, { readonly below: number; readonly also: readonly string[] }>
  >;
  readonly strangers: readonly (readonly [string, string])[];
}

interface Import {
  readonly from: string;
  readonly to: string;
}

const table = readJson('src/floors.json') as Floors;
const files = sourceFiles('src');
const imports = files.flatMap(({ path, text }) => importsOf(path, text));

function importsOf(path: string, text: string): Import[] {
  const specifier = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"](\.{1,2}\/[^'"]+)['"]/g;
  return [...withoutComments(text).matchAll(specifier)].map(([, target]) => ({
    from: path,
    to: posix.join(posix.dirname(path), target!),
  }));
}

/** Undefined when the import is allowed, else why it is not. */
function fault({ from, to }: Import, { floors, side, strangers }: Floors): string | undefined {
  const [source, target] = [topFolder(from), topFolder(to)];
  if (!to.startsWith('src/')) return 'leaves src/';
  if (source === target) return undefined;
  if (strangers.some((pair) => pair.includes(source) && pair.includes(target))) return 'strangers';
  const sourceSide = side[source];
  const targetFloor = floors[target];
  if (sourceSide !== undefined) {
    if (sourceSide.also.includes(target)) return undefined;
    if (targetFloor === undefined) return 'goes to another side folder';
    if (target === 'node') return 'takes the real world into a side folder';
    return targetFloor <= sourceSide.below ? undefined : 'goes up';
  }
  const sourceFloor = floors[source];
  if (sourceFloor === undefined) return 'comes from a folder that is not in the table';
  if (targetFloor !== undefined) return targetFloor < sourceFloor ? undefined : 'does not go down';
  // Side folders are built on the floors; only the top, which composes everything, builds on them.
  if (side[target] !== undefined && sourceFloor >= 8) return undefined;
  return 'goes to a folder that it may not know';
}

describe('the floors', () => {
  it('were read: an empty check would prove nothing', () => {
    expect(files.length).toBeGreaterThanOrEqual(30);
    expect(imports.length).toBeGreaterThanOrEqual(60);
  });

  it('name every folder of src/, and every folder that they name could exist', () => {
    const present = readdirSync(`${ROOT}src`).filter((name) => name !== 'floors.json');
    const named = [...Object.keys(table.floors), ...Object.keys(table.side)];
    expect(present.filter((name) => !named.includes(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('hold for every import', () => {
    const faults = imports.flatMap((one) => {
      const why = fault(one, table);
      return why === undefined ? [] : [`${one.from} imports ${one.to}: ${why}`];
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['src/base/a.ts', 'src/model/b.ts', 'does not go down'],
    ['src/platform/a.ts', 'src/model/b.ts', 'does not go down'],
    ['src/raft/a.ts', 'src/storage/b.ts', 'strangers'],
    ['src/storage/a.ts', 'src/raft/b.ts', 'strangers'],
    ['src/sim/a.ts', 'src/node/b.ts', 'takes the real world into a side folder'],
    ['src/sim/a.ts', 'src/cli/b.ts', 'goes up'],
    ['src/client/a.ts', 'src/sim/b.ts', 'goes to another side folder'],
    ['src/broker/a.ts', 'src/sim/b.ts', 'goes to a folder that it may not know'],
    ['src/broker/a.ts', 'test/support/b.ts', 'leaves src/'],
    ['src/new/a.ts', 'src/base/b.ts', 'comes from a folder that is not in the table'],
    ['src/cli/a.ts', 'src/client/b.ts', undefined],
    ['src/sim/a.ts', 'src/client/b.ts', undefined],
    ['src/sim/a.ts', 'src/broker/b.ts', undefined],
    ['src/raft/a.ts', 'src/raft/b.ts', undefined],
  ])('would judge %s importing %s: %s', (from, to, verdict) => {
    expect(fault({ from, to }, table)).toBe(verdict);
  });

  it('see every way to import', () => {
    const text = `
      import { a } from './a.ts';
      import type { B } from '../raft/b.ts';
      export * from "../base/c.ts";
      import '../node/d.ts';
      const e = await import('../cli/e.ts');
      // import { f } from '../cli/f.ts';
      import {
        g,
      } from '../model/g.ts';`;
    expect(importsOf('src/host/x.ts', text).map(({ to }) => to)).toEqual([
      'src/host/a.ts',
      'src/raft/b.ts',
      'src/base/c.ts',
      'src/node/d.ts',
      'src/cli/e.ts',
      'src/model/g.ts',
    ]);
  });
});
