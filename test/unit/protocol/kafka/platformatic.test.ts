// Goal: @platformatic/kafka and we mean the same by the same bytes, in every version that both have; nearly all of them
// are flexible, while kafkajs's are not. Method: its encoders make a request of a sample value, and ours reads the value
// back; its parsers read the sample response that ours encodes.
import * as platformatic from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { uuidToBytes } from '../../../../src/base/uuid.ts';
import { decodeRequest, encodeResponse } from '../../../../src/protocol/kafka/frames.ts';
import { APIS, type ApiName } from '../../../../src/protocol/kafka/registry.ts';
import type { Fields, WireType } from '../../../../src/protocol/kafka/schema.ts';
import { comparable, layoutOf, leaves, presentIn, withBatches, without } from './comparison.ts';
import { LAYOUTS, sampleValue, type Layout, type Value } from './messages.ts';
import { PLATFORMATIC_ARGUMENTS } from './platformatic-arguments.ts';

interface PlatformaticApi {
  createRequest(...given: readonly unknown[]): platformatic.Writer;
  parseResponse(
    correlationId: number,
    key: number,
    version: number,
    reader: platformatic.Reader,
  ): unknown;
}

function apiOf(name: string, version: number): PlatformaticApi | undefined {
  const exported = `${name[0]!.toLowerCase()}${name.slice(1)}V${version}`;
  return (platformatic as unknown as Record<string, PlatformaticApi>)[exported];
}

const SHARED = LAYOUTS.filter(
  ({ name, version, direction }) => direction === 'request' && apiOf(name, version) !== undefined,
).map((layout) => [`${layout.name} ${layout.version}`, layout] as const);

/** What it never says, or says in its own way: states in PascalCase, batches with its own clock. */
const UNSAID: { readonly [Name in ApiName]?: readonly string[] } = {
  Produce: ['records'],
  Fetch: [
    'clusterId',
    'forgottenTopicsData',
    'logStartOffset',
    'replicaDirectoryId',
    'replicaId',
    'replicaState',
  ],
  ListGroups: ['statesFilter'],
  Metadata: ['topicId', 'includeClusterAuthorizedOperations'],
};

/** What it does not give to its caller, or gives where the version has nothing. */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  'Metadata 9': ['clusterAuthorizedOperations', 'topicId'],
  'Metadata 10': ['clusterAuthorizedOperations'],
  'JoinGroup 6': ['protocolType', 'skipAssignment'],
  'JoinGroup 7': ['skipAssignment'],
  'JoinGroup 8': ['skipAssignment'],
  'DescribeLogDirs 2': ['errorCode', 'totalBytes', 'usableBytes'],
  'DescribeLogDirs 3': ['totalBytes', 'usableBytes'],
  'DescribeCluster 0': ['endpointType'],
};

/** Where 1.35.0 contradicts Kafka's schemas (and kafka-clients 4.3.0, which agrees with ours byte by byte). */
const DEFECTS = {
  request: new Set([
    // One boolean too many, of an older and of a newer version.
    'Metadata 11',
    'DescribeConfigs 2',
  ]),
  response: new Set([
    // Compact strings, two versions too early.
    'DescribeConfigs 2',
    // The partition before the error code.
    'OffsetForLeaderEpoch 4',
    // Without allowReplicationFactorChange.
    'AlterPartitionReassignments 1',
  ]),
};

function sharedBut(defects: ReadonlySet<string>): typeof SHARED {
  return SHARED.filter(([title]) => !defects.has(title));
}

describe('@platformatic/kafka', () => {
  it.each(sharedBut(DEFECTS.request))('writes the request of %s as we read it', (_, layout) => {
    const { name, version } = layout;
    const value = sampleValue(layout, 'full');
    const args = PLATFORMATIC_ARGUMENTS[name]!(inItsTypes(layout.fields, value), version);
    const body = apiOf(name, version)!.createRequest(...args);
    const read = decodeRequest(frameOf(layout, body));
    expect(read).toMatchObject({ name, version, correlationId: 7, clientId: 'p' });
    const unsaid = UNSAID[name] ?? [];
    expect(comparable(without((read as { body: Value }).body, ...unsaid))).toEqual(
      comparable(without(value, ...unsaid)),
    );
  });

  it.each(sharedBut(DEFECTS.response))(
    'reads the response of %s as we write it',
    (title, { name, version }) => {
      const layout = layoutOf(name, version, 'response');
      const value = withoutErrors(withBatches(sampleValue(layout, 'untagged'))) as Value;
      const chunks = encodeResponse({ name, version, correlationId: 7 }, value as never);
      const bytes = Buffer.concat(chunks).subarray(headerBytes(name, version));
      const reader = platformatic.Reader.from(bytes);
      const read = apiOf(name, version)!.parseResponse(7, APIS[name].key, version, reader);
      const written = inItsTypes(layout.fields, presentIn(layout, value));
      const ignored = ['records', ...(UNREAD[title] ?? [])];
      expect(leaves(without(read, ...ignored)).toSorted()).toEqual(
        leaves(without(written, ...ignored)).toSorted(),
      );
    },
  );
});

/** It throws what it finds in these. */
function withoutErrors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutErrors);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => {
      if (/errorCode$/i.test(name)) return [name, 0];
      return [name, /errorMessage$/i.test(name) ? null : withoutErrors(of)];
    }),
  );
}

/** Of a response: size, correlation id and, if they can be there, no tagged fields. */
function headerBytes(name: ApiName, version: number): number {
  return version >= APIS[name].flexibleFrom && name !== 'ApiVersions' ? 9 : 8;
}

function frameOf({ name, version }: Layout, body: platformatic.Writer): Uint8Array {
  const { key, flexibleFrom } = APIS[name];
  const header = platformatic.Writer.create()
    .appendInt16(key)
    .appendInt16(version)
    .appendInt32(7)
    .appendString('p', false);
  if (version >= flexibleFrom) header.appendTaggedFields();
  return header.appendFrom(body).buffer;
}

/** With 64-bit integers as bigint and uuids in hex, as it takes them. */
function inItsTypes(fields: Fields, value: Value): Value {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type }]) => [name, inItsType(type, value[name])]),
  );
}

function inItsType(type: WireType, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  switch (type.kind) {
    case 'int64':
      return BigInt(value as number);
    case 'uuid':
      return dashed(Buffer.from(uuidToBytes(value as string)).toString('hex'));
    case 'list':
      return (value as unknown[]).map((element) => inItsType(type.element, element));
    case 'struct':
      return inItsTypes(type.fields, value as Value);
    default:
      return value instanceof Uint8Array ? Buffer.from(value) : value;
  }
}

function dashed(hex: string): string {
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
