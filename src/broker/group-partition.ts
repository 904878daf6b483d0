/**
 * One replica of a partition of `__consumer_offsets`: the image of what its log says, on every replica, and on the leader
 * the coordinator of its groups.
 *
 *   follower --leads, term-start committed--> loading --all of its log applied--> in office --role, append lost--> ...
 *
 * Reads confirm leadership first and wait until what was committed by then is applied: a deposed leader answers none.
 */
import { BrokerError, type ErrorName } from '../model/errors.ts';
import type { Term, Uuid } from '../model/ids.ts';
import { groupKey, type GroupId } from '../model/topic-partition.ts';
import { GroupImage } from '../group/image.ts';
import type { Host } from '../host/host.ts';
import type { Replica } from '../partition/replica.ts';
import type { StateMachine } from '../partition/state-machine.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Random } from '../platform/random.ts';
import { iterateRecords } from '../record/records.ts';
import { GroupOffice, type GroupObserver, type GroupOfficeOptions } from './group-office.ts';

export interface GroupPartitionModules {
  readonly clock: Clock;
  readonly random: Random;
  readonly host: Host;
  readonly logger: Logger;
  readonly observer: GroupObserver;
  /** Resolves when this broker's metadata has everything that was committed before the call. */
  readonly metadataCaughtUp: () => Promise<void>;
  readonly topicId: (name: string) => Uuid | undefined;
}

const CATCH_UP_RETRY_MS = 1000;

export class GroupPartition implements StateMachine {
  readonly group: GroupId;
  private readonly options: GroupOfficeOptions;
  private readonly modules: GroupPartitionModules;
  private committed = new GroupImage();
  private office: GroupOffice | undefined;
  private loadingTerm: Term | undefined;
  /** While the metadata may be older than what earlier coordinators knew; see `lookForDeletedTopics`. */
  private deletedMeanwhile: Set<string> | undefined;
  private catchUpRetry: Timer | undefined;
  /** Who waits until this replica is in office, or does not lead any more. */
  private readonly waiting = new Set<() => void>();

  constructor(group: GroupId, options: GroupOfficeOptions, modules: GroupPartitionModules) {
    this.group = group;
    this.options = options;
    this.modules = modules;
  }

  /** As far as this replica has heard. Replaced when a snapshot comes in, so never keep it. */
  get image(): GroupImage {
    return this.committed;
  }

  apply(batch: Uint8Array): void {
    for (const { key, value } of iterateRecords(batch)) {
      this.committed.replay(key ?? NO_BYTES, value);
    }
    this.office?.applied(batch);
  }

  snapshot(): Uint8Array {
    return this.committed.snapshot();
  }

  restore(state: Uint8Array): void {
    this.committed = GroupImage.fromSnapshot(state);
  }

  officeChanged(): void {
    const replica = this.replicaInOffice();
    const term = replica?.raft.currentTerm;
    if (this.office !== undefined && this.office.term !== term) this.leave();
    if (this.replica()?.isLeader !== true) this.wakeWaiting();
    if (replica === undefined || this.office !== undefined || this.loadingTerm === term) return;
    void this.load(replica, replica.raft.currentTerm);
  }

  /** Throws NOT_COORDINATOR, or COORDINATOR_LOAD_IN_PROGRESS. */
  inOffice(): GroupOffice {
    if (this.office !== undefined && this.replicaInOffice()?.raft.currentTerm === this.office.term)
      return this.office;
    if (this.replica()?.isLeader) throw new BrokerError('COORDINATOR_LOAD_IN_PROGRESS');
    throw new BrokerError('NOT_COORDINATOR');
  }

  /** Resolves when there is no loading to wait for any more, or after `msMax`. */
  async loaded(msMax: number): Promise<void> {
    const isLoading = this.office === undefined && this.replica()?.isLeader === true;
    if (!isLoading) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        timer.cancel();
        this.waiting.delete(wake);
        resolve();
      };
      const timer = this.modules.clock.setTimer(msMax, wake);
      this.waiting.add(wake);
    });
  }

  /** For reads: by then the image has everything that was acknowledged before the call, by whichever coordinator. */
  async confirmedInOffice(): Promise<GroupOffice> {
    this.inOffice();
    const replica = this.replica()!;
    try {
      await replica.appliedUpTo(await replica.confirmLeadership());
    } catch (error) {
      throw asCoordinatorError(error);
    }
    return this.inOffice();
  }

  /** Undefined: not here, or not yet. */
  get officeIfAny(): GroupOffice | undefined {
    return this.office;
  }

  /** As this broker's metadata says by now; called for every change of it, before the next one is replayed. */
  topicsDeleted(names: readonly string[]): void {
    for (const name of names) {
      if (this.deletedMeanwhile === undefined) this.office?.topicDeleted(name);
      else this.deletedMeanwhile.add(name);
    }
  }

  private async load(replica: Replica, term: Term): Promise<void> {
    this.loadingTerm = term;
    try {
      // Its term-start and what came before; after an office of the same term, also what that one has appended.
      await replica.appliedUpTo(replica.raft.lastPosition);
    } catch {
      // The replica has failed or stops: then nobody loads.
      return;
    } finally {
      if (this.loadingTerm === term) this.loadingTerm = undefined;
    }
    const isInOffice = this.replicaInOffice() === replica && replica.raft.currentTerm === term;
    if (isInOffice && this.office === undefined) this.takeOffice(replica);
    else this.officeChanged();
  }

  private takeOffice(replica: Replica): void {
    const { clock, random, observer, logger } = this.modules;
    const partition = replica.options.name;
    const office = new GroupOffice(replica, this.committed, this.options, {
      clock,
      random,
      observer,
      ended: (reason) => {
        logger.warn('group-coordinator-ended', { partition, reason });
        if (this.office === office) this.leave();
        this.officeChanged();
      },
    });
    this.office = office;
    logger.info('group-coordinator-ready', { partition, groups: this.committed.groupIds.size });
    this.deletedMeanwhile = new Set();
    void this.lookForDeletedTopics(office, this.deletedMeanwhile);
    this.wakeWaiting();
  }

  private wakeWaiting(): void {
    for (const wake of [...this.waiting]) wake();
  }

  private leave(): void {
    this.office?.end();
    this.office = undefined;
    this.deletedMeanwhile = undefined;
    this.catchUpRetry?.cancel();
  }

  /**
   * Offsets of topics that are gone must go, or a topic made anew under such a name would be read from an old place. But
   * metadata that lags may not know a topic yet whose offsets an earlier coordinator has taken. So first it catches up
   * with what was committed after this office began: what it does not know then was deleted, and every deletion that
   * it replays from then on is later than every offset here, since no offset of an unknown topic is taken.
   */
  private async lookForDeletedTopics(office: GroupOffice, meanwhile: Set<string>): Promise<void> {
    const { clock, metadataCaughtUp, topicId } = this.modules;
    try {
      await metadataCaughtUp();
    } catch {
      if (this.office !== office) return;
      this.catchUpRetry = clock.setTimer(CATCH_UP_RETRY_MS, () => {
        void this.lookForDeletedTopics(office, meanwhile);
      });
      return;
    }
    if (this.office !== office) return;
    this.deletedMeanwhile = undefined;
    for (const { topic } of this.committed.allOffsets()) meanwhile.add(topic);
    for (const name of meanwhile) if (topicId(name) === undefined) office.topicDeleted(name);
  }

  private replica(): Replica | undefined {
    return this.modules.host.replica(groupKey(this.group));
  }

  private replicaInOffice(): Replica | undefined {
    const replica = this.replica();
    return replica?.isServing === true ? replica : undefined;
  }
}

const NO_BYTES = new Uint8Array();

const COORDINATOR_WORDS: Partial<Record<ErrorName, ErrorName>> = {
  NOT_LEADER_OR_FOLLOWER: 'NOT_COORDINATOR',
  KAFKA_STORAGE_ERROR: 'NOT_COORDINATOR',
  LEADER_NOT_AVAILABLE: 'COORDINATOR_NOT_AVAILABLE',
};

/** What a partition says, as a client of groups understands it. */
export function asCoordinatorError(error: unknown): unknown {
  if (!(error instanceof BrokerError)) return error;
  const name = COORDINATOR_WORDS[error.errorName];
  return name === undefined ? error : new BrokerError(name, error.message);
}
