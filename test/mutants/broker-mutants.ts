/** Bugs of replicas, coordinators and readers: answered too early, from memory, or not known any more. */
import type { Finder, Mutants } from './mutant.ts';

const swarm = (seedsMax: number): Finder => ({ kind: 'swarm', seedsMax });
const tests = (file: string, title?: string): Finder => ({
  kind: 'tests',
  file,
  ...(title === undefined ? {} : { title }),
});

export const BROKER_MUTANTS: Mutants = {
  'persisted-in-current-term': {
    what: 'a write that ends is reported with the current term instead of that of its last entry',
    rows: [18],
    edits: [
      {
        file: 'partition/replica.ts',
        search: "this.step({ kind: 'persisted', position, term }),",
        replace:
          "this.step({ kind: 'persisted', position, term: term < 0 ? term : this.raft.currentTerm }),",
      },
    ],
    finders: [swarm(20)],
  },
  'acknowledged-when-appended': {
    what: 'acks=all is answered when the leader has appended',
    rows: [3, 29],
    edits: [
      {
        file: 'broker/partition-service.ts',
        search: 'await appended.committed;',
        replace: 'appended.committed.catch(() => undefined);',
      },
    ],
    finders: [swarm(20)],
  },
  'acknowledged-by-position': {
    what: 'what is committed at the place of a batch acknowledges it, whoever wrote it',
    rows: [29],
    edits: [
      {
        file: 'partition/pending-acks.ts',
        search: 'if (log.termAt(ack.end) !== ack.term) {',
        replace: 'if (log.termAt(ack.end) === undefined) {',
      },
    ],
    finders: [swarm(40), tests('unit/partition/pending-acks.test.ts')],
  },
  'uncommitted-read': {
    what: 'a reader gets what the leader has, committed or not',
    rows: [29],
    edits: [
      {
        file: 'partition/reader.ts',
        search: 'const before = replica.highWatermark;',
        replace: 'const before = replica.logEndOffset;',
      },
    ],
    finders: [swarm(20)],
  },
  'serves-before-own-term': {
    what: 'a new leader answers before an entry of its own term is committed',
    rows: [28],
    edits: [
      {
        file: 'raft/state.ts',
        search: "raft.role.kind === 'leader' && !isBefore(raft.commitIndex, raft.role.termStart)",
        replace: "raft.role.kind === 'leader'",
      },
    ],
    finders: [swarm(20)],
  },
  'deposed-leader-answers': {
    what: '"latest" is answered from memory, without a round of a quorum',
    rows: [27],
    edits: [
      {
        file: 'broker/partition-service.ts',
        search: 'const readIndex = await replica.confirmLeadership();',
        replace: 'const readIndex = replica.commitIndex;',
      },
    ],
    finders: [swarm(40)],
  },
  'unknown-called-failed': {
    what: 'a batch that was not committed in time is said not to be written',
    rows: [40],
    edits: [
      {
        file: 'partition/pending-acks.ts',
        search:
          "'REQUEST_TIMED_OUT',\n    'The batch was not committed in time; it may or may not be written later.',",
        replace: "'NOT_LEADER_OR_FOLLOWER',\n    'The batch was not written; send it again.',",
      },
    ],
    finders: [tests('unit/partition/pending-acks.test.ts')],
  },
  'sequences-forgotten': {
    what: 'after a restart a replica does not know what producers wrote last',
    rows: [30],
    edits: [
      {
        file: 'partition/producers.ts',
        search: 'await producers.readBehind(producers.table.committedTo);',
        replace: 'await Promise.resolve();',
      },
    ],
    finders: [tests('sim/idempotence.test.ts')],
  },
  'sequences-not-truncated': {
    what: 'a truncation takes batches away, and their sequences stay',
    rows: [30],
    edits: [
      {
        file: 'partition/replica.ts',
        search: 'this.producers?.truncated(effect.to);\n        return',
        replace: 'return',
      },
    ],
    finders: [tests('sim/idempotence.test.ts')],
  },
  'sequences-not-in-base': {
    what: 'retention takes the batches that a producer state came from, and stores none',
    rows: [30],
    edits: [
      {
        file: 'partition/producers.ts',
        search: 'enforceRetention(nowMs, commitIndex, () => this.encode());',
        replace: 'enforceRetention(nowMs, commitIndex, () => this.modules.log.baseState);',
      },
    ],
    finders: [tests('sim/idempotence.test.ts')],
  },
  'commit-answered-early': {
    what: "a group's commit is answered when it is decided, not when it is committed",
    rows: [31],
    edits: [
      {
        file: 'broker/group-office.ts',
        search: 'if (last === undefined) return this.tell({ replies, events });',
        replace:
          'if (last === undefined || replies.length > 0) return this.tell({ replies, events });',
      },
    ],
    finders: [tests('sim/group-swarm.test.ts')],
  },
  'commit-of-another-leader': {
    what: 'a deposed coordinator waits on, and what a new one commits answers its waits (KAFKA-20634)',
    rows: [31],
    edits: [
      {
        file: 'broker/group-office.ts',
        search:
          'if (baseOffsetAt(batch) !== next.baseOffset || leaderEpochAt(batch) !== this.term) {',
        replace: 'if (leaderEpochAt(batch) < 0) {',
      },
      {
        file: 'broker/group-office.ts',
        search: 'appended.committed.catch((error: unknown) => this.give(reasonOf(error)));',
        replace: 'appended.committed.catch(() => undefined);',
      },
      {
        file: 'broker/group-partition.ts',
        search: 'if (this.office !== undefined && this.office.term !== term) this.leave();',
        replace: '',
      },
    ],
    finders: [tests('sim/group-fail-over.test.ts')],
  },
  'coordinator-not-loaded': {
    what: 'a new coordinator answers before it has read what was committed: no offset',
    rows: [32],
    edits: [
      {
        file: 'broker/group-partition.ts',
        search: 'await replica.appliedUpTo(replica.raft.lastPosition);',
        replace: 'await Promise.resolve();',
      },
    ],
    finders: [tests('sim/group-fail-over.test.ts')],
  },
  'offsets-of-the-living-expire': {
    what: 'the offsets of a group expire while it has members',
    rows: [33],
    edits: [
      {
        file: 'group/expire-offsets.ts',
        search: "if (group.phase.kind !== 'Empty' || group.pendingCount > 0) return true;",
        replace: '',
      },
    ],
    finders: [tests('unit/group/offsets.test.ts')],
  },
  'deposed-leader-waits': {
    what: 'a batch that only a deposed leader had waits until something is committed behind its place',
    rows: [25],
    edits: [
      {
        file: 'partition/pending-acks.ts',
        search: 'if (committedTerm === undefined || committedTerm <= ack.term) return false;',
        replace: 'if (committedTerm !== ack.term + 0.5) return false;',
      },
    ],
    finders: [tests('sim/deposed-leader.test.ts'), tests('unit/partition/pending-acks.test.ts')],
  },
  'blind-replica-waits': {
    what: 'a batch waits at a replica that is out of office and hears of no commit',
    rows: [25],
    edits: [
      {
        file: 'partition/pending-acks.ts',
        search: 'for (const ack of released) ack.refused(outOfTouch());',
        replace: 'this.waiting.push(...released);',
      },
    ],
    finders: [tests('sim/deposed-leader.test.ts')],
  },
  'blind-replica-lets-all-go': {
    what: 'a batch without a sequence is let go early, and is written twice by whoever sends it again',
    rows: [40],
    edits: [
      {
        file: 'partition/replica.ts',
        search: 'const mayRepeat = request.sequence !== undefined;',
        replace: 'const mayRepeat = request.bytes.length > 0;',
      },
    ],
    finders: [tests('sim/deposed-leader.test.ts')],
  },
  'turn-without-bound': {
    what: 'what a turn has to say to a peer counts against no bound until it is in a frame',
    rows: [47],
    edits: [
      {
        file: 'host/peer-link.ts',
        search: 'this.outboxBytes += bytes;',
        replace: 'this.outboxBytes = 0;',
      },
    ],
    finders: [tests('unit/host/peer-link.test.ts')],
  },
  'votes-fail-in-silence': {
    what: 'a broker that can store no votes any more calls itself ready',
    rows: [5],
    edits: [
      {
        file: 'broker/node.ts',
        search: 'if (votesFault !== undefined)',
        replace: 'if (votesFault === "")',
      },
    ],
    finders: [{ kind: 'swarm', firstSeed: 3210, seedsMax: 1 }, tests('sim/review.test.ts')],
  },
  'out-of-retries-for-good': {
    what: 'a consumer ends for good when the last of its retries is answered by what no retry mends',
    rows: [],
    edits: [
      {
        file: 'client/consumer/group-member.ts',
        search: 'if (retries === 0) return error;',
        replace: 'if (!error.retriable) return error;',
      },
    ],
    finders: [tests('unit/client/consumer/consumer.test.ts')],
  },
  'out-of-range-from-memory': {
    what: 'an offset beyond the end of the log is out of range, also when the next leader has it',
    rows: [27],
    edits: [
      {
        file: 'partition/reader.ts',
        search: 'if (read.offset > replica.logEndOffset) await replica.confirmLeadership();',
        replace: '',
      },
    ],
    finders: [tests('sim/stale-leader.test.ts')],
  },
  'leadership-not-said-again': {
    what: 'what a full link drops of a leadership is never said again',
    rows: [47],
    edits: [
      {
        file: 'host/peer-link.ts',
        search: "return kind === 'response' || kind === 'leadership';",
        replace: "return kind === 'response';",
      },
    ],
    finders: [tests('sim/full-link.test.ts')],
  },
  'answer-not-said-again': {
    what: 'what a full link drops of answers is waited for until its time-out',
    rows: [47],
    edits: [
      {
        file: 'host/peer-link.ts',
        search: "return kind === 'response' || kind === 'leadership';",
        replace: "return kind === 'leadership';",
      },
    ],
    finders: [tests('sim/full-link.test.ts')],
  },
  'full-link-goes-on': {
    what: 'a link without room even for what is said once drops it, and goes on',
    rows: [47],
    edits: [
      {
        file: 'host/peer-link.ts',
        search:
          "if (connection !== undefined && isSaidOnce(item)) this.hangUp('the peer takes nothing');",
        replace: '',
      },
    ],
    finders: [tests('unit/host/peer-link.test.ts')],
  },
  'search-meets-deletion': {
    what: 'a search by time beside a deletion ends in an error that nobody expects',
    rows: [44],
    edits: [
      {
        file: 'partition/reader.ts',
        search:
          'return await replica.log.findTimestamp(timestampMs, before);\n    } catch (error) {',
        replace:
          'return await replica.log.findTimestamp(timestampMs, before);\n    } catch (error) {\n      throw error;',
      },
    ],
    finders: [tests('sim/delete-records.test.ts', 'a search by')],
  },
  'cut-feed-without-credit': {
    what: 'a feed that was full and loses all of it to a truncation at its start gets no credit',
    rows: [38],
    edits: [
      {
        file: 'client/consumer/partition-feed.ts',
        search: 'if (this.follow(start.continuity, link)) this.giveCredit();',
        replace: 'this.follow(start.continuity, link);',
      },
    ],
    finders: [tests('unit/client/consumer/partition-feed.test.ts')],
  },
  'producers-by-the-wall-clock': {
    what: 'a wall clock that is set forward makes producers expire',
    rows: [30],
    edits: [
      {
        file: 'partition/producers.ts',
        search: 'this.dates = steadyDates(modules.clock);',
        replace: 'this.dates = steadyDates(modules.clock) && modules.clock;',
      },
    ],
    finders: [tests('sim/idempotence.test.ts', 'wall clock')],
  },
  'moved-before-the-watch': {
    what: 'a fetch of several partitions misses what comes while it reads another one',
    rows: [],
    edits: [
      {
        file: 'broker/several-reads.ts',
        search: 'if (replica.highWatermark > after || !replica.isServing) return done();',
        replace: '',
      },
    ],
    finders: [tests('unit/broker/several-reads.test.ts')],
  },
  'no-file-is-damage': {
    what: 'a moment without a file descriptor fails the replica of a leader for good',
    rows: [46],
    edits: [
      {
        file: 'partition/entry-sender.ts',
        search: "if (error instanceof DiskFault && error.kind === 'too-many-files') return;",
        replace: '',
      },
    ],
    finders: [tests('unit/partition/entry-sender.test.ts')],
  },
};
