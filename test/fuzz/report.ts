/** The table of a run, or of several: lines of JSON that `--log` writes are added up by `--summary`. */
import type { FuzzResult } from './fuzz.ts';

export type Row = Omit<FuzzResult, 'findings'> & { readonly finds: number };

export function rowOf({ findings, ...row }: FuzzResult): Row {
  return { ...row, finds: findings.length };
}

/** Rows of the same target as one, in the order of their first. */
export function addedUp(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const sum = sums.get(row.target);
    sums.set(row.target, sum === undefined ? row : plus(sum, row));
  }
  return [...sums.values()];
}

function plus(a: Row, b: Row): Row {
  return {
    target: a.target,
    inputs: a.inputs + b.inputs,
    accepted: a.accepted + b.accepted,
    refused: a.refused + b.refused,
    features: Math.max(a.features, b.features),
    slowestMs: Math.max(a.slowestMs, b.slowestMs),
    seconds: a.seconds + b.seconds,
    finds: a.finds + b.finds,
  };
}

const HEAD = [
  'target',
  'inputs',
  'accepted',
  'refused',
  'verdicts',
  'slowest ms',
  'inputs/s',
  'finds',
];

/** As Markdown, with a last row for all. */
export function table(rows: readonly Row[]): string {
  const all = rows.reduce(plus, EMPTY);
  const cells = [...rows, { ...all, target: 'all', features: sumOf(rows) }].map((row) => [
    row.target,
    grouped(row.inputs),
    grouped(row.accepted),
    grouped(row.refused),
    grouped(row.features),
    row.slowestMs.toFixed(1),
    grouped(Math.round(row.inputs / Math.max(row.seconds, 0.001))),
    grouped(row.finds),
  ]);
  const lines = [HEAD, ['---', ...HEAD.slice(1).map(() => '---:')], ...cells];
  return lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
}

const EMPTY: Row = {
  target: '',
  inputs: 0,
  accepted: 0,
  refused: 0,
  features: 0,
  slowestMs: 0,
  seconds: 0,
  finds: 0,
};

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { features }) => sum + features, 0);
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
