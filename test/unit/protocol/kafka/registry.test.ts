// Goal: the registry is whole, and docs/kafka-api.md says what it says. Method: read both.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kafkaApiDoc } from '../../../../src/protocol/kafka/api-doc.ts';
import {
  announcedVersions,
  API_NAMES,
  apiNameOf,
  APIS,
} from '../../../../src/protocol/kafka/registry.ts';

const ROOT = new URL('../../../../', import.meta.url);

describe('the registry', () => {
  it('has every API that has a file, under its name and key, in the order of the keys', () => {
    const files = readdirSync(new URL('src/protocol/kafka/apis/', ROOT));
    const kebab = (name: string): string => name.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
    expect(API_NAMES.map((name) => `${kebab(name)}.ts`).sort()).toEqual(files.sort());
    for (const name of API_NAMES) {
      expect(APIS[name].name).toBe(name);
      expect(apiNameOf(APIS[name].key)).toBe(name);
    }
    const keys = API_NAMES.map((name) => APIS[name].key);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  });

  it('announces no version that is newer than what is decoded, and only Produce from an older one', () => {
    for (const name of API_NAMES) {
      const { min, max } = announcedVersions(name);
      expect(max).toBeLessThanOrEqual(APIS[name].versions.max);
      expect([name, min]).toEqual([name, name === 'Produce' ? 0 : APIS[name].versions.min]);
    }
  });

  it('has what librdkafka and kafka-python take for granted', () => {
    const covers = (name: keyof typeof APIS, version: number): boolean =>
      announcedVersions(name).min <= version && announcedVersions(name).max >= version;
    // The features of librdkafka 2.0.2, and the versions that kafka-python 2.0.2 sends without asking.
    const needed = {
      ApiVersions: [0, 3],
      Metadata: [0, 1, 4],
      Produce: [0, 3, 7],
      Fetch: [4, 10, 11],
      FindCoordinator: [0],
      OffsetCommit: [2],
      OffsetFetch: [1],
      JoinGroup: [0, 2, 5],
      SyncGroup: [0, 1],
      Heartbeat: [0, 1],
      LeaveGroup: [0, 1],
      ListOffsets: [1],
      InitProducerId: [0],
    } as const;
    for (const [name, versions] of Object.entries(needed)) {
      for (const version of versions) {
        expect([name, version, covers(name as keyof typeof APIS, version)]).toEqual([
          name,
          version,
          true,
        ]);
      }
    }
  });
});

it('docs/kafka-api.md is up to date', () => {
  const stale = 'run: npx tsx config/tooling/generate-kafka-api-doc.ts';
  expect(readFileSync(new URL('docs/kafka-api.md', ROOT), 'utf8'), stale).toBe(kafkaApiDoc());
});
