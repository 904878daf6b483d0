// Goal: whoever waits on a replica hears of its end. Method: a replica that is its own majority, whose syncs the test decides.
import { describe, expect, test } from 'vitest';
import type { BrokerError } from '../../../src/model/errors.ts';
import { loneReplica } from '../../support/lone-replica.ts';

async function nameOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: BrokerError) => error.errorName ?? String(error),
  );
}

const JOURNAL = {
  apply: () => undefined,
  snapshot: () => new Uint8Array(),
  restore: () => undefined,
};

describe('whoever waits', () => {
  test('for a commit learns it when the batch is synced, not before', async () => {
    const rig = await loneReplica();
    const deadlineMs = rig.clock.monotonic() + 1000;
    let outcome = 'none yet';
    void nameOf(rig.append(1, { deadlineMs, replicasMin: 1 })).then((name) => (outcome = name));
    await rig.simulation.runFor(0);
    expect(outcome).toBe('none yet');
    await rig.sync();
    expect(outcome).toBe('done');
  });

  test('for a commit, or for the state machine, hears it when the replica fails', async () => {
    const rig = await loneReplica({ stateMachine: JOURNAL });
    const deadlineMs = rig.clock.monotonic() + 1000;
    const acknowledged = nameOf(rig.append(1, { deadlineMs, replicasMin: 1 }));
    const applied = nameOf(rig.replica.appliedUpTo(rig.replica.raft.lastPosition));
    rig.replica.fail('a test');
    expect(await acknowledged).toBe('REQUEST_TIMED_OUT');
    expect(await applied).toBe('KAFKA_STORAGE_ERROR');
    const { lastPosition } = rig.replica.raft;
    expect(await nameOf(rig.replica.appliedUpTo(lastPosition))).toBe('KAFKA_STORAGE_ERROR');
  });

  test('for the state machine is let go when it has applied that much', async () => {
    const rig = await loneReplica({ stateMachine: JOURNAL });
    void rig.append(1);
    const { lastPosition } = rig.replica.raft;
    let isApplied = false;
    void rig.replica.appliedUpTo(lastPosition).then(() => (isApplied = true));
    await rig.simulation.runFor(0);
    expect(isApplied).toBe(false);
    await rig.sync();
    expect(isApplied).toBe(true);
  });

  test('to append beyond the bound of uncommitted bytes is refused before anything is written', async () => {
    const rig = await loneReplica();
    const append = (): void => void rig.append(100);
    expect(() => {
      for (;;) append();
    }).toThrow(/bytes that are not committed yet/);
    const { nextOffset } = rig.replica.raft.lastPosition;
    expect(nextOffset % 100).toBe(0);
    await rig.sync();
    append();
    expect(rig.replica.raft.lastPosition.nextOffset).toBe(nextOffset + 100);
  });
});
