// Goal: kafkajs and we mean the same by the same bytes, in every version that both have. Method: its encoders make a
// request of a sample value, and ours reads the value back; its decoders read the sample response that ours encodes.
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { decodeRequest, encodeResponse } from '../../../../src/protocol/kafka/frames.ts';
import type { ApiName } from '../../../../src/protocol/kafka/registry.ts';
import { KAFKAJS_ARGUMENTS } from './kafkajs-arguments.ts';
import { comparable, layoutOf, leaves, presentIn, withBatches, without } from './comparison.ts';
import { LAYOUTS, sampleValue, type Value } from './messages.ts';

interface KafkajsMessage {
  readonly request: unknown;
  readonly response: { decode(bytes: Buffer): Promise<unknown> };
}
interface KafkajsApi {
  readonly versions: readonly string[];
  protocol(of: { version: number }): (argument: unknown) => KafkajsMessage;
}

const require = createRequire(import.meta.url);
const { requests } = require('kafkajs/src/protocol/requests') as {
  requests: Record<string, KafkajsApi>;
};
const encodeFrame = require('kafkajs/src/protocol/request') as (call: {
  correlationId: number;
  clientId: string;
  request: unknown;
}) => Promise<{ readonly buffer: Buffer }>;

function kafkajsApi(name: ApiName): KafkajsApi | undefined {
  return requests[name === 'FindCoordinator' ? 'GroupCoordinator' : name];
}

const SHARED = LAYOUTS.filter(
  ({ name, version, direction }) =>
    direction === 'request' && kafkajsApi(name)?.versions.includes(String(version)),
).map(({ name, version }) => [`${name} ${version}`, name, version] as const);

function requestValue(name: ApiName, version: number): Value {
  const value = sampleValue(layoutOf(name, version, 'request'), 'full');
  // It only ever lets one member leave.
  if (name === 'LeaveGroup') value['members'] = (value['members'] as unknown[]).slice(0, 1);
  return value;
}

function message(name: ApiName, version: number): KafkajsMessage {
  const toArguments = KAFKAJS_ARGUMENTS[name] ?? (() => ({}));
  return kafkajsApi(name)!.protocol({ version })(toArguments(requestValue(name, version)));
}

describe('kafkajs', () => {
  it.each(SHARED)('writes the request of %s as we read it', async (_, name, version) => {
    const { request } = message(name, version);
    const { buffer } = await encodeFrame({ correlationId: 7, clientId: 'kafkajs', request });
    const read = decodeRequest(buffer.subarray(4));
    expect(read).toMatchObject({ name, version, correlationId: 7, clientId: 'kafkajs' });
    const { body } = read as { body: Value };
    // It builds batches of its own, with its own clock.
    expect(comparable(without(body, 'records'))).toEqual(
      comparable(without(requestValue(name, version), 'records')),
    );
    for (const batch of batchesOf(body)) expectBatch(batch);
  });

  it.each(SHARED)('reads the response of %s as we write it', async (_, name, version) => {
    const layout = layoutOf(name, version, 'response');
    const value = withBatches(sampleValue(layout, 'full'));
    const chunks = encodeResponse({ name, version, correlationId: 7 }, value as never);
    const { response } = message(name, version);
    const read = await response.decode(Buffer.concat(chunks).subarray(8));
    const written = without(presentIn(layout, value), 'records', ...(SKIPPED[name] ?? []));
    expect(leaves(withoutAdditions(read)).toSorted()).toEqual(leaves(written).toSorted());
  });
});

/** It reads these and gives them to nobody. */
const SKIPPED: { readonly [Name in ApiName]?: readonly string[] } = {
  AlterPartitionReassignments: ['errorMessage'],
  ListPartitionReassignments: ['errorMessage'],
};

/** What kafkajs makes of what it read; the decoded messages of a fetch are for the tests of batches. */
function withoutAdditions(read: unknown): unknown {
  const isThrottledHere = Object.hasOwn(read as object, 'clientSideThrottleTime');
  const additions = ['isDefault', 'error', 'messages'];
  return without(read, ...additions, ...(isThrottledHere ? ['throttleTime'] : []));
}

/** Of a Produce request. */
function batchesOf(body: Value): Uint8Array[] {
  const topics = (body['topicData'] ?? []) as { partitionData: { records: Uint8Array }[] }[];
  return topics.flatMap(({ partitionData }) => partitionData.map(({ records }) => records));
}

function expectBatch(batch: Uint8Array): void {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.length);
  expect(view.getInt32(8)).toBe(batch.length - 12);
  expect(view.getInt8(16)).toBe(2);
}
