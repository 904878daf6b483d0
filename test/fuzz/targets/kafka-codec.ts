/** Kafka's frames both ways: every API and version, beside golden bytes of librdkafka. */
import { readdirSync } from 'node:fs';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  type KafkaRequest,
} from '../../../src/protocol/kafka/frames.ts';
import {
  apiNameOf,
  APIS,
  type RequestDraft,
  type ResponseDraft,
} from '../../../src/protocol/kafka/registry.ts';
import type { Api } from '../../../src/protocol/kafka/api.ts';
import { isWithin } from '../../../src/protocol/kafka/versions.ts';
import { goldenBytes } from '../../support/golden-bytes.ts';
import { LAYOUTS, sampleValue, type Layout } from '../../unit/protocol/kafka/messages.ts';
import { MarkingWriter } from '../marks.ts';
import { requireProportion, requireSame } from '../oracle.ts';
import { joined, seedOf, type Seed } from '../seed.ts';
import { accepted, refused, type Target, type Verdict } from '../target.ts';

const FORMS = ['full', 'sparse', 'untagged'] as const;
const SIZE_BYTES = 4;
/** What stands before a response here, since a response does not say what it answers. */
const CALL_BYTES = 4;

export const kafkaRequest: Target = {
  name: 'kafka-request',
  what: 'decodeRequest of every API and version; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 120,
  seeds: () => [...goldenRequests(), ...requestSeeds()],
  run: (input) => {
    const request = decodeRequest(input);
    if (request.kind === 'unknown')
      return refused(`unknown ${request.key === 18 ? 'versions' : ''}`);
    requireProportion(request.body, input);
    const again = decodeRequest(frameOf(request));
    requireSame(request, again, `${request.name} ${request.version}`);
    return accepted(`${request.name} ${request.version}`);
  },
};

export const kafkaResponse: Target = {
  name: 'kafka-response',
  what: 'decodeResponse of every API and version, as our client half reads it; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 100,
  seeds: responseSeeds,
  run: runResponse,
};

function frameOf(request: KafkaRequest): Uint8Array {
  return joined(encodeRequest(request, request.body as RequestDraft<typeof request.name>)).subarray(
    SIZE_BYTES,
  );
}

function runResponse(input: Uint8Array): Verdict {
  if (input.length < CALL_BYTES) return refused('no call');
  const key = (input[0]! << 8) | input[1]!;
  const version = (input[2]! << 8) | input[3]!;
  const name = apiNameOf(key);
  if (name === undefined || !isWithin(APIS[name].versions, version)) return refused('unknown call');
  const { correlationId, body } = decodeResponse(name, version, input.subarray(CALL_BYTES));
  requireProportion(body, input);
  const chunks = encodeResponse(
    { name, version, correlationId },
    body as ResponseDraft<typeof name>,
  );
  const again = decodeResponse(name, version, joined(chunks).subarray(SIZE_BYTES));
  requireSame(body, again.body, `${name} ${version}`);
  return accepted(`${name} ${version}`);
}

export function requestSeeds(): Seed[] {
  return LAYOUTS.filter(({ direction }) => direction === 'request').flatMap((layout) =>
    FORMS.map((form) => {
      const api: Api = APIS[layout.name];
      const writer = new MarkingWriter().int16(api.key).int16(layout.version).int32(7);
      writer.int16(2).bytes(Uint8Array.of(0x6d, 0x65));
      if (layout.version >= api.flexibleFrom) writer.unsignedVarint(0);
      return written(writer, layout, form);
    }),
  );
}

function responseSeeds(): Seed[] {
  return LAYOUTS.filter(({ direction }) => direction === 'response').flatMap((layout) =>
    FORMS.map((form) => {
      const api: Api = APIS[layout.name];
      const writer = new MarkingWriter().int16(api.key).int16(layout.version).int32(7);
      const isTagged = layout.version >= api.flexibleFrom && layout.name !== 'ApiVersions';
      if (isTagged) writer.unsignedVarint(0);
      return written(writer, layout, form);
    }),
  );
}

function written(writer: MarkingWriter, layout: Layout, form: (typeof FORMS)[number]): Seed {
  const api: Api = APIS[layout.name];
  api[layout.direction].write(writer, layout.version, sampleValue(layout, form));
  return seedOf(joined(writer.chunks()), writer.marks);
}

export function goldenRequests(): Seed[] {
  const directory = new URL('../../golden/bytes/kafka/', import.meta.url);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.hex'))
    .map((name) => seedOf(goldenBytes(`kafka/${name.slice(0, -'.hex'.length)}`)));
}
