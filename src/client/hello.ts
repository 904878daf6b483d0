import { nodeIdOf, uuidOf } from '../broker/wire/fields.ts';
import type { NodeId, Uuid } from '../model/ids.ts';
import type { flotilla } from '../protocol/generated/flotilla.js';

/** How the broker introduced itself. */
export interface ServerHello {
  readonly protocolVersion: number;
  readonly serverVersion: string;
  readonly clusterId: Uuid;
  readonly nodeId: NodeId;
  readonly features: readonly string[];
  readonly limits: ServerLimits;
}

/** See message Limits in flotilla.proto. */
export interface ServerLimits {
  readonly frameBytesMax: number;
  readonly requestBytesMax: number;
  readonly requestsInFlightMax: number;
  readonly bytesInFlightMax: number;
  readonly fetchesInFlightMax: number;
  readonly fetchBytesMax: number;
  readonly waitMsMax: number;
  readonly subscriptionsMax: number;
}

export function helloFromWire(wire: flotilla.v1.HelloResponse.$Properties): ServerHello {
  const limits = wire.limits ?? {};
  // A limit that the broker does not state is none that we know.
  const limitOf = (value: number | null | undefined): number => value || Number.MAX_SAFE_INTEGER;
  return {
    protocolVersion: wire.protocolVersion ?? 0,
    serverVersion: wire.serverVersion ?? '',
    clusterId: uuidOf(wire.clusterId),
    nodeId: nodeIdOf(wire.nodeId),
    features: wire.features ?? [],
    limits: {
      frameBytesMax: limitOf(limits.frameBytesMax),
      requestBytesMax: limitOf(limits.requestBytesMax),
      requestsInFlightMax: limitOf(limits.requestsInFlightMax),
      bytesInFlightMax: limitOf(limits.bytesInFlightMax),
      fetchesInFlightMax: limitOf(limits.fetchesInFlightMax),
      fetchBytesMax: limitOf(limits.fetchBytesMax),
      waitMsMax: limitOf(limits.waitMsMax),
      subscriptionsMax: limitOf(limits.subscriptionsMax),
    },
  };
}
