/** docs/testing/mutants.md: what is planted, who finds it, and what that took. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finders.ts';
import type { Finder, Mutant, Mutants } from './mutant.ts';
import { PROJECT } from './planted-tree.ts';

export interface TableRow {
  readonly name: string;
  readonly mutant: Mutant;
  readonly finder: Finder;
  readonly finding: Finding;
}

export const TABLE_FILE = 'docs/testing/mutants.md';
const NOT_FOUND = '**not found**';

export function rowText({ name, finder, finding }: TableRow): string {
  const { isFound, as, effort, seconds } = finding;
  const verdict = isFound ? as : 'NOT FOUND';
  return `${name} | ${finderText(finder)} | ${verdict} | ${effort} | ${seconds.toFixed(1)}`;
}

function finderText(finder: Finder): string {
  switch (finder.kind) {
    case 'model-check':
      return 'model check';
    case 'swarm':
      return 'swarm';
    case 'storage-net':
      return `storage net: ${finder.subject}`;
    case 'tests':
      return `\`${finder.file.replace(/\.test\.ts$/, '')}\`${finder.title === undefined ? '' : `, "${finder.title}"`}`;
  }
}

function budgetText(finder: Finder): string {
  switch (finder.kind) {
    case 'model-check':
      return '5,000,000 states, 120 s';
    case 'swarm':
      return `${finder.seedsMax} seeds`;
    case 'storage-net':
      return `${finder.imagesMax} images`;
    case 'tests':
      return 'the file';
  }
}

/** Rows of what was run replace those of the same mutants; rows of mutants that are no more go. */
export function writeTable(rows: readonly TableRow[], mutants: Mutants): void {
  const written = new Map<string, string[]>();
  for (const line of tableLines()) {
    const [, name] = /^\| `([^`]+)` \|/.exec(line) ?? [];
    if (name !== undefined) written.set(name, [...(written.get(name) ?? []), line]);
  }
  const isRun = new Set(rows.map(({ name }) => name));
  const lines = Object.keys(mutants).flatMap((name) =>
    isRun.has(name)
      ? rows.filter((row) => row.name === name).map(tableLine)
      : (written.get(name) ?? []),
  );
  const missing = Object.keys(mutants).filter((name) => !isRun.has(name) && !written.has(name));
  const tail =
    missing.length === 0
      ? []
      : ['', `Not run yet: ${missing.map((name) => `\`${name}\``).join(', ')}.`];
  writeFileSync(join(PROJECT, TABLE_FILE), `${[...headOf(lines), ...lines, ...tail].join('\n')}\n`);
}

function tableLines(): string[] {
  const path = join(PROJECT, TABLE_FILE);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}

function headOf(lines: readonly string[]): string[] {
  const lost = lines.filter((line) => line.includes(NOT_FOUND)).length;
  const names = new Set(lines.map((line) => line.split('|')[1]));
  const seconds = lines.reduce((sum, line) => sum + Number(line.split(' | ')[6]), 0);
  return [
    '# Mutants',
    '',
    'Written by `npm run mutants -- --write`; do not edit. Each row is a known bug, planted into a copy of the sources',
    '([decision 26](../decisions/0026-mutants-are-planted.md)), and one of those that have to find it. *Row* is of the catalogue of',
    'known failures (FAILURES.md, section 1); *took* is what was needed until the first violation; *s* is wall time beside other work.',
    '',
    `${names.size} mutants, ${lines.length} finders, ${lost} of them without success; ${(seconds / 60).toFixed(1)} minutes in all.`,
    '',
    '| mutant | what is wrong | row | finder | budget | took | s | found as |',
    '|---|---|---|---|---|---|---:|---|',
  ];
}

function tableLine({ name, mutant, finder, finding }: TableRow): string {
  const { isFound, as, effort, seconds } = finding;
  const cells = [
    `\`${name}\``,
    mutant.what,
    mutant.rows.join(', '),
    finderText(finder),
    budgetText(finder),
    effort,
    seconds.toFixed(1),
    isFound ? as : NOT_FOUND,
  ];
  return `| ${cells.join(' | ')} |`;
}
