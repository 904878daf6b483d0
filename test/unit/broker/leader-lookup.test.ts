// Goal: who waits for a leader gets it as soon as it is known, in the order of asking, and never waits without bound.
import { describe, expect, test } from 'vitest';
import { LeaderLookup } from '../../../src/broker/leader-lookup.ts';
import { LeadershipTable } from '../../../src/host/leadership-table.ts';
import type { BrokerError } from '../../../src/model/errors.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import { simulatedWorld, sleep } from '../../support/worlds.ts';

const GROUP = { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'), partition: 0 };
const OTHER = { ...GROUP, partition: 1 };

function rig() {
  const world = simulatedWorld();
  const table = new LeadershipTable();
  const lookup = new LeaderLookup(table, world.clock);
  const learn = (leader: number | undefined, atTerm = 1, group = GROUP): void => {
    const row = { group, term: term(atTerm), inSync: [] };
    table.learn({ ...row, leader: leader === undefined ? undefined : nodeId(leader) });
  };
  const find = (waitMs: number, group = GROUP): Promise<string> =>
    lookup.find(group, waitMs, 'orders/0').then(
      (leader) => `leader ${leader}`,
      (error: BrokerError) => error.errorName,
    );
  return { ...world, lookup, learn, find };
}

describe('a leader', () => {
  test('that is known is there at once', async () => {
    const { learn, find, lookup, run } = rig();
    learn(2);
    expect(lookup.known(GROUP)).toBe(2);
    expect(await run(() => find(0))).toBe('leader 2');
  });

  test('that becomes known lets everyone go, in the order in which they came', async () => {
    const { learn, find, run } = rig();
    const order: number[] = [];
    const waiting = [0, 1, 2, 3].map((n) => find(1000).then(() => order.push(n)));
    learn(undefined, 2);
    expect(order).toEqual([]);
    learn(3, 3);
    await run(() => Promise.all(waiting));
    expect(order).toEqual([0, 1, 2, 3]);
  });

  test('of another group lets nobody go', async () => {
    const { learn, find, run } = rig();
    const waiting = find(100);
    learn(3, 1, OTHER);
    expect(await run(() => waiting)).toBe('LEADER_NOT_AVAILABLE');
  });

  test('that does not come in time is a retriable refusal with a next step; later news harms nobody', async () => {
    const { learn, lookup, run, clock } = rig();
    const waiting = lookup.find(GROUP, 1200, 'orders/0');
    const refused = expect(run(() => waiting)).rejects.toMatchObject({
      errorName: 'LEADER_NOT_AVAILABLE',
      message: 'orders/0 has no leader at the moment; try again in a second.',
    });
    await refused;
    learn(1);
    await run(() => sleep(clock, 10));
  });

  test('is waited for by so many and no more; whoever is beyond is refused, not thrown at', async () => {
    const { learn, find, run } = rig();
    const waiting = Array.from({ length: 10_000 }, () => find(1000));
    expect(await run(() => find(1000))).toBe('THROTTLING_QUOTA_EXCEEDED');
    learn(1);
    expect(new Set(await run(() => Promise.all(waiting)))).toEqual(new Set(['leader 1']));
    const late = find(1000, OTHER);
    learn(2, 1, OTHER);
    expect(await run(() => late)).toBe('leader 2');
  });
});
