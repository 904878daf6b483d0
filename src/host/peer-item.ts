/** What travels between two brokers, decoded. One frame carries many. */
import type { GroupId } from '../model/topic-partition.ts';
import type { Term } from '../model/ids.ts';
import type { Position } from '../model/position.ts';
import type { Message } from '../raft/messages.ts';
import type { Leadership } from './leadership-table.ts';

export type PeerItem =
  | { readonly kind: 'group'; readonly group: GroupId; readonly message: Message }
  | { readonly kind: 'leadership'; readonly rows: readonly Leadership[] }
  | { readonly kind: 'beats'; readonly sequence: number; readonly beats: readonly Beat[] }
  /** `refused` are places in the beats of that sequence number. */
  | { readonly kind: 'beat-answer'; readonly sequence: number; readonly refused: readonly number[] }
  | PeerRequest
  | PeerResponse;

/** What concerns groups; the rest is between the brokers. */
export type GroupItem = Exclude<PeerItem, PeerRequest | PeerResponse>;

/** The heartbeat of a quiet group (raft/beat.ts). */
export interface Beat {
  readonly group: GroupId;
  readonly term: Term;
  readonly commitIndex: Position;
}

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

const ITEM_BYTES = 400;
const ELEMENT_BYTES = 64;

/** What it takes on the wire, rather too much than too little. */
export function itemBytes(item: PeerItem): number {
  return ITEM_BYTES + ELEMENT_BYTES * elementsOf(item) + payloadBytes(item);
}

function elementsOf(item: PeerItem): number {
  switch (item.kind) {
    case 'leadership':
      return item.rows.length;
    case 'beats':
      return item.beats.length;
    case 'beat-answer':
      return item.refused.length;
    case 'group':
      return item.message.kind === 'append-entries' ? item.message.entries.length : 0;
    default:
      return item.payloads.length;
  }
}

export function payloadBytes(item: PeerItem): number {
  if (item.kind === 'leadership' || item.kind === 'beats' || item.kind === 'beat-answer') return 0;
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
