/**
 * `npm run storage-net [-- SUBJECT...] [--images N] [--seed S]`: looks at N crash images, faults and damages of the storage, over
 * its subjects, and prints figures. Exit code 1 and a line that begins with VIOLATION when one did not recover as it must.
 */
import { useNativeCrc32c } from '../../src/node/native-crc32c.ts';
import { commandLine } from '../support/command-line.ts';
import { SILENT } from '../support/log-entries.ts';
import { Figures, Violation, type Subject } from './figures.ts';
import { SUBJECTS } from './subjects.ts';

const { values, positionals } = commandLine({
  usage: `npm run storage-net [-- SUBJECT...] [--images N] [--seed S]

  --images N  crash images, faults and damages in all (default 10000)
  --seed S    of the first life (default 1)

Subjects: ${Object.keys(SUBJECTS).join(', ')}`,
  takesNames: true,
  options: {
    images: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});

const imagesInAll = Number(values.images);
const firstSeed = Number(values.seed);

/** Lives, one after another, until it has looked at so many images. */
async function look(subject: Subject, imagesMax: number): Promise<Figures> {
  const figures = new Figures(imagesMax);
  for (let seed = firstSeed; !figures.isEnough; seed += 1) {
    try {
      await subject.live(seed, figures);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      console.log(`VIOLATION after ${figures.images} images: ${error.message}`);
      throw error;
    }
  }
  return figures;
}

async function main(): Promise<number> {
  await useNativeCrc32c(SILENT);
  const all = positionals.length === 0 || positionals[0] === 'all';
  const names = all ? Object.keys(SUBJECTS) : positionals;
  const unknown = names.find((name) => SUBJECTS[name] === undefined);
  if (unknown !== undefined) {
    console.error(`There is no "${unknown}". Choose from: ${Object.keys(SUBJECTS).join(', ')}.`);
    return 1;
  }
  if (!(imagesInAll > 0) || !Number.isSafeInteger(firstSeed)) {
    console.error('--images takes a number above 0, --seed an integer; for instance --images 300.');
    return 1;
  }
  const shares = names.reduce((sum, name) => sum + SUBJECTS[name]!.share, 0);
  let images = 0;
  let recoveries = 0;
  for (const name of names) {
    const subject = SUBJECTS[name]!;
    const imagesMax = Math.ceil((imagesInAll * subject.share) / shares);
    const figures = await look(subject, imagesMax);
    images += figures.images;
    recoveries += figures.recoveries;
    console.log(
      `${name} (${subject.what}): ${figures.images} images, ${figures.recoveries} recoveries`,
    );
    for (const line of figures.lines()) console.log(`  ${line}`);
  }
  const { user, system } = process.cpuUsage();
  const cpuSeconds = (user + system) / 1e6;
  console.log(
    `${images} images, ${recoveries} recoveries, 0 violations; ` +
      `${cpuSeconds.toFixed(1)} s of CPU, ${Math.round(images / cpuSeconds)} images/s`,
  );
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Violation)) throw error;
  console.error(error.cause instanceof Error ? error.cause.stack : error.stack);
  process.exitCode = 1;
}
