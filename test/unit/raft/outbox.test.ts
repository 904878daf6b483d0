// Goal: effects come in order, and messages that wait are bounded. Method: the outbox alone.
import { describe, expect, it } from 'vitest';
import { nodeId, term } from '../../../src/model/ids.ts';
import type { HardState } from '../../../src/model/log-entry.ts';
import { covers, Outbox } from '../../../src/raft/outbox.ts';
import { entryFrom, positionFrom } from '../../support/raft-logs.ts';
import { success, vote } from '../../support/raft-messages.ts';

function hardState(currentTerm: number, votedFor?: number): HardState {
  return {
    currentTerm: term(currentTerm),
    votedFor: votedFor === undefined ? undefined : nodeId(votedFor),
  };
}

describe('Outbox', () => {
  it('a hard state covers those before it, and itself', () => {
    expect(covers(hardState(2), hardState(1, 1))).toBe(true);
    expect(covers(hardState(2, 1), hardState(2))).toBe(true);
    expect(covers(hardState(2, 1), hardState(2, 1))).toBe(true);
    expect(covers(hardState(2), hardState(2, 1))).toBe(false);
    expect(covers(hardState(1, 1), hardState(2))).toBe(false);
  });

  it('a newer message of a kind to the same peer replaces the waiting one', () => {
    const outbox = new Outbox();
    for (let i = 0; i < 1000; i += 1) {
      const to = nodeId(i % 3);
      outbox.withhold({ to, message: success(1, `(${i},0)`), needs: hardState(1) });
      outbox.withhold({ to, message: vote(1, true), needs: hardState(1) });
    }
    expect(outbox.withheldCount).toBe(6);
    outbox.release(hardState(0));
    expect(outbox.drain()).toEqual([]);
    outbox.release(hardState(1));
    expect(outbox.drain()).toHaveLength(6);
    expect(outbox.withheldCount).toBe(0);
  });

  it('appends of one drain join, but not across a truncation; only the latest hard state is written', () => {
    const outbox = new Outbox();
    outbox.persistHardState(hardState(1));
    outbox.append(entryFrom('1', positionFrom('(0,0)')));
    outbox.append(entryFrom('1', positionFrom('(1,0)')));
    outbox.truncate(positionFrom('(1,0)'));
    outbox.persistHardState(hardState(2));
    outbox.append(entryFrom('2', positionFrom('(1,0)')));
    expect(outbox.drain()).toMatchObject([
      { kind: 'append', entries: [{ term: 1 }, { term: 1 }] },
      { kind: 'truncate' },
      { kind: 'persist-hard-state', hardState: { currentTerm: 2 } },
      { kind: 'append', entries: [{ term: 2 }] },
    ]);
    expect(outbox.drain()).toEqual([]);
  });
});
