// Goal: majorities, simple and joint. Method: small cases by hand, and all subsets of five against counting.
import { describe, expect, it } from 'vitest';
import { position, showPosition } from '../../../src/model/position.ts';
import { countVotes, isQuorum, membersOf, quorumPosition } from '../../../src/raft/quorum.ts';
import { configurationFrom } from '../../support/raft-logs.ts';
import { voters } from '../../support/raft-world.ts';

describe('majorities', () => {
  it('of five are three or more, whichever they are', () => {
    for (let subset = 0; subset < 32; subset += 1) {
      const has = (id: number): boolean => (subset & (1 << (id - 1))) !== 0;
      const count = [1, 2, 3, 4, 5].filter(has).length;
      expect(isQuorum(voters(1, 2, 3, 4, 5), ({ nodeId }) => has(nodeId))).toBe(count >= 3);
    }
  });

  it('of a joint configuration are two majorities', () => {
    const joint = configurationFrom('1,2,3>3,4,5');
    const quorum = (...ids: number[]): boolean =>
      isQuorum(joint, ({ nodeId }) => ids.includes(nodeId));
    expect([quorum(1, 2, 3), quorum(3, 4, 5), quorum(2, 3, 4), quorum(1, 2, 4, 5)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('of nobody there is none', () => {
    expect(isQuorum(voters(), () => true)).toBe(false);
  });

  it('are lost as soon as they cannot be had any more', () => {
    const ballot = (answers: Record<number, boolean>): string =>
      countVotes(voters(1, 2, 3, 4), ({ nodeId }) => answers[nodeId]);
    expect(ballot({ 1: true, 2: true })).toBe('open');
    expect(ballot({ 1: true, 2: true, 3: true })).toBe('won');
    expect(ballot({ 1: true, 2: false })).toBe('open');
    expect(ballot({ 1: false, 2: false })).toBe('lost');
  });

  it.each([
    { configuration: '1', matches: [7], quorum: 7 },
    { configuration: '1,2', matches: [7, 3], quorum: 3 },
    { configuration: '1,2,3', matches: [7, 3, 5], quorum: 5 },
    { configuration: '1,2,3,4', matches: [7, 3, 5, 4], quorum: 4 },
    { configuration: '1,2,3>3,4,5', matches: [9, 8, 1, 7, 6], quorum: 6 },
    { configuration: '1,2,3+4', matches: [7, 3, 5, 99], quorum: 5 },
  ])('$configuration with $matches have reached $quorum', ({ configuration, matches, quorum }) => {
    const reached = quorumPosition(configurationFrom(configuration), ({ nodeId }) =>
      position(matches[nodeId - 1]!, 0),
    );
    expect(showPosition(reached)).toBe(`(${quorum},0)`);
  });

  it('members are named once', () => {
    const ids = membersOf(configurationFrom('1,2,3>2,3,4+5')).map(({ nodeId }) => Number(nodeId));
    expect(ids.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });
});
