/** What every reading command has in common: `--format`, a table or JSON, and patience with a cluster that is electing. */
import { Option, type Command } from 'commander';
import type { BrokerApi } from '../broker/api.ts';
import { addBrokerOption, withCluster, type BrokerOption } from './broker-urls.ts';
import { mayReadAgain, mayWriteAgain, retrying, retryingAtStart } from './cluster-client.ts';
import { writeOutput } from './stdout.ts';
import { renderJson, renderTable, type Column, type OutputFormat } from './table.ts';

export interface ReadingOptions extends BrokerOption {
  readonly format: OutputFormat;
}

export function addFormatOption(command: Command): Command {
  return command.addOption(
    new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
  );
}

export function addReadingOptions(command: Command): Command {
  return addFormatOption(addBrokerOption(command));
}

/** JSON gets `rows` as they are, so that its field names are those of the API. */
export async function printRows<Row>(
  format: OutputFormat,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  await writeOutput(format === 'json' ? renderJson(rows) : renderTable(columns, rows));
}

/** Repeats for a few seconds whatever may pass by itself. */
export async function readFromCluster<T>(
  option: BrokerOption,
  read: (broker: BrokerApi) => Promise<T>,
): Promise<T> {
  return await withCluster(option, (client) =>
    retrying(() => client.use(read), retryingAtStart(mayReadAgain)),
  );
}

/** Repeats only what was surely not done. */
export async function changeCluster<T>(
  option: BrokerOption,
  change: (broker: BrokerApi) => Promise<T>,
): Promise<T> {
  return await withCluster(option, (client) =>
    retrying(() => client.use(change), retryingAtStart(mayWriteAgain)),
  );
}
