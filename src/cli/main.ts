#!/usr/bin/env node
import { endBySignal } from './interrupt.ts';
import { buildProgram, helpCommandFor } from './program.ts';
import { renderError } from './render-error.ts';
import { isOutputPending, OutputClosed, tell } from './stdout.ts';

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const program = await buildProgram(words[0]);
  try {
    await program.parseAsync(process.argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    const { text, exitCode } = renderError(error, {
      isDebug: process.env['FLOTILLA_DEBUG'] === '1',
      helpCommand: helpCommandFor(program, words),
    });
    if (text !== '') tell(text);
    return exitCode;
  }
}

// Notices go to a reader that may be gone, as in `2>&1 | head`; that ends nothing.
process.stderr.on('error', () => undefined);

const exitCode = await main();
// A client's open timers do not keep the process; a write that nobody reads must not either.
if (isOutputPending()) endBySignal();
else process.exit(exitCode);
