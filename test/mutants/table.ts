/** docs/testing/mutants.md: what is planted, who finds it, and what that took. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finders.ts';
import type { Finder, Mutant } from './mutant.ts';
import { PROJECT } from './planted-tree.ts';

export interface TableRow {
  readonly name: string;
  readonly mutant: Mutant;
  readonly finder: Finder;
  readonly finding: Finding;
}

const TABLE_FILE = 'docs/testing/mutants.md';

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

/** The rows of a whole run. */
export function writeTable(rows: readonly TableRow[], seconds: number): void {
  const names = new Set(rows.map(({ name }) => name));
  const lost = rows.filter(({ finding }) => !finding.isFound).length;
  const lines = [
    '# Mutants',
    '',
    'Written by `npm run mutants -- --write`; do not edit. Each row is a known bug, planted into a copy of the sources',
    '([decision 26](../decisions/0026-mutants-are-planted.md)), and one of those that have to find it. *Row* is of the catalogue of',
    'known failures (FAILURES.md, section 1); *took* is what was needed until the first violation.',
    '',
    `${names.size} mutants, ${rows.length} finders, ${lost} of them without success; ${(seconds / 60).toFixed(1)} minutes on a shared core.`,
    '',
    '| mutant | what is wrong | row | finder | budget | took | s | found as |',
    '|---|---|---|---|---|---|---:|---|',
    ...rows.map(tableLine),
    '',
  ];
  writeFileSync(join(PROJECT, TABLE_FILE), lines.join('\n'));
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
    isFound ? as : '**not found**',
  ];
  return `| ${cells.join(' | ')} |`;
}
