import type { Command } from 'commander';
import { resolve } from 'node:path';
import { parseInteger } from '../arguments.ts';
import { addFormatOption } from '../reading.ts';
import { countOf } from '../show.ts';
import { tell, writeOutput } from '../stdout.ts';
import type { OutputFormat } from '../table.ts';

interface DumpOptions {
  readonly offset?: number;
  readonly deep?: boolean;
  readonly format: OutputFormat;
}

const CHUNK_CHARACTERS = 64 * 1024;

export function registerLog(program: Command): void {
  const log = program.command('log').description('read what is on disk, without a broker');
  const command = log
    .command('dump')
    .description('every batch, seal and index entry of a partition, and what is wrong with them')
    .argument('<path>', "a partition's directory, or one file of any kind")
    .option(
      '--offset <n>',
      'from the batch that holds this offset on',
      parseInteger(0, Number.MAX_SAFE_INTEGER),
    )
    .option('--deep', 'the records too');
  addFormatOption(command).action(async (path: string, options: DumpOptions) => {
    const faults = await dump(resolve(path), options);
    if (faults === 0) return;
    tell(`${countOf(faults, 'fault')} found.`);
    process.exitCode = 1;
  });
}

async function dump(path: string, options: DumpOptions): Promise<number> {
  const { dumpLog } = await import('../../storage/dump.ts');
  const { NodeDisk } = await import('../../node/disk.ts');
  const { installNatives } = await import('../natives.ts');
  await installNatives();
  let text = '';
  let writing = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;
  const flush = () => {
    const chunk = text;
    text = '';
    writing = writing
      .then(() => writeOutput(chunk))
      .catch((error: unknown) => {
        failure ??= { error };
      });
  };
  const faults = await dumpLog(new NodeDisk(), path, {
    deep: options.deep === true,
    ...(options.offset === undefined ? {} : { fromOffset: options.offset }),
    emit: (line) => {
      if (failure !== undefined) return;
      text += options.format === 'json' ? `${JSON.stringify(line)}\n` : `${line.text}\n`;
      if (text.length > CHUNK_CHARACTERS) flush();
    },
  });
  flush();
  await writing;
  if (failure !== undefined) throw failure.error;
  return faults;
}
