// Goal: columns line up and paste well. Method: exact text.
import { expect, test } from 'vitest';
import { renderJson, renderTable, type Column } from '../../../src/cli/table.ts';

interface Row {
  readonly name: string;
  readonly size: number | undefined;
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'NAME', cell: (row) => row.name },
  { head: 'SIZE', cell: (row) => row.size },
];

test('columns are as wide as their widest cell, nothing stands behind the last one', () => {
  const rows = [
    { name: 'a-longer-name', size: 1 },
    { name: 'b', size: undefined },
  ];
  expect(renderTable(COLUMNS, rows)).toBe(
    'NAME           SIZE\na-longer-name  1\nb              -\n',
  );
});

test('a table without rows still has its heads', () => {
  expect(renderTable(COLUMNS, [])).toBe('NAME  SIZE\n');
});

test('zero is shown, nothing is a dash', () => {
  expect(renderTable(COLUMNS, [{ name: '', size: 0 }])).toBe('NAME  SIZE\n-     0\n');
});

test('a cell cannot break the line or reach the terminal', () => {
  expect(renderTable(COLUMNS, [{ name: 'a\n\u001b[2Jb', size: 1 }])).toContain('a??[2Jb');
});

test('JSON ends in a newline', () => {
  expect(renderJson({ a: 1 })).toBe('{\n  "a": 1\n}\n');
});
