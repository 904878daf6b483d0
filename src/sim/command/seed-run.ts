/** One seed, measured; what nobody waits for and nobody catches would end a broker's process, and so it fails the seed. */
import { runSwarm, type SwarmRun } from '../swarm/swarm.ts';
import type { SeedResult } from './journal.ts';
import { fastTurns, settle } from './turns.ts';

/** So many of all seeds are run twice, the second time one event a turn of the event loop. */
const REPEAT_EVERY = 50;

/** With the run itself, for those who want its trace. */
export async function runSeed(seed: number): Promise<{ result: SeedResult; run: SwarmRun }> {
  const { run, cpuMs } = await measured(() => runSwarm({ seed, settle: fastTurns() }));
  const { outcome, traceHash: hash } = run;
  const once = { seed, cpuMs, hash, outcome };
  if (seed % REPEAT_EVERY !== 0 || 'failure' in outcome) return { result: once, run };
  const second = await measured(() => runSwarm({ seed, settle }));
  const result = { ...once, repeatCpuMs: second.cpuMs };
  if (second.run.traceHash === hash) return { result, run };
  const failure = 'a second run went another way';
  return { result: { ...result, outcome: { failure } }, run };
}

async function measured(
  work: () => Promise<SwarmRun>,
): Promise<{ readonly run: SwarmRun; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const run = await work();
  const { user, system } = process.cpuUsage(before);
  return { run, cpuMs: Math.round((user + system) / 1000) };
}
