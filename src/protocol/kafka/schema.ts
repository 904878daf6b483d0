/**
 * The words in which the messages of Kafka's protocol are written down. A message is an object of fields; the order of
 * its keys is the order on the wire. The types of its values are inferred from it (`ValueOf`, `DraftOf`), and
 * `compile.ts` makes it into the codec of one version.
 */
import { parseVersions, ALL_VERSIONS, type VersionRange, type Versions } from './versions.ts';
import type { Uuid } from '../../model/ids.ts';

export type ScalarKind =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint16'
  | 'uint32'
  | 'float64'
  | 'uuid'
  | 'string'
  | 'bytes'
  | 'records';

export type WireType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'list'; readonly element: WireType }
  | { readonly kind: 'struct'; readonly fields: Fields };

/** `Value` is what a decoder gives, `Draft` what an encoder takes; a draft may leave out what is `Optional`. */
export interface Field<Value = unknown, Draft = unknown, Optional extends boolean = boolean> {
  readonly type: WireType;
  readonly versions: VersionRange;
  readonly nullable: VersionRange | undefined;
  /** A tagged field: only in flexible versions, and on the wire only if it is not the default. */
  readonly tag: number | undefined;
  /** What a reader gets where the field is absent. Shared by all values, hence frozen if it is an object. */
  readonly fallback: unknown;
  /** For the compiler only; never there. */
  readonly inferred?: { readonly value: Value; readonly draft: Draft; readonly optional: Optional };
}

export type Fields = Readonly<Record<string, Field>>;

interface FieldOptions<T> {
  /** All versions of what the field is in, if left out. */
  readonly versions?: Versions;
  readonly nullable?: Versions | true;
  readonly tag?: number;
  /** Zero, empty or false, if left out. A draft may leave out a field that has a default of its own. */
  readonly default?: T | null;
}

type NullOf<Options> = Options extends { nullable: Versions | true } ? null : never;
type OptionalOf<Options> = Options extends
  { versions: Versions } | { tag: number } | { default: unknown }
  ? true
  : false;
type FieldOf<Value, Draft, Options> = Field<
  Value | NullOf<Options>,
  Draft | NullOf<Options>,
  OptionalOf<Options>
>;

type Simplify<T> = { readonly [K in keyof T]: T[K] };

/** All fields, whatever the version: those that it does not have hold their default. */
export type ValueOf<F extends Fields> = {
  readonly [K in keyof F]: NonNullable<F[K]['inferred']>['value'];
};

/** The same with the optional fields optional, and with records in pieces if need be. */
export type DraftOf<F extends Fields> = Simplify<
  {
    readonly [K in keyof F as F[K] extends Field<unknown, unknown, false> ? K : never]: NonNullable<
      F[K]['inferred']
    >['draft'];
  } & {
    readonly [K in keyof F as F[K] extends Field<unknown, unknown, false> ? never : K]?:
      NonNullable<F[K]['inferred']>['draft'] | undefined;
  }
>;

export const bool = scalar<boolean>('bool', false);
export const int8 = scalar<number>('int8', 0);
export const int16 = scalar<number>('int16', 0);
export const int32 = scalar<number>('int32', 0);
/** A safe integer; anything beyond is refused. */
export const int64 = scalar<number>('int64', 0);
export const uint16 = scalar<number>('uint16', 0);
export const uint32 = scalar<number>('uint32', 0);
export const float64 = scalar<number>('float64', 0);
/** As text; the zero uuid where there is none. */
export const uuid = scalar<Uuid>('uuid', 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid);
export const string = scalar<string>('string', '');
/** A decoded one is a view of the frame. */
export const bytes = scalar<Uint8Array>('bytes', new Uint8Array(0));
/** Record batches: like bytes, and written without a copy, also in pieces. */
export const records = scalar<Uint8Array, Uint8Array | readonly Uint8Array[]>(
  'records',
  new Uint8Array(0),
);

/** A list of plain values; of `element` only the type counts. */
export function list<Value, Draft, const Options extends FieldOptions<readonly Value[]> = object>(
  element: Field<Value, Draft>,
  options?: Options,
): FieldOf<readonly Value[], readonly Draft[], Options> {
  return field({ kind: 'list', element: element.type }, EMPTY, options);
}

/** A list of structs. */
export function structs<
  const F extends Fields,
  const Options extends FieldOptions<readonly never[]> = object,
>(fields: F, options?: Options): FieldOf<readonly ValueOf<F>[], readonly DraftOf<F>[], Options> {
  return field({ kind: 'list', element: { kind: 'struct', fields } }, EMPTY, options);
}

export function struct<const F extends Fields, const Options extends FieldOptions<never> = object>(
  fields: F,
  options?: Options,
): FieldOf<ValueOf<F>, DraftOf<F>, Options> {
  return field({ kind: 'struct', fields }, Object.freeze(fallbacksOf(fields)), options);
}

export function fallbacksOf(fields: Fields): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).map(([name, { fallback }]) => [name, fallback]));
}

const EMPTY: readonly never[] = Object.freeze([]);

function scalar<Value, Draft = Value>(kind: ScalarKind, zero: Value) {
  return <const Options extends FieldOptions<Value> = object>(
    options?: Options,
  ): FieldOf<Value, Draft, Options> => field({ kind }, zero, options);
}

function field(
  type: WireType,
  zero: unknown,
  options: FieldOptions<unknown> = {},
): Field<never, never, never> {
  const { versions, nullable, tag } = options;
  return {
    type,
    versions: versions === undefined ? ALL_VERSIONS : parseVersions(versions),
    nullable: nullable === true ? ALL_VERSIONS : nullable && parseVersions(nullable),
    tag,
    fallback: options.default === undefined ? zero : options.default,
  };
}
