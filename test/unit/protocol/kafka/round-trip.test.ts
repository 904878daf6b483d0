// Goal: what is encoded is decoded to the same, for every API, direction and version; bytes that are cut off or changed
// give a value or MalformedBytes, and never more list elements than bytes. Method: values made from the schemas.
import * as fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../../src/base/byte-reader.ts';
import type { Api } from '../../../../src/protocol/kafka/api.ts';
import { API_NAMES, APIS, type ApiName } from '../../../../src/protocol/kafka/registry.ts';
import { WireReader } from '../../../../src/protocol/kafka/wire-reader.ts';
import { WireWriter } from '../../../../src/protocol/kafka/wire-writer.ts';
import { arbitraryValue, LAYOUTS, sampleValue, type Layout, type Value } from './messages.ts';

const RUNS = 6;

function encode({ name, version, direction }: Layout, value: Value): Uint8Array {
  const api: Api = APIS[name];
  const writer = new WireWriter();
  api[direction].write(writer, version, value);
  const encoded = Uint8Array.from(Buffer.concat(writer.chunks()));
  expect(encoded.length).toBe(writer.size);
  return encoded;
}

function decode({ name, version, direction }: Layout, bytes: Uint8Array): unknown {
  const api: Api = APIS[name];
  return api[direction].read(new WireReader(bytes), version);
}

/** The value, or undefined for bytes that were refused as they should be. */
function decodeHostile(layout: Layout, bytes: Uint8Array): unknown {
  try {
    return decode(layout, bytes);
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined;
    throw error;
  }
}

function elementsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return 0;
  const inside = Object.values(value).reduce<number>((sum, of) => sum + elementsIn(of), 0);
  return inside + (Array.isArray(value) ? value.length : 0);
}

function layoutsOf(name: ApiName): Layout[] {
  return LAYOUTS.filter((layout) => layout.name === name);
}

describe.each(API_NAMES)('%s', (name) => {
  it('is decoded to what was encoded', () => {
    for (const layout of layoutsOf(name)) {
      const values = arbitraryValue(layout.fields, layout.version);
      fc.assert(
        fc.property(values, (value) => {
          const decoded = decode(layout, encode(layout, value));
          // Much the faster of the two, which has the better message.
          if (!isDeepStrictEqual(decoded, value)) expect(decoded).toEqual(value);
        }),
        { numRuns: RUNS },
      );
    }
  });

  it('is refused when it is cut off anywhere', () => {
    for (const layout of layoutsOf(name)) {
      const whole = encode(layout, sampleValue(layout));
      for (let length = 0; length < whole.length; length += 1) {
        if (decodeHostile(layout, whole.subarray(0, length)) !== undefined) {
          expect.fail(`${name} ${layout.version} of ${length} bytes was taken`);
        }
      }
    }
  });

  it('is refused when a byte follows it', () => {
    for (const layout of layoutsOf(name)) {
      const longer = Uint8Array.of(...encode(layout, sampleValue(layout)), 0);
      expect(() => decode(layout, longer)).toThrow(MalformedBytes);
    }
  });

  it('is refused or taken, and no larger than its bytes, when any byte is changed', () => {
    for (const layout of layoutsOf(name)) {
      const whole = encode(layout, sampleValue(layout));
      for (let at = 0; at < whole.length; at += 1) {
        const right = whole[at]!;
        for (const wrong of [0, 0x80, 0xff, right ^ (1 << (at % 8))]) {
          whole[at] = wrong;
          const elements = elementsIn(decodeHostile(layout, whole));
          if (elements > whole.length) expect.fail(`${elements} elements of ${whole.length} bytes`);
        }
        whole[at] = right;
      }
    }
  });
});
