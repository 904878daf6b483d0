import { BrokerError } from '../model/errors.ts';
import type { HeartbeatRequest } from './requests.ts';
import type { Turn } from './turn.ts';

/** Heartbeat: the member lives, and learns whether it has to join again. */
export function heartbeat(turn: Turn, request: HeartbeatRequest, token: number): void {
  const group = turn.groupOfMember(request.groupId);
  group.renew(group.memberOfGeneration(request), turn.nowMs);
  if (group.phase.kind === 'PreparingRebalance') throw new BrokerError('REBALANCE_IN_PROGRESS');
  turn.answer(token, { kind: 'heartbeat' });
}
