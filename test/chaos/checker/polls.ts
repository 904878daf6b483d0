/** What one reader polls of one log has consecutive offsets, unless it was put elsewhere in between. */
import type { Event, Run } from '../history.ts';
import type { Violation } from './violation.ts';

type Kinds = readonly [skip: Violation['kind'], back: Violation['kind']];

const INTERNAL: Kinds = ['internal-poll-skip', 'internal-nonmonotonic-poll'];
const EXTERNAL: Kinds = ['poll-skip', 'nonmonotonic-poll'];

export function findPollFaults(history: readonly Event[]): Violation[] {
  const violations: Violation[] = [];
  /** By process, by log: the offset that comes next, where that is known. */
  const positions = new Map<string, Map<string, number>>();
  for (const event of history) {
    if (event.kind !== 'positioned' && event.kind !== 'polled') continue;
    const { process } = event;
    const position = positions.get(process) ?? new Map<string, number>();
    positions.set(process, position);
    if (event.kind === 'positioned') {
      if (event.log === undefined) position.clear();
      else if (event.offset === undefined) position.delete(event.log);
      else position.set(event.log, event.offset);
      continue;
    }
    const { log, runs } = event;
    for (const [at, run] of runs.entries()) {
      const fault = faultOf(run, position.get(log), at === 0 ? EXTERNAL : INTERNAL);
      if (fault !== undefined) violations.push({ ...fault, log, text: `${process} ${fault.text}` });
      position.set(log, run.offset + run.ids.length);
    }
  }
  return violations;
}

function faultOf(
  { offset }: Run,
  expected: number | undefined,
  [skip, back]: Kinds,
): Pick<Violation, 'kind' | 'text'> | undefined {
  if (expected === undefined || offset === expected) return undefined;
  return { kind: offset > expected ? skip : back, text: `polled ${offset} after ${expected - 1}` };
}
