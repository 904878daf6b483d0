/** What a subscription says on the wire, and back. See requests.ts. */
import { CONTIGUOUS, type Continuity } from '../../model/continuity.ts';
import type { Offset, Term, Uuid } from '../../model/ids.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { flotilla } from '../../protocol/generated/flotilla.js';
import { clampedUint32, invalid, offsetOf, termOf, uuidOf, wordOf, type Maybe } from './fields.ts';

export type SubscriptionFrom =
  | {
      readonly kind: 'offset';
      readonly offset: Offset;
      readonly lastEpoch: Term | undefined;
      readonly topicId: Uuid | undefined;
    }
  | { readonly kind: 'earliest' }
  | { readonly kind: 'latest' };

export interface Credit {
  readonly bytes: number;
  readonly records: number;
}

/** Of what is left and what is added together. */
export const CREDIT_MAX = 0x7fff_ffff;

export interface SubscribeRequest {
  readonly partition: TopicPartition;
  readonly from: SubscriptionFrom;
  readonly credit: Credit;
  /** The client wants to know when no leader answers. */
  readonly tellStalls: boolean;
}

/** What a reader is told with its start and with every push. */
export interface ReadState {
  readonly continuity: Continuity;
  readonly highWatermark: Offset;
  readonly logStartOffset: Offset;
  readonly leaderEpoch: Term;
}

const CONTINUITIES = ['contiguous', 'gap', 'truncated'] as const;

interface WireState {
  continuity?: Maybe<number>;
  gapFrom?: Maybe<number>;
  gapTo?: Maybe<number>;
  highWatermark?: Maybe<number>;
  logStartOffset?: Maybe<number>;
  leaderEpoch?: Maybe<number>;
}

export const subscribeRequest = {
  toWire(request: SubscribeRequest): flotilla.v1.SubscribeRequest.$Properties {
    const { partition, from, credit, tellStalls } = request;
    const start =
      from.kind === 'offset'
        ? { offset: from.offset, lastEpoch: from.lastEpoch ?? null, topicId: from.topicId ?? null }
        : { [from.kind]: {} };
    return {
      topic: partition.topic,
      partition: partition.partition,
      ...start,
      creditBytes: clampedUint32(credit.bytes, 'creditBytes'),
      creditRecords: clampedUint32(credit.records, 'creditRecords'),
      tellStalls,
    };
  },
  fromWire(wire: flotilla.v1.SubscribeRequest.$Properties): SubscribeRequest {
    const credit = { bytes: wire.creditBytes ?? 0, records: wire.creditRecords ?? 0 };
    if (credit.bytes > CREDIT_MAX || credit.records > CREDIT_MAX) {
      throw invalid(`The credit of a subscription is at most ${CREDIT_MAX} bytes and records.`);
    }
    return {
      partition: { topic: wire.topic ?? '', partition: wire.partition ?? 0 },
      from: startFromWire(wire),
      credit,
      tellStalls: wire.tellStalls ?? false,
    };
  },
};

function startFromWire(wire: flotilla.v1.SubscribeRequest.$Properties): SubscriptionFrom {
  if (wire.earliest) return { kind: 'earliest' };
  if (wire.latest) return { kind: 'latest' };
  const { offset, lastEpoch, topicId } = wire;
  if (typeof offset !== 'number') throw invalid('subscribe does not say where to start.');
  if (offset < 0) throw invalid(`A subscription cannot start at offset ${offset}; the first is 0.`);
  const isKnown = lastEpoch !== null && lastEpoch !== undefined;
  return {
    kind: 'offset',
    offset: offsetOf(offset),
    lastEpoch: isKnown ? termOf(lastEpoch) : undefined,
    topicId: topicId ? uuidOf(topicId) : undefined,
  };
}

export interface Start {
  /** Of the next record that will come. */
  readonly startOffset: Offset;
  readonly topicId: Uuid;
}

export const subscribeResponse = {
  toWire(start: Start & ReadState): flotilla.v1.SubscribeResponse.$Properties {
    const { startOffset, topicId } = start;
    return { startOffset, topicId, ...stateToWire(start) };
  },
  fromWire(wire: flotilla.v1.SubscribeResponse.$Properties): Start & ReadState {
    const { startOffset, topicId } = wire;
    return {
      startOffset: offsetOf(startOffset),
      topicId: uuidOf(topicId),
      ...stateFromWire(wire),
    };
  },
};

export const recordsHeader = { toWire: stateToWire, fromWire: stateFromWire };

function stateToWire({ continuity, highWatermark, logStartOffset, leaderEpoch }: ReadState): {
  continuity: number;
  gapFrom: number;
  gapTo: number;
  highWatermark: number;
  logStartOffset: number;
  leaderEpoch: number;
} {
  return {
    continuity: CONTINUITIES.indexOf(continuity.kind),
    gapFrom: continuity.kind === 'contiguous' ? 0 : continuity.from,
    gapTo: continuity.kind === 'gap' ? continuity.to : 0,
    highWatermark,
    logStartOffset,
    leaderEpoch,
  };
}

function stateFromWire(wire: WireState): ReadState {
  return {
    continuity: continuityFromWire(wire),
    highWatermark: offsetOf(wire.highWatermark),
    logStartOffset: offsetOf(wire.logStartOffset),
    leaderEpoch: termOf(wire.leaderEpoch),
  };
}

function continuityFromWire(wire: WireState): Continuity {
  const kind = wordOf(CONTINUITIES, wire.continuity, 'continuity');
  if (kind === 'contiguous') return CONTIGUOUS;
  const from = offsetOf(wire.gapFrom);
  return kind === 'gap' ? { kind, from, to: offsetOf(wire.gapTo) } : { kind, from };
}
