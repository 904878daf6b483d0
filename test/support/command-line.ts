/** The arguments of the commands of the net: `--help` is answered with the usage, what is not understood with a sentence. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true }>
>;

export interface CommandLine<T extends Options> {
  readonly usage: string;
  readonly options: T;
  /** Whether names stand behind the options. */
  readonly takesNames: boolean;
}

/** Ends the process when there is nothing to do: with code 0 after `--help`, with 2 when it does not understand. */
export function commandLine<T extends Options>({
  usage,
  options,
  takesNames,
}: CommandLine<T>): Parsed<T> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    const [stranger] = takesNames ? [] : parsed.positionals;
    if (stranger === undefined) return parsed;
    console.error(`"${stranger}" is not understood.\n\n${usage}`);
  } catch (error) {
    // Node's own sentence says more behind the first: how to pass a name that begins with a dash.
    const [sentence] = (error as Error).message.split('. ');
    console.error(`${sentence}.\n\n${usage}`);
  }
  process.exit(2);
}
