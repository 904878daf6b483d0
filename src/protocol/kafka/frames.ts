/**
 * Whole frames: the size and the header that every request and response has, around the body of its API. A frame comes
 * in without its size, and goes out with it, as chunks in order.
 *
 * Requests have header version 1, from their first flexible version on 2; responses 0 and 1. (Request header 0 belonged
 * to one version of one API that no broker serves any more.)
 */
import type { Api } from './api.ts';
import { compileStruct } from './compile.ts';
import {
  apiNameOf,
  APIS,
  type ApiName,
  type RequestBody,
  type RequestDraft,
  type ResponseBody,
  type ResponseDraft,
} from './registry.ts';
import { scalarCodec } from './scalar-codecs.ts';
import { isWithin } from './versions.ts';
import { WireReader } from './wire-reader.ts';
import { WireWriter } from './wire-writer.ts';

/** What a response has to repeat, and what says how it looks. */
export interface Call<Name extends ApiName = ApiName> {
  readonly name: Name;
  readonly version: number;
  readonly correlationId: number;
}

interface RequestOf<Name extends ApiName> extends Call<Name> {
  readonly kind: 'request';
  readonly clientId: string | null;
  readonly body: RequestBody<Name>;
}

/** One of its kinds, told apart by `name`. */
export type KafkaRequest<Name extends ApiName = ApiName> = { [N in Name]: RequestOf<N> }[Name];

/**
 * Of an API or a version that we cannot decode. Kafka closes the connection, but for ApiVersions (key 18), which it
 * answers in version 0 with UNSUPPORTED_VERSION.
 */
export interface UnknownRequest {
  readonly kind: 'unknown';
  readonly key: number;
  readonly version: number;
  readonly correlationId: number;
}

/** Also in flexible headers: a broker must be able to read a header whose version it does not know. */
const CLIENT_ID = scalarCodec('string', { flexible: false, nullable: true });
const TAGGED_FIELDS = compileStruct({}, 0, true);

/** Bytes and records of the body are views of the frame. Throws MalformedBytes. */
export function decodeRequest(frame: Uint8Array): KafkaRequest | UnknownRequest {
  const reader = new WireReader(frame);
  const key = reader.int16();
  const version = reader.int16();
  const correlationId = reader.int32();
  const name = apiNameOf(key);
  if (name === undefined || !isWithin(APIS[name].versions, version)) {
    return { kind: 'unknown', key, version, correlationId };
  }
  const api: Api = APIS[name];
  const clientId = CLIENT_ID.read(reader);
  if (version >= api.flexibleFrom) TAGGED_FIELDS.read(reader);
  const body = api.request.read(reader, version);
  return { kind: 'request', name, version, correlationId, clientId, body } as KafkaRequest;
}

export function encodeResponse<Name extends ApiName>(
  call: Call<Name>,
  draft: ResponseDraft<Name>,
): Uint8Array[] {
  const { name, version, correlationId } = call;
  const api: Api = APIS[name];
  const writer = new WireWriter().int32(0).int32(correlationId);
  if (hasTaggedHeader(api, version)) writer.unsignedVarint(0);
  api.response.write(writer, version, draft);
  return sized(writer);
}

/** For whoever is the client. */
export function encodeRequest<Name extends ApiName>(
  call: Call<Name> & { readonly clientId: string | null },
  draft: RequestDraft<Name>,
): Uint8Array[] {
  const { name, version, correlationId, clientId } = call;
  const api: Api = APIS[name];
  const writer = new WireWriter().int32(0).int16(api.key).int16(version).int32(correlationId);
  CLIENT_ID.write(writer, clientId);
  if (version >= api.flexibleFrom) writer.unsignedVarint(0);
  api.request.write(writer, version, draft);
  return sized(writer);
}

/** A response names nothing but its correlation id: `version` is that of the request. Throws MalformedBytes. */
export function decodeResponse<Name extends ApiName>(
  name: Name,
  version: number,
  frame: Uint8Array,
): { correlationId: number; body: ResponseBody<Name> } {
  const api: Api = APIS[name];
  const reader = new WireReader(frame);
  const correlationId = reader.int32();
  if (hasTaggedHeader(api, version)) TAGGED_FIELDS.read(reader);
  return { correlationId, body: api.response.read(reader, version) as ResponseBody<Name> };
}

/** Never of ApiVersions: who asks does not know yet which versions this broker speaks (KIP-511). */
function hasTaggedHeader(api: Api, version: number): boolean {
  return version >= api.flexibleFrom && api.name !== 'ApiVersions';
}

/** The size is the first thing in the frame, and counts what follows it. */
function sized(writer: WireWriter): Uint8Array[] {
  writer.setUint32(0, writer.size - 4);
  return writer.chunks();
}
