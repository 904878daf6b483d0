/**
 * Group requests and responses as bytes: on the WebSocket, and between a broker that was asked and the coordinator. Byte
 * fields of what is decoded are views of `bytes`.
 */
import { guarded } from '../protocol/client-frame.ts';
import { flotilla } from '../protocol/generated/group.js';
import { plain } from './codec-fields.ts';
import { requestFromWire, requestToWire } from './request-codec.ts';
import type { GroupRequest, GroupResponse } from './requests.ts';
import { responseFromWire, responseToWire } from './response-codec.ts';

const wire = flotilla.group.v1;

export function encodeGroupRequest(request: GroupRequest): Uint8Array {
  return plain(wire.GroupRequest.encode(requestToWire(request)).finish());
}

/** Throws MalformedBytes. */
export function decodeGroupRequest(bytes: Uint8Array): GroupRequest {
  return guarded('a group request', () => requestFromWire(wire.GroupRequest.decode(bytes)));
}

export function encodeGroupResponse(response: GroupResponse): Uint8Array {
  return plain(wire.GroupResponse.encode(responseToWire(response)).finish());
}

/** Throws MalformedBytes. */
export function decodeGroupResponse(bytes: Uint8Array): GroupResponse {
  return guarded('a group response', () => responseFromWire(wire.GroupResponse.decode(bytes)));
}
