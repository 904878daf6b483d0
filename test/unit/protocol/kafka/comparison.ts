/** To compare what we decode with what other libraries do, who name and type the same things otherwise. */
import type { ApiName } from '../../../../src/protocol/kafka/registry.ts';
import type { Field, Fields } from '../../../../src/protocol/kafka/schema.ts';
import { isWithin } from '../../../../src/protocol/kafka/versions.ts';
import { goldenBytes } from '../../../support/golden-bytes.ts';
import { LAYOUTS, type Direction, type Layout, type Value } from './messages.ts';

export function layoutOf(name: ApiName, version: number, direction: Direction): Layout {
  return LAYOUTS.find(
    (layout) =>
      layout.name === name && layout.version === version && layout.direction === direction,
  )!;
}

/** Plain data: bytes as hex, whatever class they have, and no bigint. */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, comparable(of)]));
}

/** Every scalar in a value, as text; null and undefined are none. */
export function leaves(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  const plain = comparable(value);
  return typeof plain === 'object' ? Object.values(plain!).flatMap(leaves) : [`${plain as number}`];
}

/** The value without the fields of these names, at any depth. */
export function without(value: unknown, ...names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => without(element, ...names));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !names.includes(name))
      .map(([name, of]) => [name, without(of, ...names)]),
  );
}

/** What of it is on the wire: without the fields that the version does not have, and without tagged ones. */
export function presentIn({ fields, version }: Layout, value: Value): Value {
  return present(fields, version, value);
}

function present(fields: Fields, version: number, value: Value): Value {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, { versions, tag }]) => isWithin(versions, version) && tag === undefined)
      .map(([name, field]) => [name, presentField(field, version, value[name])]),
  );
}

function presentField({ type }: Field, version: number, value: unknown): unknown {
  if (value === null) return null;
  if (type.kind === 'struct') return present(type.fields, version, value as Value);
  if (type.kind !== 'list' || type.element.kind !== 'struct') return value;
  const { fields } = type.element;
  return (value as Value[]).map((element) => present(fields, version, element));
}

/** Of a Fetch response, whose batches other libraries decode at once: with one that can be. */
export function withBatches(value: Value): Value {
  const batch = goldenBytes('kafkajs-defaults');
  const topics = (value['responses'] ?? []) as { partitions?: { records?: unknown }[] }[];
  for (const partition of topics.flatMap(({ partitions }) => partitions ?? [])) {
    if (partition.records instanceof Uint8Array) partition.records = batch;
  }
  return value;
}
