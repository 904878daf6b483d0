import { describe, expect, test } from 'vitest';
import { LeadershipTable, type Leadership } from '../../../src/host/leadership-table.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import { groupKey } from '../../../src/model/topic-partition.ts';

const GROUP = { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'), partition: 3 };
const KEY = groupKey(GROUP);

function row(termNumber: number, leader?: number, inSync: readonly number[] = []): Leadership {
  return {
    group: GROUP,
    term: term(termNumber),
    leader: leader === undefined ? undefined : nodeId(leader),
    inSync: inSync.map(nodeId),
  };
}

describe('the leadership table', () => {
  test('the highest term wins, whoever says it and whenever it comes', () => {
    const table = new LeadershipTable();
    expect(table.learn(row(3, 1, [1, 2]))).toBe(true);
    expect(table.learn(row(2, 2, [2]))).toBe(false);
    expect(table.get(KEY)?.leader).toBe(1);
    expect(table.learn(row(4, 3))).toBe(true);
    expect(table.get(KEY)?.leader).toBe(3);
  });

  test('a follower that knows the leader does not wipe out what the leader said of its in-sync set', () => {
    const table = new LeadershipTable();
    table.learn(row(3, 1, [1, 2, 3]));
    expect(table.learn(row(3, 1))).toBe(false);
    expect(table.get(KEY)?.inSync).toEqual([1, 2, 3]);
    expect(table.learn(row(3, 1, [1, 2]))).toBe(true);
    expect(table.get(KEY)?.inSync).toEqual([1, 2]);
  });

  test('a term without a leader does not unseat the leader of the same term, but that of an earlier one', () => {
    const table = new LeadershipTable();
    table.learn(row(3, 1, [1]));
    expect(table.learn(row(3))).toBe(false);
    expect(table.learn(row(4))).toBe(true);
    expect(table.get(KEY)?.leader).toBeUndefined();
  });

  test('a leader that cannot be reached is disowned, and believed again when it says so again', () => {
    const table = new LeadershipTable();
    table.learn(row(3, 1, [1, 2]));
    table.disown(KEY, nodeId(2));
    expect(table.get(KEY)?.leader).toBe(1);
    table.disown(KEY, nodeId(1));
    expect(table.get(KEY)?.leader).toBeUndefined();
    expect(table.learn(row(3, 1, [1, 2]))).toBe(true);
    expect(table.get(KEY)?.leader).toBe(1);
  });

  test('listeners hear news only, until they stop', () => {
    const table = new LeadershipTable();
    const heard: number[] = [];
    const stop = table.onNews((news) => heard.push(news.term));
    table.learn(row(3, 1));
    table.learn(row(3, 1));
    stop();
    table.learn(row(4, 1));
    expect(heard).toEqual([3]);
  });
});
