// Goal: what the compiler and the linter do not see, and reviewers forget. Method: the text of every source file.
import { describe, expect, it } from 'vitest';
import { readJson, sourceFiles, topFolder, withoutComments } from './sources.ts';

const LINES_MAX = 500;

/** Compiled without Node's types (config/tooling/tsconfig.pure.json): a folder joins the list when it compiles so. */
const PURE = [
  'base',
  'broker',
  'config',
  'group',
  'host',
  'metadata',
  'model',
  'partition',
  'platform',
  'protocol',
  'raft',
  'record',
  'sim',
  'storage',
];
/** With all that they import: the sessions of the doors and the core of the client. The rest of their folders is not pure. */
const PURE_FILES = ['client/kafka.ts', 'gateway/kafka', 'gateway/ws/session.ts'];
/** What of a pure folder is a program: it reads files and starts processes. */
const PROGRAMS = /^src\/sim\/(?:main\.ts|command\/)/;

const source = sourceFiles('src');
const all = [...source, ...sourceFiles('test'), ...sourceFiles('bench')];

/** `path:line: text` of every line of code that matches. */
function hits(files: typeof all, pattern: RegExp, strip = withoutComments): string[] {
  return files.flatMap(({ path, text }) =>
    strip(text)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
}

describe('the sources', () => {
  it('were read: an empty check would prove nothing', () => {
    expect(source.length).toBeGreaterThanOrEqual(30);
    expect(all.length).toBeGreaterThan(source.length);
  });

  it(`have at most ${LINES_MAX} lines a file: a longer one is a question of design`, () => {
    const long = all.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > LINES_MAX)).toEqual([]);
  });

  it('export by name only', () => {
    const configured = all.filter(({ path }) => !path.endsWith('.config.ts'));
    expect(hits(configured, /\bexport default\b/)).toEqual([]);
  });

  it('leave nothing for later', () => {
    const others = all.filter(({ path }) => path !== 'test/tidy/source.test.ts');
    expect(hits(others, /\b(?:TODO|FIXME|XXX)\b/, (text) => text)).toEqual([]);
  });

  it('have kebab-case names, and none that says nothing', () => {
    const names = source.map(({ path }) => path.split('/').at(-1)!);
    expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.ts$/.test(name))).toEqual(
      [],
    );
    expect(
      names.filter((name) => /\b(?:utils?|helpers?|manager|common|misc)\b/.test(name)),
    ).toEqual([]);
  });

  it('use `private`, not `#`', () => {
    expect(hits(source, /^\s*(?:static\s+|readonly\s+)*#\w+/)).toEqual([]);
  });
});

describe('the pure folders', () => {
  it('are those that the compiler checks', () => {
    const { include } = readJson('config/tooling/tsconfig.pure.json') as { include: string[] };
    const folders = include
      .filter((path) => path.startsWith('../../src/'))
      .map((path) => path.slice(10));
    expect(folders.sort()).toEqual([...PURE, ...PURE_FILES].sort());
  });

  it('are all below the doors', () => {
    const { floors } = readJson('src/floors.json') as { floors: Record<string, number> };
    const below = Object.keys(floors).filter((folder) => floors[folder]! <= 6);
    expect(below.filter((folder) => !PURE.includes(folder))).toEqual([]);
  });

  it('take time, chance and bytes from nowhere but their arguments', () => {
    const pure = source.filter(
      ({ path }) => PURE.includes(topFolder(path)) && !PROGRAMS.test(path),
    );
    expect(pure.length).toBeGreaterThan(20);
    const world =
      /\bBuffer\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bset(?:Timeout|Interval|Immediate)\b|['"]node:/;
    expect(hits(pure, world)).toEqual([]);
  });
});
