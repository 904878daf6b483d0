/** A replica that is its own majority, on a log in memory and in virtual time: for what stands on a replica. */
import { nodeId, uuid } from '../../src/model/ids.ts';
import { Producers } from '../../src/partition/producers.ts';
import { Replica } from '../../src/partition/replica.ts';
import type { StateMachine } from '../../src/partition/state-machine.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { openHardStateStore } from '../../src/storage/hard-state-store.ts';
import { MemoryLog } from '../../src/storage/memory-log.ts';
import { configurationOf, GROUP, SILENT } from './log-entries.ts';
import { batchOf } from './sim-broker.ts';
import { simulatedWorld, type SimulatedWorld } from './worlds.ts';

export interface LoneReplica extends SimulatedWorld {
  readonly log: MemoryLog;
  readonly replica: Replica;
  /** Appends a batch of so many records. Durable, and so committed, at the next `sync`. */
  readonly append: (
    records: number,
    wait?: { deadlineMs: number; replicasMin: number },
  ) => Promise<void>;
  /** Everything so far is durable; resolves when the core has heard of it and acted. */
  readonly sync: () => Promise<void>;
}

export const PRODUCER_EXPIRATION_MS = 60_000;
const TICKS = { electionTicksMin: 30, electionTicksMax: 60, heartbeatTicks: 5 };
const WINDOWS = {
  appendBytesMax: 1 << 20,
  inflightBytesMax: 1 << 23,
  inflightMessagesMax: 100,
  hasBeats: false,
};

/** Leads, and has committed its term-start. */
export async function loneReplica(
  options: { stateMachine?: StateMachine } = {},
  world: SimulatedWorld = simulatedWorld(),
): Promise<LoneReplica> {
  const { clock } = world;
  const log = new MemoryLog({ bootstrap: configurationOf(1), isSyncedByHand: true });
  const disk = new SimDisk();
  await disk.makeDirectory('/data');
  const producers = await Producers.load(
    { expirationMs: PRODUCER_EXPIRATION_MS, checkpointEveryBytes: 1 << 20 },
    { log, clock, logger: SILENT },
  );
  const replica = new Replica(
    {
      group: GROUP,
      name: 'orders/0',
      self: { nodeId: nodeId(1), directoryId: uuid('AAAAAAAAAAAAAAAAAAAABA') },
      raft: { ...TICKS, ...WINDOWS, drawElectionTicks: () => 40 },
      lagTicksMax: 1500,
      uncommittedBytesMax: 100_000,
      waitersMax: 10,
      snapshotEveryBytes: 1 << 20,
    },
    {
      log,
      logger: SILENT,
      clock,
      ...(options.stateMachine === undefined ? { producers } : {}),
      hardState: await openHardStateStore({
        disk,
        path: '/data/hard-state',
        logger: SILENT,
        create: true,
      }),
      send: () => undefined,
      sendBeat: () => undefined,
      leadershipChanged: () => undefined,
      observer: {
        elected: () => undefined,
        committedAfter: () => undefined,
        appended: () => undefined,
      },
      ...options,
    },
  );
  const sync = async (): Promise<void> => {
    await world.simulation.runFor(0);
    log.sync();
    await world.simulation.runFor(0);
  };
  const append: LoneReplica['append'] = (records, wait) => {
    const bytes = batchOf(...Array.from({ length: records }, (_, n) => `value ${n}`));
    return replica.append({ bytes, offsetCount: records, wait }).committed;
  };
  replica.step({ kind: 'campaign-requested' });
  for (let turn = 0; turn < 5; turn += 1) await sync();
  return { ...world, log, replica, append, sync };
}
