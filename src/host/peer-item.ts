/** What travels between two brokers, decoded. One frame carries many. */
import type { GroupId } from '../model/topic-partition.ts';
import type { Message } from '../raft/messages.ts';
import type { Leadership } from './leadership-table.ts';

export type PeerItem =
  | { readonly kind: 'group'; readonly group: GroupId; readonly message: Message }
  | { readonly kind: 'leadership'; readonly rows: readonly Leadership[] }
  | PeerRequest
  | PeerResponse;

/** A request that was forwarded here because this broker leads; the body is the broker floor's business. */
export interface PeerRequest {
  readonly kind: 'request';
  readonly id: number;
  readonly body: Uint8Array;
  /** Records, sent as the same bytes. */
  readonly payloads: readonly Uint8Array[];
}

export interface PeerResponse {
  readonly kind: 'response';
  readonly id: number;
  readonly body: Uint8Array;
  readonly payloads: readonly Uint8Array[];
}

export function payloadBytes(item: PeerItem): number {
  if (item.kind === 'leadership') return 0;
  if (item.kind !== 'group') {
    return item.body.length + item.payloads.reduce((sum, payload) => sum + payload.length, 0);
  }
  return messageBytes(item.message);
}

export function messageBytes(message: Message): number {
  if (message.kind === 'install-snapshot') return message.state.length;
  if (message.kind !== 'append-entries') return 0;
  let bytes = 0;
  for (const entry of message.entries) if (entry.kind === 'batch') bytes += entry.bytes.length;
  return bytes;
}
