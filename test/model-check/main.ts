/**
 * `npm run model-check [-- WORLD...] [--seconds N] [--states N] [--breadth-first] [--planted]`: a line with figures for
 * each world, or for each planted bug. Exit code 1 when a property does not hold, or a planted bug is not found.
 */
import { commandLine } from '../support/command-line.ts';
import { PLANTED_BUGS, withPlanted } from './planted.ts';
import { search, type SearchOptions, type SearchResult } from './search.ts';
import { WORLDS } from './worlds.ts';

const { values, positionals } = commandLine({
  usage: `npm run model-check [-- WORLD...] [--seconds N] [--states N] [--breadth-first] [--planted]

  --seconds N, --states N  for each world, then it is stopped (default 120, 5000000)
  --breadth-first          the shortest way to each state; needs more memory
  --planted                known bugs, each in its world: all must be found

Worlds: ${Object.keys(WORLDS).join(', ')}
Planted bugs: ${Object.keys(PLANTED_BUGS).join(', ')}`,
  takesNames: true,
  options: {
    states: { type: 'string', default: '5000000' },
    seconds: { type: 'string', default: '120' },
    'breadth-first': { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
  },
});
const options: SearchOptions = {
  statesMax: Number(values.states),
  secondsMax: Number(values.seconds),
  order: values['breadth-first'] ? 'breadth-first' : 'depth-first',
};

function checkWorld(name: string): boolean {
  const { what, bounds } = WORLDS[name]!;
  const result = search(bounds, options);
  console.log(`${name} | ${what} | ${figuresOf(result)}`);
  if (result.violation === undefined) return true;
  const shortest = search(bounds, { ...options, order: 'breadth-first' }).violation;
  const { message, way } = shortest ?? result.violation;
  console.log(`VIOLATION: ${message}`);
  for (const [i, line] of way.entries()) console.log(`[${String(i + 1).padStart(4)}] ${line}`);
  return false;
}

async function checkPlanted(name: string): Promise<boolean> {
  const bug = PLANTED_BUGS[name]!;
  const { bounds } = WORLDS[bug.world]!;
  const found = await withPlanted(bug, (core) => search(bounds, { ...options, core }));
  const message = found.violation?.message ?? 'NOT FOUND';
  const { states, seconds, depth } = found;
  console.log(
    `${name} | ${bug.what} | ${bug.world} | ${message} | ${states} | ${depth} | ${seconds.toFixed(1)}`,
  );
  return message.includes(bug.breaks);
}

function figuresOf(result: SearchResult): string {
  const { isComplete, states, transitions, depth, frontier, seconds } = result;
  return [
    isComplete ? 'completed' : 'stopped',
    `${states} states (${result.kernels} without what was sent, ${result.serverStates} of a server)`,
    `${transitions} transitions`,
    `depth ${depth}`,
    `frontier ${frontier}`,
    `${result.voidTried} void answers tried`,
    `${seconds.toFixed(1)} s`,
    `${Math.round(states / seconds)} states/s`,
  ].join(' | ');
}

async function main(): Promise<number> {
  const table = values.planted ? PLANTED_BUGS : WORLDS;
  const names = positionals.length > 0 ? positionals : Object.keys(table);
  const unknown = names.find((name) => table[name] === undefined);
  if (unknown !== undefined) {
    console.error(`There is no "${unknown}". Choose from: ${Object.keys(table).join(', ')}.`);
    return 1;
  }
  let exitCode = 0;
  for (const name of names) {
    const isGood = values.planted ? await checkPlanted(name) : checkWorld(name);
    if (!isGood) exitCode = 1;
  }
  return exitCode;
}

process.exit(await main());
