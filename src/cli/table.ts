/** Rows as plain columns with capital heads, or as JSON: what every reading command prints. */
export interface Column<Row> {
  readonly head: string;
  /** Undefined is shown as `-`. */
  readonly cell: (row: Row) => string | number | undefined;
}

export type OutputFormat = 'text' | 'json';

/** Two spaces between columns; nothing behind the last cell, so that lines paste well. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => column.head),
    ...rows.map((row) => columns.map((column) => showCell(column.cell(row)))),
  ];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines.map((line) => `${renderLine(line, widths)}\n`).join('');
}

/** A cell is one line: control characters would break the columns, and the terminal. */
function showCell(value: string | number | undefined): string {
  if (value === undefined || value === '') return '-';
  // eslint-disable-next-line no-control-regex
  return String(value).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}

function renderLine(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, i) => cell.padEnd(widths[i]!))
    .join('  ')
    .trimEnd();
}

export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
