/**
 * The bare pipeline alone: `npx tsx bench/ceil.ts --batch-bytes 1MiB --in-flight 8`. Its code lies in
 * src/cli/bench/ceil/, so that an installed `flotilla bench` has its yardstick too.
 */
import { ceilCommand } from '../src/cli/bench/command.ts';

await ceilCommand().parseAsync();
process.exit();
