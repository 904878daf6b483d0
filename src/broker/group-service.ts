/**
 * Consumer groups for every door: finds the coordinator that a request concerns, carries the request out here or
 * forwards it one hop, and puts together what several coordinators say.
 */
import { BrokerError } from '../model/errors.ts';
import type { NodeId, Uuid } from '../model/ids.ts';
import {
  groupKey,
  showTopicPartition,
  type GroupId,
  type GroupKey,
} from '../model/topic-partition.ts';
import {
  decodeGroupRequest,
  decodeGroupResponse,
  encodeGroupRequest,
  encodeGroupResponse,
} from '../group/codec.ts';
import { checkGroupId } from '../group/validate.ts';
import type {
  GroupRequest,
  GroupRequestKind,
  GroupRequestOf,
  GroupResponse,
  GroupResponseOf,
} from '../group/requests.ts';
import type { Host } from '../host/host.ts';
import type { Topic } from '../metadata/image.ts';
import type { StateMachine } from '../partition/state-machine.ts';
import type { GroupCallOptions } from './api.ts';
import { RemoteBroker } from './forwarding.ts';
import { answerHere } from './group-answers.ts';
import { deleteGroups, describeGroups, listGroups, type Coordinators } from './group-fan-out.ts';
import { asCoordinatorError, GroupPartition } from './group-partition.ts';
import { GROUPS_TOPIC, partitionOfGroup, type GroupTopic } from './group-topic.ts';
import type { LeaderLookup } from './leader-lookup.ts';
import type { MetadataGroup } from './metadata-group.ts';

export interface GroupServiceOptions {
  readonly self: NodeId;
  /** How long a request waits for an election that is under way. */
  readonly leaderWaitMs: number;
  /** The most that a join or sync waits for the other members. */
  readonly membersWaitMsMax: number;
  /** The most that a commit takes. */
  readonly commitMsMax: number;
}

export interface GroupServiceModules {
  readonly host: Host;
  readonly lookup: LeaderLookup;
  readonly metadata: MetadataGroup;
  readonly topic: GroupTopic;
  readonly makePartition: (group: GroupId) => GroupPartition;
}

/** Nothing but joins and syncs waits for longer than a commit may take; this is for the rest of its way. */
const ANSWER_SLACK_MS = 5000;

export class GroupService {
  private readonly options: GroupServiceOptions;
  private readonly modules: GroupServiceModules;
  private readonly partitions = new Map<GroupKey, GroupPartition>();
  /** By name, as of the last change of the metadata. */
  private topics: ReadonlyMap<string, Uuid> = new Map();

  constructor(options: GroupServiceOptions, modules: GroupServiceModules) {
    this.options = options;
    this.modules = modules;
  }

  /** Of the replica here of a partition of `__consumer_offsets`; the same one each time. */
  stateMachine(group: GroupId): StateMachine {
    const key = groupKey(group);
    let partition = this.partitions.get(key);
    if (partition === undefined) {
      partition = this.modules.makePartition(group);
      this.partitions.set(key, partition);
    }
    return partition;
  }

  /** Those that have a replica here. */
  get hosted(): Iterable<GroupPartition> {
    return this.partitions.values();
  }

  /** Called after each change, before the next one: a topic that is made anew has been seen to be gone. */
  metadataChanged(): void {
    const { image } = this.modules.metadata;
    const topics = new Map(image.topics.map(({ name, topicId }) => [name, topicId]));
    const gone: string[] = [];
    for (const [name, topicId] of this.topics) if (topics.get(name) !== topicId) gone.push(name);
    this.topics = topics;
    if (gone.length === 0) return;
    for (const partition of this.partitions.values()) partition.topicsDeleted(gone);
  }

  async findCoordinator(groupId: string): Promise<NodeId> {
    checkGroupId(groupId);
    return this.findLeader(this.groupOf(groupId) ?? (await this.makeGroupOf(groupId)));
  }

  /** Requests reach a coordinator in the order of the calls once its leader is known. */
  async carryOut<Kind extends GroupRequestKind>(
    request: GroupRequestOf<Kind>,
    options: GroupCallOptions = {},
  ): Promise<GroupResponseOf<Kind>> {
    const response = await this.dispatch(request, options);
    return response as GroupResponseOf<Kind>;
  }

  private async dispatch(request: GroupRequest, options: GroupCallOptions): Promise<GroupResponse> {
    if (request.kind === 'list') return listGroups(await this.coordinators(options), request);
    if (request.kind === 'describe')
      return describeGroups(await this.coordinators(options), request);
    if (request.kind === 'delete') return deleteGroups(await this.coordinators(options), request);
    const group = this.groupOf(request.groupId) ?? (await this.makeGroupOf(request.groupId));
    return this.ask(group, request, options);
  }

  /** For clients that look for coordinators themselves. Of several groups, or of all, it takes those that are coordinated here. */
  async carryOutIfOwn<Kind extends GroupRequestKind>(
    request: GroupRequestOf<Kind>,
    options: GroupCallOptions,
  ): Promise<GroupResponseOf<Kind>> {
    const response = await this.dispatchOwn(request, options);
    return response as GroupResponseOf<Kind>;
  }

  private async dispatchOwn(
    request: GroupRequest,
    options: GroupCallOptions,
  ): Promise<GroupResponse> {
    if (request.kind === 'list') return listGroups(this.ownCoordinators(), request);
    if (request.kind === 'describe') return describeGroups(this.ownCoordinators(), request);
    if (request.kind === 'delete') return deleteGroups(this.ownCoordinators(), request);
    checkGroupId(request.groupId);
    const group = this.groupOf(request.groupId);
    if (group === undefined) throw new BrokerError('NOT_COORDINATOR');
    return this.hereOnceLoaded(group, request, options);
  }

  /** What another broker forwarded here: only for the replica of this one. */
  async carryOutHere(partition: number, bytes: Uint8Array): Promise<Uint8Array> {
    const { known } = this.modules.topic;
    if (known === undefined) throw new BrokerError('NOT_COORDINATOR');
    const request = decodeGroupRequest(bytes);
    const group = { topicId: known.topicId, partition };
    return encodeGroupResponse(await this.hereOnceLoaded(group, request, {}));
  }

  private groupOf(groupId: string): GroupId | undefined {
    const { known } = this.modules.topic;
    return known === undefined ? undefined : groupIn(known, groupId);
  }

  private async makeGroupOf(groupId: string): Promise<GroupId> {
    checkGroupId(groupId);
    return groupIn(await this.modules.topic.ensure(), groupId);
  }

  private async coordinators(options: GroupCallOptions): Promise<Coordinators> {
    const topic = await this.modules.topic.find();
    return {
      partitionCount: topic?.partitions.length ?? 0,
      ask: (partition, request) =>
        this.ask({ topicId: topic!.topicId, partition }, request, options),
    };
  }

  /** A broker lists the groups that it coordinates; of others it has nothing to say. */
  private ownCoordinators(): Coordinators {
    const { known } = this.modules.topic;
    return {
      partitionCount: known?.partitions.length ?? 0,
      ask: async (partition, request) => {
        const group = { topicId: known!.topicId, partition };
        const isOwn = this.modules.lookup.known(group) === this.options.self;
        if (request.kind === 'list' && !isOwn) return { kind: 'list', groups: [] };
        return this.hereOnceLoaded(group, request, {});
      },
    };
  }

  private async ask(
    group: GroupId,
    request: GroupRequest,
    options: GroupCallOptions,
  ): Promise<GroupResponse> {
    const { lookup, host } = this.modules;
    const leader = lookup.known(group) ?? (await this.findLeader(group));
    if (leader === this.options.self) {
      return options.isPatient === true
        ? this.hereOnceLoaded(group, request, options)
        : this.here(group, request, options);
    }
    const { membersWaitMsMax, commitMsMax } = this.options;
    const isLong = request.kind === 'join' || request.kind === 'sync';
    const timeoutMs = isLong ? membersWaitMsMax : commitMsMax + ANSWER_SLACK_MS;
    const remote = new RemoteBroker(host.peers, leader, timeoutMs);
    try {
      return decodeGroupResponse(await remote.group(group.partition, encodeGroupRequest(request)));
    } catch (error) {
      throw asCoordinatorError(error);
    }
  }

  /**
   * kafkajs gives up what it is told to send again later, a join with a CRASH, an administrator's question at once; and a
   * new coordinator is there in a moment.
   */
  private async hereOnceLoaded(
    group: GroupId,
    request: GroupRequest,
    options: GroupCallOptions,
  ): Promise<GroupResponse> {
    await this.partitions.get(groupKey(group))?.loaded(this.options.leaderWaitMs);
    return this.here(group, request, options);
  }

  private async here(
    group: GroupId,
    request: GroupRequest,
    options: GroupCallOptions,
  ): Promise<GroupResponse> {
    const partition = this.partitions.get(groupKey(group));
    if (partition === undefined) throw new BrokerError('NOT_COORDINATOR');
    return answerHere(partition, request, this.modules.metadata.image, options);
  }

  private async findLeader(group: GroupId): Promise<NodeId> {
    const name = showTopicPartition({ topic: GROUPS_TOPIC, partition: group.partition });
    try {
      return await this.modules.lookup.find(group, this.options.leaderWaitMs, name);
    } catch (error) {
      throw asCoordinatorError(error);
    }
  }
}

function groupIn(topic: Topic, groupId: string): GroupId {
  return { topicId: topic.topicId, partition: partitionOfGroup(groupId, topic.partitions.length) };
}
