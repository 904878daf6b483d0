/** Peer frames: what one broker has to say to another in one turn of the event loop (protocol/peer.proto). */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import type { GroupId } from '../model/topic-partition.ts';
import { flotilla } from '../protocol/generated/peer.js';
import { joinFrame, splitFrame } from '../protocol/peer-frame.ts';
import { decodeBeats, encodeBeats } from './beats-wire.ts';
import type { Leadership } from './leadership-table.ts';
import type { PeerItem, PeerRequest, PeerResponse } from './peer-item.ts';
import {
  bytesOfUuid,
  decodeGroupMessage,
  decodeNodeId,
  decodeTerm,
  decodeUuid,
  encodeGroupMessage,
} from './raft-wire.ts';

const { PeerFrame } = flotilla.peer.v1;
type WireExchange = flotilla.peer.v1.Exchange;
type WireLeadership = flotilla.peer.v1.LeadershipUpdate;

/** The payloads go behind the header in this order: of messages, of requests, of responses. */
export function encodePeerFrame(items: readonly PeerItem[]): readonly Uint8Array[] {
  const header = new PeerFrame();
  const payloads: Uint8Array[] = [];
  const requests: PeerRequest[] = [];
  const responses: PeerResponse[] = [];
  for (const item of items) {
    if (item.kind === 'group')
      header.messages.push(encodeGroupMessage(item.group, item.message, payloads));
    else if (item.kind === 'leadership') header.leadership.push(...item.rows.map(encodeLeadership));
    else if (item.kind === 'beats') {
      header.beats = { sequence: item.sequence, groups: encodeBeats(item.beats) };
    } else if (item.kind === 'beat-answer') {
      header.beatAnswer = { sequence: item.sequence, refused: [...item.refused] };
    } else if (item.kind === 'request') requests.push(item);
    else responses.push(item);
  }
  header.requests = requests.map((item) => encodeExchange(item, payloads));
  header.responses = responses.map((item) => encodeExchange(item, payloads));
  return joinFrame(header, payloads);
}

/** Throws MalformedBytes, and nothing else, on whatever is not a frame. */
export function decodePeerFrame(frame: Uint8Array): readonly PeerItem[] {
  const { header: wire, payload } = splitFrame(frame);
  const payloads = new ByteReader(payload);
  const items: PeerItem[] = [];
  for (const message of wire.messages) {
    const group = decodeGroup(message as GroupFields);
    items.push({ kind: 'group', group, message: decodeGroupMessage(message, payloads) });
  }
  if (wire.leadership.length > 0) {
    items.push({
      kind: 'leadership',
      rows: wire.leadership.map((row) => decodeLeadership(row as WireLeadership)),
    });
  }
  if (wire.beats) {
    const { sequence, groups } = wire.beats as flotilla.peer.v1.Beats;
    items.push({ kind: 'beats', sequence, beats: decodeBeats(groups) });
  }
  if (wire.beatAnswer) {
    const { sequence, refused } = wire.beatAnswer as flotilla.peer.v1.BeatAnswer;
    items.push({ kind: 'beat-answer', sequence, refused });
  }
  for (const exchange of wire.requests)
    items.push(decodeExchange('request', exchange as WireExchange, payloads));
  for (const exchange of wire.responses)
    items.push(decodeExchange('response', exchange as WireExchange, payloads));
  if (payloads.remaining > 0)
    throw new MalformedBytes(`${payloads.remaining} payload bytes belong to nothing`);
  return items;
}

interface GroupFields {
  readonly topicId: Uint8Array;
  readonly partition: number;
}

function decodeGroup(wire: GroupFields): GroupId {
  return { topicId: decodeUuid(wire.topicId), partition: wire.partition };
}

function encodeLeadership(row: Leadership): flotilla.peer.v1.LeadershipUpdate.$Properties {
  const { group, term, leader, inSync } = row;
  return {
    topicId: bytesOfUuid(group.topicId),
    partition: group.partition,
    term,
    ...(leader === undefined ? {} : { leader }),
    inSyncReplicas: [...inSync],
  };
}

function decodeLeadership(wire: WireLeadership): Leadership {
  const { leader } = wire;
  return {
    group: decodeGroup(wire),
    term: decodeTerm(wire.term),
    leader: leader === undefined || leader === null ? undefined : decodeNodeId(leader),
    inSync: wire.inSyncReplicas.map(decodeNodeId),
  };
}

function encodeExchange(
  item: PeerRequest | PeerResponse,
  payloads: Uint8Array[],
): flotilla.peer.v1.Exchange.$Properties {
  payloads.push(...item.payloads);
  return {
    id: item.id,
    body: item.body,
    payloadSizes: item.payloads.map((payload) => payload.length),
  };
}

function decodeExchange<Kind extends 'request' | 'response'>(
  kind: Kind,
  wire: WireExchange,
  payloads: ByteReader,
): { kind: Kind; id: number; body: Uint8Array; payloads: readonly Uint8Array[] } {
  return {
    kind,
    id: wire.id,
    body: wire.body,
    payloads: wire.payloadSizes.map((size) => payloads.bytes(size)),
  };
}
