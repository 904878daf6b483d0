/** JoinGroup: a new member, one that comes back, or one that changed. The answer may wait for the others. */
import { BrokerError } from '../model/errors.ts';
import type { Group } from './group.ts';
import { bytesOf, Member } from './member.ts';
import { areSameProtocols, commonProtocols } from './protocols.ts';
import { joinResponse, rebalance } from './rebalance.ts';
import type { JoinGroupRequest } from './requests.ts';
import { replaceStaticMember } from './static-member.ts';
import type { Turn } from './turn.ts';
import { checkJoin } from './validate.ts';

/** Kafka's; a new member whose first join waits longer has most likely lost its connection. */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 300_000;
/** Of the batch that a generation has to fit into: the assignments want to fit beside the subscriptions. */
const SUBSCRIPTIONS_SHARE = 4;

export function joinGroup(turn: Turn, request: JoinGroupRequest, token: number): void {
  checkJoin(request, turn.settings);
  turn.requireRoomToWait();
  const { groupId, memberId } = request;
  if (memberId !== '' && turn.group(groupId) === undefined) {
    throw new BrokerError('UNKNOWN_MEMBER_ID');
  }
  const group = turn.groupOrNew(groupId);
  requirePlace(turn, group, memberId);
  requireSharedProtocol(group, request);
  if (memberId !== '' && !group.isPending(memberId)) {
    rejoin(turn, group, request, token);
    return;
  }
  requireRoom(turn, group, bytesOf(request.protocols));
  if (memberId !== '') addMember(turn, group, { request, memberId, token });
  else joinAsNew(turn, group, request, token);
}

function joinAsNew(turn: Turn, group: Group, request: JoinGroupRequest, token: number): void {
  const { groupInstanceId, clientId, sessionTimeoutMs } = request;
  const memberId = `${groupInstanceId ?? clientId}-${turn.state.randomId()}`;
  const before = groupInstanceId === undefined ? undefined : group.staticMember(groupInstanceId);
  if (before !== undefined) {
    replaceStaticMember(turn, group, { before, memberId, request, token });
    return;
  }
  if (groupInstanceId !== undefined || !request.requiresKnownMemberId) {
    addMember(turn, group, { request, memberId, token });
    return;
  }
  // KIP-394: only who comes back with its id can hold up a rebalance.
  const oldest = group.oldestPending();
  if (group.pendingCount >= turn.settings.groupSizeMax && oldest !== undefined) {
    group.removePending(oldest);
  }
  group.addPending(memberId, turn.nowMs + sessionTimeoutMs);
  turn.answer(token, {
    kind: 'join',
    isMemberIdRequired: true,
    memberId,
    generationId: -1,
    protocolType: '',
    protocolName: '',
    leader: '',
    skipAssignment: false,
    members: [],
  });
}

interface NewMember {
  readonly request: JoinGroupRequest;
  readonly memberId: string;
  readonly token: number;
}

function addMember(turn: Turn, group: Group, { request, memberId, token }: NewMember): void {
  const { groupInstanceId } = request;
  const member = new Member({
    memberId,
    ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
    sessionDeadlineMs: turn.nowMs + NEW_MEMBER_JOIN_TIMEOUT_MS,
  });
  member.describeAs(request);
  member.isNew = request.memberId === '';
  if (group.size === 0) group.protocolType = request.protocolType;
  group.add(member);
  group.noteNewMember();
  turn.wait(group, member, { kind: 'join', token });
  rebalance(turn, group, `member ${memberId} joins${because(request)}`);
}

function rejoin(turn: Turn, group: Group, request: JoinGroupRequest, token: number): void {
  const member = group.existingMember(request);
  const { kind } = group.phase;
  const isUnchanged = areSameProtocols(member.protocols, request.protocols);
  // It did not get the answer. A leader of a stable group asks because something changed that it watches.
  const asksAgain =
    kind === 'CompletingRebalance' || (kind === 'Stable' && group.leader !== member.memberId);
  if (asksAgain && isUnchanged) {
    turn.settle(member, new BrokerError('REBALANCE_IN_PROGRESS'));
    if (kind === 'CompletingRebalance') member.awaitsSync = true;
    group.renew(member, turn.nowMs);
    turn.answer(token, joinResponse(group, member));
    return;
  }
  requireRoom(turn, group, bytesOf(request.protocols) - bytesOf(member.protocols));
  group.update(member, () => member.describeAs(request));
  turn.wait(group, member, { kind: 'join', token });
  rebalance(turn, group, `member ${member.memberId} joins again${because(request)}`);
}

export function because({ reason }: { readonly reason?: string }): string {
  return reason === undefined || reason === '' ? '' : `: ${reason.slice(0, 255)}`;
}

/** During a rebalance those count that have joined again: who comes first stays. */
function requirePlace(turn: Turn, group: Group, memberId: string): void {
  const { groupSizeMax } = turn.settings;
  const member = group.member(memberId);
  const { kind } = group.phase;
  const isFull =
    kind === 'PreparingRebalance'
      ? !member?.isJoining && group.joiningCount >= groupSizeMax
      : kind !== 'Empty' && member === undefined && group.size >= groupSizeMax;
  if (!isFull) return;
  throw new BrokerError(
    'GROUP_MAX_SIZE_REACHED',
    `The group has ${groupSizeMax} members, which is all that group.max.size allows.`,
  );
}

function requireSharedProtocol(group: Group, request: JoinGroupRequest): void {
  const { protocolType, protocols } = request;
  const isOfType =
    group.phase.kind === 'Empty' ? protocolType !== '' : protocolType === group.protocolType;
  const common = commonProtocols(group.members);
  const isShared =
    group.size === 0 ? protocols.length > 0 : protocols.some(({ name }) => common.has(name));
  if (isOfType && isShared) return;
  throw new BrokerError('INCONSISTENT_GROUP_PROTOCOL');
}

function requireRoom(turn: Turn, group: Group, moreBytes: number): void {
  const { batchBytesMax, stateBytesMax } = turn.settings;
  const isFull =
    group.bytes + moreBytes > batchBytesMax / SUBSCRIPTIONS_SHARE ||
    turn.state.tally.bytes + moreBytes > stateBytesMax;
  if (!isFull || moreBytes <= 0) return;
  throw new BrokerError(
    'GROUP_MAX_SIZE_REACHED',
    'What the members say of themselves, their subscriptions, is more than the coordinator keeps.',
  );
}
