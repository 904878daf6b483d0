/**
 * `npm run fuzz`: first the canaries, then each target, then a table. A finding is one line, which names the file that
 * replays it. Exit code 1 when there is one, or a canary lives.
 */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { useNativeCrc32c } from '../../src/node/native-crc32c.ts';
import { commandLine } from '../support/command-line.ts';
import { SILENT } from '../support/log-entries.ts';
import { CANARIES } from './canaries.ts';
import { fuzz, verdictOf, type FoundInput } from './fuzz.ts';
import { FOUND, fromHex, readKept, writeFound } from './regression-files.ts';
import { addedUp, rowOf, table, type Row } from './report.ts';
import type { Target } from './target.ts';
import { TARGETS } from './targets/all.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

const USAGE = `npm run fuzz [-- --inputs N] [--seconds S] [--target NAME,...] [--seed S]

  --inputs N     inputs in all, shared by the weights of the targets (default 1000000)
  --seconds S    instead: as many as fit, the same time for each target
  --seed S       another one gives other inputs; runs with seeds 1, 2, 3, ... add up
  --log FILE     appends a line of JSON for each target
  --summary FILE prints the table of all that was logged
  --replay FILE  one input (test/fuzz/regressions/*.hex, or what a run wrote)
  --hex HEX      with --target: one input by hand

Targets: ${TARGETS.map(({ name }) => name).join(', ')}`;

const { values } = commandLine({
  usage: USAGE,
  takesNames: false,
  options: {
    inputs: { type: 'string' },
    seconds: { type: 'string' },
    target: { type: 'string' },
    seed: { type: 'string', default: '1' },
    log: { type: 'string' },
    summary: { type: 'string' },
    replay: { type: 'string' },
    hex: { type: 'string' },
  },
});
const INPUTS_DEFAULT = 1_000_000;
const seed = Number(values.seed);
for (const name of ['inputs', 'seconds', 'seed'] as const) {
  if (values[name] === undefined || Number(values[name]) >= 0) continue;
  console.error(`--${name} cannot be "${values[name]}"; give a number, for instance 30.`);
  process.exit(1);
}

function chosen(): readonly Target[] {
  if (values.target === undefined) return TARGETS;
  const names = values.target.split(',');
  const known = [...TARGETS, ...CANARIES.map(({ target }) => target)];
  const unknown = names.find((name) => known.every((target) => target.name !== name));
  if (unknown !== undefined) {
    const list = TARGETS.map(({ name }) => name).join(', ');
    console.error(`There is no target "${unknown}". Choose from: ${list}.`);
    process.exit(1);
  }
  return known.filter(({ name }) => names.includes(name));
}

/** Every planted bug must be found, and be what it is. */
async function findCanaries(watchdog: Watchdog): Promise<boolean> {
  let areAllFound = true;
  for (const { target, kind, within } of CANARIES) {
    const starting = watchdog.watch(target.name, seed);
    const { findings } = await fuzz(target, { seed, inputsMax: within, findingsMax: 1, starting });
    const found = findings.find((one) => one.kind === kind);
    areAllFound &&= found !== undefined;
    const outcome =
      found === undefined ? `NOT FOUND within ${within}` : `found, input ${found.number}`;
    console.log(`${target.name}: ${outcome} (${target.what})`);
  }
  return areAllFound;
}

async function fuzzTargets(watchdog: Watchdog): Promise<Row[]> {
  const targets = chosen();
  const weights = targets.reduce((sum, { weight }) => sum + weight, 0);
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  const inputs = values.inputs === undefined ? undefined : Number(values.inputs);
  const inputsInAll = inputs ?? (seconds === undefined ? INPUTS_DEFAULT : Infinity);
  const rows: Row[] = [];
  for (const target of targets) {
    const result = await fuzz(target, {
      seed,
      inputsMax: Math.ceil((inputsInAll * target.weight) / weights),
      ...(seconds === undefined ? {} : { secondsMax: seconds / targets.length }),
      starting: watchdog.watch(target.name, seed),
    });
    for (const found of result.findings) tell(found);
    const row = rowOf(result);
    rows.push(row);
    if (values.log !== undefined)
      appendFileSync(values.log, `${JSON.stringify({ seed, ...row })}\n`);
  }
  return rows;
}

function tell(found: FoundInput): void {
  const { target, number, kind, message } = found;
  const at = `target=${target} seed=${found.seed} input=${number}`;
  const path = writeFound(found);
  console.log(`FOUND ${kind}: ${at} ${message}; npm run fuzz -- --replay ${path}`);
}

async function replay(name: string, input: Uint8Array): Promise<number> {
  const all = [...TARGETS, ...CANARIES.map(({ target }) => target)];
  const target = all.find((one) => one.name === name);
  if (target === undefined) throw new Error(`there is no target ${name}`);
  // Some make what all of their inputs need.
  await target.seeds();
  const startedAt = performance.now();
  const { isAccepted, feature } = await verdictOf(target, input);
  const ms = (performance.now() - startedAt).toFixed(1);
  console.log(`${name}: ${isAccepted ? 'accepted' : 'refused'}, ${feature}, ${ms} ms`);
  return 0;
}

async function main(): Promise<number> {
  await useNativeCrc32c(SILENT);
  if (values.replay !== undefined) {
    const { target, input } = readKept(values.replay);
    return replay(target, input);
  }
  if (values.hex !== undefined) return replay(values.target ?? '', fromHex(values.hex));
  if (values.summary !== undefined) {
    const lines = readFileSync(values.summary, 'utf8').trim().split('\n');
    console.log(table(addedUp(lines.map((line) => JSON.parse(line) as Row))));
    return 0;
  }
  mkdirSync(FOUND, { recursive: true });
  const watchdog = startWatchdog(`${FOUND}hang-${process.pid}.hex`);
  const areCanariesFound = await findCanaries(watchdog);
  const rows = await fuzzTargets(watchdog);
  console.log(table(rows));
  const { maxRSS } = process.resourceUsage();
  console.log(`seed ${seed}, at most ${Math.round(maxRSS / 1024)} MiB resident`);
  await watchdog.stop();
  return areCanariesFound && rows.every(({ finds }) => finds === 0) ? 0 : 1;
}

process.exit(await main());
