/** Somebody who commits 1, 2, 3, ... for a group of his own, and asks any broker what is committed. */
import type { BrokerError } from '../../model/errors.ts';
import { CommitLedger } from '../checkers/group-offset-monotone.ts';
import { checkRefusal, pause, TOPIC, within, type SwarmWorld } from './world.ts';

/** Longer than a commit takes whose coordinator is cut off. */
const ANSWER_MS_MAX = 9000;
/** Outcomes after which a commit may still be carried out later, overtaken by its own repetition. */
const MAY_COME_LATE = new Set(['NETWORK_EXCEPTION', 'REQUEST_TIMED_OUT']);

export async function commitForEver(world: SwarmWorld, number: number): Promise<void> {
  const random = world.simulation.random(`swarm/committer-${number}`);
  const ledger = new CommitLedger(`ledger-${number}`);
  world.ledgers.push(ledger);
  while (!world.isOver) {
    await commit(world, ledger);
    await pause(world, world.pace * random.integer(10, 300));
    // The next commit would hide that this one was lost.
    if (random.chance(0.3)) await fetchCommitted(world, ledger);
  }
}

async function commit(world: SwarmWorld, ledger: CommitLedger): Promise<void> {
  const broker = world.fleet.pick(world.simulation.random('swarm/committers'));
  if (broker === undefined) return;
  ledger.tried = ledger.acknowledged + 1;
  const offset = ledger.tried;
  const request = {
    kind: 'commit-offsets',
    groupId: ledger.name,
    generationId: -1,
    memberId: '',
    offsets: [{ topic: TOPIC, partition: 0, offset, metadata: '' }],
  } as const;
  const outcome = await within(
    world,
    broker.group(request).then(
      ({ partitions }) => partitions[0]!.error ?? 'done',
      (error: unknown) => refusalOf(error, 'commit'),
    ),
    ANSWER_MS_MAX,
  );
  if (outcome === 'done') ledger.acknowledged = offset;
  else if (outcome === undefined || MAY_COME_LATE.has(outcome)) ledger.mayComeLate.add(offset);
}

/** False: there was no answer. */
export async function fetchCommitted(world: SwarmWorld, ledger: CommitLedger): Promise<boolean> {
  const broker = world.fleet.pick(world.simulation.random('swarm/committers'));
  if (broker === undefined) return false;
  const { acknowledged } = ledger;
  const partitions = [{ topic: TOPIC, partition: 0 }];
  const answer = await within(
    world,
    broker.group({ kind: 'fetch-offsets', groupId: ledger.name, partitions }).then(
      ({ offsets }) => offsets[0]!.offset ?? 0,
      (error: unknown) => refusalOf(error, 'fetch of offsets'),
    ),
    ANSWER_MS_MAX,
  );
  if (typeof answer !== 'number') return false;
  world.checks.groupOffsetMonotone.fetched(ledger, answer, acknowledged);
  return true;
}

function refusalOf(error: unknown, what: string): string {
  checkRefusal(error, what);
  return (error as BrokerError).errorName;
}
