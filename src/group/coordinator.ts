/**
 * Coordinates the groups whose records are in one partition of __consumer_offsets, on the leader of that partition.
 *
 * What was acknowledged rests on committed records, and a coordinator that lost its office forgets everything it
 * decided. So it is made from the image when it takes office, runs ahead of the log, and is thrown away when an append
 * fails, its outcome is unknown, or leadership is lost; the host then answers the waiting tokens NOT_COORDINATOR.
 *
 * Times: `nowMs` never goes back and never jumps, but looks like a date, since records bear it: the wall clock when the
 * coordinator took office, plus the monotonic time since.
 */
import { invariant, unreachable } from '../base/invariant.ts';
import { BrokerError } from '../model/errors.ts';
import { commitOffsets } from './commit-offsets.ts';
import { deleteGroups } from './delete-groups.ts';
import { deleteOffsets } from './delete-offsets.ts';
import { describeGroups, listGroups } from './describe.ts';
import { dropTopic, expireOffsets } from './expire-offsets.ts';
import { heartbeat } from './heartbeat.ts';
import type { GroupImage } from './image.ts';
import { joinGroup } from './join.ts';
import { leaveGroup } from './leave.ts';
import type { Outcome } from './outcome.ts';
import { clientGone } from './rebalance.ts';
import type { GroupRequest } from './requests.ts';
import { restoreGroups } from './restore.ts';
import type { GroupSettings } from './settings.ts';
import { syncGroup } from './sync.ts';
import { timeOut } from './time-outs.ts';
import { type CoordinatorState, Turn } from './turn.ts';
import { checkGroupId } from './validate.ts';

/** Offsets are read from the image: fetch-offsets.ts. */
export type CoordinatorRequest = Exclude<GroupRequest, { kind: 'fetch-offsets' }>;

export interface CoordinatorOptions {
  /** Everything that is committed before the term of this leader; it is copied. */
  readonly image: GroupImage;
  readonly settings: GroupSettings;
  /** The end of a member id: no two are ever the same. */
  readonly randomId: () => string;
  readonly nowMs: number;
}

/** Work on one group that no request asked for; as much at once as a batch holds. */
type Chore =
  | { readonly kind: 'expire-offsets'; readonly groupId: string }
  | { readonly kind: 'drop-topic'; readonly groupId: string; readonly topic: string };

const KAFKA_METADATA_BYTES_MAX = 32_767;

export class GroupCoordinator {
  private readonly state: CoordinatorState;
  private chores: Chore[] = [];
  private retentionCheckAtMs: number;
  /** Never later than the first deadline of a group. */
  private wakeAtMs = Number.POSITIVE_INFINITY;

  constructor({ image, settings, randomId, nowMs }: CoordinatorOptions) {
    invariant(
      settings.offsetMetadataBytesMax <= KAFKA_METADATA_BYTES_MAX,
      'the metadata of an offset fits into a string of its record',
    );
    const tally = { bytes: 0 };
    const groups = restoreGroups(image, tally, nowMs);
    this.state = { settings, randomId, ahead: image.copy(), groups, waiting: new Map(), tally };
    this.retentionCheckAtMs = nowMs + settings.offsetsRetentionCheckMs;
    this.wakeAtMs = this.firstWake();
  }

  /** `token` names the request in replies, now or later; no other request that waits has it. */
  handle(request: CoordinatorRequest, token: number, nowMs: number): Outcome {
    invariant(!this.state.waiting.has(token), 'a token names one request');
    const turn = new Turn(this.state, nowMs);
    try {
      if ('groupId' in request) checkGroupId(request.groupId);
      dispatch(turn, request, token);
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      turn.refuse(token, error);
    }
    return this.finish(turn);
  }

  /** Session, rebalance and other time-outs, and expiry of offsets. Harmless when nothing is due. */
  tick(nowMs: number): Outcome {
    const turn = new Turn(this.state, nowMs);
    if (nowMs >= this.wakeAtMs) {
      for (const group of this.state.groups.values()) {
        // What is left is still due: the host calls again at once, with the next batch.
        if (turn.isHalfFull) break;
        if (group.wakeAtMs > nowMs) continue;
        turn.touched.add(group);
        timeOut(turn, group);
      }
      this.wakeAtMs = this.firstWake();
    }
    if (nowMs >= this.retentionCheckAtMs) {
      this.retentionCheckAtMs = nowMs + this.state.settings.offsetsRetentionCheckMs;
      for (const groupId of this.state.groups.keys()) {
        this.chores.push({ kind: 'expire-offsets', groupId });
      }
    }
    this.workOff(turn);
    return this.finish(turn);
  }

  /** When `tick` is due next, perhaps long ago; it may change with every call. */
  nextDeadlineMs(): number {
    if (this.chores.length > 0) return 0;
    return Math.min(this.wakeAtMs, this.retentionCheckAtMs);
  }

  /** The client of this token went away: there will be no reply for it. */
  forget(token: number, nowMs: number): Outcome {
    const turn = new Turn(this.state, nowMs);
    const waiting = this.state.waiting.get(token);
    if (waiting !== undefined) {
      this.state.waiting.delete(token);
      turn.touched.add(waiting.group);
      clientGone(turn, waiting.group, waiting.member);
    }
    return this.finish(turn);
  }

  /** Its committed offsets go. What does not fit into one batch goes with the next ticks. */
  topicDeleted(topic: string, nowMs: number): Outcome {
    const turn = new Turn(this.state, nowMs);
    for (const groupId of this.state.groups.keys()) {
      if (this.state.ahead.hasTopic(groupId, topic)) {
        this.chores.push({ kind: 'drop-topic', groupId, topic });
      }
    }
    this.workOff(turn);
    return this.finish(turn);
  }

  private workOff(turn: Turn): void {
    let done = 0;
    while (done < this.chores.length && !turn.isHalfFull) {
      if (!doChore(turn, this.chores[done]!)) break;
      done += 1;
    }
    this.chores = this.chores.slice(done);
  }

  private finish(turn: Turn): Outcome {
    const { groups, ahead } = this.state;
    for (const group of turn.touched) {
      const isOfUse = group.phase.kind !== 'Empty' || group.pendingCount > 0 || ahead.has(group.id);
      if (!isOfUse) groups.delete(group.id);
      this.wakeAtMs = Math.min(this.wakeAtMs, group.wakeAtMs);
    }
    const { replies, records, events } = turn;
    return { replies, records, events };
  }

  private firstWake(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const group of this.state.groups.values()) first = Math.min(first, group.wakeAtMs);
    return first;
  }
}

function doChore(turn: Turn, chore: Chore): boolean {
  const group = turn.group(chore.groupId);
  if (group === undefined) return true;
  if (chore.kind === 'expire-offsets') return expireOffsets(turn, group);
  return dropTopic(turn, group, chore.topic);
}

function dispatch(turn: Turn, request: CoordinatorRequest, token: number): void {
  switch (request.kind) {
    case 'join':
      return joinGroup(turn, request, token);
    case 'sync':
      return syncGroup(turn, request, token);
    case 'heartbeat':
      return heartbeat(turn, request, token);
    case 'leave':
      return leaveGroup(turn, request, token);
    case 'commit-offsets':
      return commitOffsets(turn, request, token);
    case 'describe':
      return describeGroups(turn, request, token);
    case 'list':
      return listGroups(turn, request, token);
    case 'delete':
      return deleteGroups(turn, request, token);
    case 'delete-offsets':
      return deleteOffsets(turn, request, token);
    default:
      return unreachable(request);
  }
}
