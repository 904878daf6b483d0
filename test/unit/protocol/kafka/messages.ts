/** Values of every message, made from its schema: arbitrary ones for properties, and one that is always the same. */
import * as fc from 'fast-check';
import type { Uuid } from '../../../../src/model/ids.ts';
import { API_NAMES, APIS, type ApiName } from '../../../../src/protocol/kafka/registry.ts';
import type { Field, Fields, ScalarKind, WireType } from '../../../../src/protocol/kafka/schema.ts';
import { isWithin, type VersionRange } from '../../../../src/protocol/kafka/versions.ts';
import { uuidToText } from '../../../../src/base/uuid.ts';

export type Direction = 'request' | 'response';

/** One direction of one version of one API. */
export interface Layout {
  readonly name: ApiName;
  readonly version: number;
  readonly direction: Direction;
  readonly fields: Fields;
}

export const LAYOUTS: readonly Layout[] = API_NAMES.flatMap((name) =>
  versionsOf(APIS[name].versions).flatMap((version) =>
    (['request', 'response'] as const).map((direction) => {
      return { name, version, direction, fields: APIS[name][direction].fields };
    }),
  ),
);

export function versionsOf({ min, max }: VersionRange): number[] {
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

export type Value = Record<string, unknown>;

/** Any value of a version: fields that it does not have hold their default, as in what is decoded. */
export function arbitraryValue(fields: Fields, version: number): fc.Arbitrary<Value> {
  return fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, arbitraryField(field, version)]),
    ),
  );
}

function arbitraryField(field: Field, version: number): fc.Arbitrary<unknown> {
  if (!isWithin(field.versions, version)) return fc.constant(field.fallback);
  const value = arbitraryOf(field.type, version);
  const options: fc.WeightedArbitrary<unknown>[] = [{ arbitrary: value, weight: 6 }];
  if (isNullable(field, version)) options.push({ arbitrary: fc.constant(null), weight: 1 });
  if (field.tag !== undefined) options.push({ arbitrary: fc.constant(field.fallback), weight: 3 });
  return fc.oneof(...options);
}

function isNullable({ nullable }: Field, version: number): boolean {
  return nullable !== undefined && isWithin(nullable, version);
}

function arbitraryOf(type: WireType, version: number): fc.Arbitrary<unknown> {
  if (type.kind === 'struct') return arbitraryValue(type.fields, version);
  if (type.kind === 'list') return fc.array(arbitraryOf(type.element, version), { maxLength: 4 });
  return SCALARS[type.kind];
}

const someBytes = fc.oneof(
  { arbitrary: fc.uint8Array({ maxLength: 20 }), weight: 9 },
  // Long enough to be a chunk of its own.
  {
    arbitrary: fc.integer({ min: 0, max: 255 }).map((b) => new Uint8Array(1500).fill(b)),
    weight: 1,
  },
);

const SCALARS: Record<ScalarKind, fc.Arbitrary<unknown>> = {
  bool: fc.boolean(),
  int8: fc.integer({ min: -0x80, max: 0x7f }),
  int16: fc.integer({ min: -0x8000, max: 0x7fff }),
  int32: fc.integer(),
  int64: fc.maxSafeInteger(),
  uint16: fc.integer({ min: 0, max: 0xffff }),
  uint32: fc.integer({ min: 0, max: 0xffff_ffff }),
  float64: fc.double(),
  uuid: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => uuidToText(bytes) as Uuid),
  string: fc.string({ unit: 'binary', maxLength: 12 }),
  bytes: someBytes,
  records: someBytes,
};

/**
 * A value with other contents in every field, and two elements in every list. In the second element of a sparse value,
 * what may be null is null, and tagged fields are left out.
 */
export function sampleValue(
  { fields, version }: Layout,
  form: 'full' | 'sparse' | 'untagged' = 'sparse',
): Value {
  let count = 0;

  function struct(of: Fields, isSparse: boolean): Value {
    return Object.fromEntries(
      Object.entries(of).map(([name, field]) => [name, sample(field, isSparse)]),
    );
  }

  function sample(field: Field, isSparse: boolean): unknown {
    if (!isWithin(field.versions, version)) return field.fallback;
    if (field.tag !== undefined && (isSparse || form === 'untagged')) return field.fallback;
    return isSparse && isNullable(field, version) ? null : valueOf(field.type, isSparse);
  }

  function valueOf(type: WireType, isSparse: boolean): unknown {
    if (type.kind === 'struct') return struct(type.fields, isSparse);
    if (type.kind === 'list') {
      return [isSparse, form === 'sparse'].map((sparse) => valueOf(type.element, sparse));
    }
    count += 1;
    return SAMPLES[type.kind](count);
  }

  return struct(fields, false);
}

const SAMPLES: Record<ScalarKind, (n: number) => unknown> = {
  bool: (n) => n % 2 === 1,
  int8: (n) => n % 100,
  int16: (n) => 1000 + n,
  int32: (n) => 100_000 + n,
  int64: (n) => 10_000_000_000 + n,
  uint16: (n) => 50_000 + n,
  uint32: (n) => 4_000_000_000 + n,
  float64: (n) => n + 0.5,
  uuid: (n) => uuidToText(new Uint8Array(16).fill(n)),
  string: (n) => `s${n}`,
  bytes: (n) => Uint8Array.of(n, n, n),
  records: (n) => Uint8Array.of(n, n, n, n),
};
