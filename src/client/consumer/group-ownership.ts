/**
 * Partitions from a consumer group, one generation after the other: join, fetch the committed offsets, consume; and when
 * the group rebalances hand everything back: no new batches, the handlers at work may finish as long as the group waits
 * for us, what they resolved is committed, and only then the group is joined again.
 */
import type { JoinedMember, OffsetToCommit, SyncGroupRequest } from '../../group/requests.ts';
import { BrokerError } from '../../model/errors.ts';
import type { Term } from '../../model/ids.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { deferred } from '../deferred.ts';
import { protocolError } from '../error-mapping.ts';
import { KafkaJSError, KafkaJSNonRetriableError } from '../errors.ts';
import type { Assigner, Assignment } from '../types/consumer.ts';
import type { Offsets } from '../types/producer.ts';
import { decodeMemberAssignment, decodeMemberMetadata } from './assigner-protocol.ts';
import { PartitionAssigners } from './assigners.ts';
import { Committer } from './committer.ts';
import { asKafkaJSError, type ConsumerContext } from './consumer-context.ts';
import type { Consumption, PartitionStart } from './consumption.ts';
import { typeOf } from './error-type.ts';
import { GroupMember } from './group-member.ts';
import type { Generation } from './membership.ts';
import type { Ownership, OwnershipHost, OwnershipOptions } from './ownership.ts';
import { groupByTopic, PartitionMap } from './partition-map.ts';
import type { TopicsChange } from './subscribed-topics.ts';

/** A generation at work. */
interface Turn {
  readonly generation: Generation;
  readonly consumption: Consumption;
  readonly committer: Committer;
}

/** The member finds its generation over, and does what is to be done. */
const MEMBER_ERRORS = new Set([
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'FENCED_INSTANCE_ID',
  'REBALANCE_IN_PROGRESS',
]);

export class GroupOwnership implements Ownership {
  private readonly options: OwnershipOptions;
  private readonly context: ConsumerContext;
  private readonly host: OwnershipHost;
  private readonly groupId: string;
  private readonly member: GroupMember;
  private readonly assigners: readonly Assigner[];
  private readonly firstTurn = deferred<void>();
  private joiningSinceMs = 0;
  /** Whose committed offsets are being fetched. */
  private adopting: Generation | undefined;
  private turn: Turn | undefined;
  private stopping: Promise<void> | undefined;

  constructor(options: OwnershipOptions) {
    this.options = options;
    const { context, config, host } = options;
    this.context = context;
    this.host = host;
    this.groupId = config.groupId!;
    const { cluster, logger, settings } = context;
    const { partitionAssigners = [PartitionAssigners.roundRobin] } = config;
    const known = {
      findTopicPartitionMetadata: (topic: string) => cluster.topics.peek(topic) ?? [],
    };
    this.assigners = partitionAssigners.map((create) =>
      create({ cluster: known, groupId: this.groupId, logger }),
    );
    this.member = new GroupMember(context, {
      groupId: this.groupId,
      ...(config.groupInstanceId === undefined ? {} : { groupInstanceId: config.groupInstanceId }),
      clientId: context.clientId,
      sessionTimeoutMs: settings.sessionTimeout,
      rebalanceTimeoutMs: settings.rebalanceTimeout,
      heartbeatIntervalMs: settings.heartbeatInterval,
      retriesMax: context.retry.retries ?? 5,
      backOffMs: context.backOffMs,
      protocols: () => this.assigners.map((one) => one.protocol({ topics: host.topics.names })),
      assign: (protocolName, members) => this.assign(protocolName, members),
      adopt: (generation) => void this.adopt(generation),
      revoke: (reason) => this.revoke(reason),
      failed: (error) => this.fail(error),
    });
  }

  get consumption(): Consumption | undefined {
    return this.turn?.consumption;
  }

  start(): Promise<void> {
    this.joiningSinceMs = this.nowMs();
    this.member.start();
    return this.firstTurn.promise;
  }

  stop(): Promise<void> {
    this.stopping ??= this.finish();
    return this.stopping;
  }

  topicsChanged(change: TopicsChange): void {
    if (change !== 'none') this.member.subscriptionChanged(change === 'topics');
  }

  async commitIfDue(): Promise<void> {
    await this.turn?.committer.ifDue();
  }

  async autoCommitIfDue(): Promise<void> {
    await this.turn?.committer.automaticallyIfDue();
  }

  async commitResolved(): Promise<void> {
    await this.turn?.committer.all();
  }

  async commit(offsets: readonly OffsetToCommit[]): Promise<void> {
    const { turn } = this;
    if (turn === undefined) throw protocolError('REBALANCE_IN_PROGRESS');
    await this.send(turn.generation, offsets);
    turn.consumption.positions.committed(offsets);
  }

  uncommittedOffsets(): Offsets {
    return { topics: topicsOf(this.turn?.consumption.positions.uncommitted() ?? []) };
  }

  private async adopt(generation: Generation): Promise<void> {
    this.adopting = generation;
    try {
      const assignment = this.assignmentOf(generation);
      const partitions = Object.entries(assignment).flatMap(([topic, numbers]) =>
        numbers.map((partition) => ({ topic, partition })),
      );
      const committed = await this.fetchCommitted(partitions);
      // Another rebalance, or the end, may have come first.
      if (this.adopting !== generation) return;
      this.begin(generation, committed);
      this.reportJoin(generation, assignment);
      this.firstTurn.resolve();
    } catch (error) {
      if (this.adopting === generation) this.fail(asKafkaJSError(error));
    }
  }

  private begin(generation: Generation, committed: readonly PartitionStart[]): void {
    const { host, context, options } = this;
    const sought: PartitionStart[] = [];
    const partitions = committed.map((partition) => {
      const start = host.takeSeek(partition.tp);
      if (start === undefined) return partition;
      sought.push({ ...partition, start });
      return { ...partition, start };
    });
    const consumption = host.consume(partitions, () => this.turn?.committer.soon());
    const { positions } = consumption;
    const { autoCommit, autoCommitInterval, autoCommitThreshold } = options.run;
    const committer = new Committer({
      clock: context.platform.clock,
      positions,
      isAutomatic: autoCommit ?? true,
      intervalMs: autoCommitInterval ?? undefined,
      threshold: autoCommitThreshold ?? undefined,
      commit: (offsets) => this.send(generation, offsets),
      failed: (error) => this.commitFailed(error),
    });
    this.turn = { generation, consumption, committer };
    for (const { tp, start } of sought) {
      if (typeof start === 'object') positions.resolve(tp, start.offset);
    }
    committer.soon();
  }

  private async revoke(reason: 'rebalance' | 'lost'): Promise<void> {
    const { groupId } = this;
    const memberId = this.turn?.generation.memberId ?? this.adopting?.memberId ?? '';
    this.adopting = undefined;
    this.joiningSinceMs = this.nowMs();
    this.context.logger.info('The group rebalances', { groupId, memberId, reason });
    this.context.emitter.emit('consumer.rebalancing', { groupId, memberId });
    if (this.stopping) return this.stopping;
    // What is lost is lost: others read it already, and to join again soon is the best that we can do.
    if (reason === 'lost') this.turn?.committer.close();
    await this.endTurn(reason === 'lost' ? 0 : this.patienceMs());
  }

  private async finish(): Promise<void> {
    this.adopting = undefined;
    await this.endTurn();
    await this.member.leave();
    this.firstTurn.resolve();
  }

  /** Without `waitMsMax` the handlers get all the time that they need. */
  private async endTurn(waitMsMax?: number): Promise<void> {
    const { turn } = this;
    if (turn === undefined) return;
    const { logger } = this.context;
    const isIdle = await turn.consumption.stop(waitMsMax);
    if (!isIdle) logger.warn('A handler did not end in time; its records will be read again', {});
    await turn.committer
      .finish()
      .catch((error: unknown) => logger.warn('Could not commit', { error: String(error) }));
    turn.committer.close();
    if (this.turn === turn) this.turn = undefined;
  }

  /** The group waits for `rebalanceTimeout`, and began to up to a heartbeat ago. Something must be left for the commit. */
  private patienceMs(): number {
    const { rebalanceTimeout, heartbeatInterval } = this.context.settings;
    return Math.max(rebalanceTimeout - 2 * heartbeatInterval, rebalanceTimeout / 2);
  }

  private assignmentOf(generation: Generation): Assignment {
    const { groupId, generationId, memberId } = generation;
    const { emitter, logger } = this.context;
    const all = decodeMemberAssignment(generation.assignment)?.assignment ?? {};
    const assignedTopics = Object.keys(all);
    const topicsSubscribed = this.host.topics.names;
    const topicsNotSubscribed = assignedTopics.filter((name) => !topicsSubscribed.includes(name));
    if (topicsNotSubscribed.length > 0) {
      logger.warn('Got partitions of topics that are not subscribed to', { topicsNotSubscribed });
      emitter.emit('consumer.received_unsubscribed_topics', {
        groupId,
        generationId,
        memberId,
        assignedTopics,
        topicsSubscribed,
        topicsNotSubscribed,
      });
    }
    const wanted = Object.entries(all).filter(([name]) => topicsSubscribed.includes(name));
    return Object.fromEntries(wanted);
  }

  private async fetchCommitted(partitions: TopicPartition[]): Promise<PartitionStart[]> {
    const { groupId } = this;
    if (partitions.length === 0) return [];
    const { offsets } = await this.context.cluster.request('OffsetFetch', (broker) =>
      broker.group<'fetch-offsets'>({ kind: 'fetch-offsets', groupId, partitions }),
    );
    const byPartition = new PartitionMap<(typeof offsets)[number]>();
    for (const committed of offsets) byPartition.set(committed, committed);
    return partitions.map((tp) => {
      const { offset, leaderEpoch } = byPartition.get(tp) ?? {};
      if (offset === undefined) return { tp, start: this.host.topics.startOf(tp.topic) };
      const epoch = leaderEpoch === undefined ? {} : { lastEpoch: leaderEpoch as Term };
      return { tp, start: { offset, ...epoch }, committed: offset };
    });
  }

  private async assign(
    protocolName: string,
    members: readonly JoinedMember[],
  ): Promise<SyncGroupRequest['assignments']> {
    const assigner = this.assigners.find(({ name }) => name === protocolName);
    if (assigner === undefined) {
      throw new KafkaJSNonRetriableError(
        `The group has chosen the assigner "${protocolName}", which is not in partitionAssigners.`,
      );
    }
    const { topics } = this.host;
    // What is new is assigned below if members know it already; a new topic that nobody knew takes another generation.
    if ((await topics.refresh()) === 'topics') this.member.subscriptionChanged(true);
    // Members may have subscribed to different topics, and only the leader knows of all of them.
    const theirs = members.flatMap(({ metadata }) => decodeMemberMetadata(metadata).topics);
    const all = [...new Set([...topics.names, ...theirs])];
    await Promise.all(all.map((topic) => topics.load(topic)));
    const { toBytes } = this.context.platform;
    const assignments = await assigner.assign({
      members: members.map(({ memberId, metadata }) => ({
        memberId,
        memberMetadata: toBytes(metadata),
      })),
      topics: all,
    });
    return assignments.map(({ memberId, memberAssignment: assignment }) => ({
      memberId,
      assignment,
    }));
  }

  private async send(mine: Generation, offsets: readonly OffsetToCommit[]): Promise<void> {
    const { groupId, generationId, memberId, groupInstanceId } = mine;
    const instance = groupInstanceId === undefined ? {} : { groupInstanceId };
    const identity = { groupId, generationId, memberId, ...instance };
    try {
      await this.context.cluster.request('OffsetCommit', async (broker) => {
        // Asked before each try, since a retry may come a generation late.
        if (this.member.generation?.generationId !== generationId) {
          throw new BrokerError(
            'ILLEGAL_GENERATION',
            'The generation is over; nothing is committed.',
          );
        }
        const answer = await broker.group<'commit-offsets'>({
          kind: 'commit-offsets',
          ...identity,
          offsets,
        });
        const refused = answer.partitions.find(({ error }) => error !== undefined);
        if (refused) throw new BrokerError(refused.error!);
      });
    } catch (error) {
      if (error instanceof KafkaJSError && MEMBER_ERRORS.has(typeOf(error))) {
        this.member.fenced(generationId, error);
      }
      throw error;
    }
    const payload = {
      groupId,
      memberId,
      groupGenerationId: generationId,
      topics: topicsOf(offsets),
    };
    this.context.emitter.emit('consumer.commit_offsets', payload);
  }

  private commitFailed(error: unknown): void {
    if (!MEMBER_ERRORS.has(typeOf(error))) this.fail(asKafkaJSError(error));
  }

  private fail(error: Error): void {
    this.firstTurn.resolve();
    this.host.failed(error);
  }

  private reportJoin(generation: Generation, memberAssignment: Assignment): void {
    const { groupId, memberId, leader, protocolName: groupProtocol } = generation;
    const isLeader = leader === memberId;
    const duration = Math.round(this.nowMs() - this.joiningSinceMs);
    const facts = {
      groupId,
      memberId,
      leaderId: leader,
      isLeader,
      memberAssignment,
      groupProtocol,
    };
    this.context.emitter.emit('consumer.group_join', { ...facts, duration });
    this.context.logger.info('Joined the group', { ...facts, duration });
  }

  private nowMs(): number {
    return this.context.platform.clock.monotonic();
  }
}

function topicsOf(offsets: readonly OffsetToCommit[]): Offsets['topics'] {
  const byPartition = new PartitionMap<string>();
  for (const committed of offsets) byPartition.set(committed, String(committed.offset));
  return groupByTopic(offsets).map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map((partition) => {
      return { partition, offset: byPartition.get({ topic, partition })! };
    }),
  }));
}
