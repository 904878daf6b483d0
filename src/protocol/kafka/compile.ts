/**
 * From a schema to the codec of one version: everything that depends on the version is decided here, once, so that
 * reading is a loop over the fields that are there.
 */
import { MalformedBytes } from '../../base/byte-reader.ts';
import { invariant } from '../../base/invariant.ts';
import { readNull, scalarCodec, writeNull, type Codec, type Form } from './scalar-codecs.ts';
import { fallbacksOf, type Field, type Fields, type WireType } from './schema.ts';
import { isWithin } from './versions.ts';
import type { WireReader } from './wire-reader.ts';
import { WireWriter } from './wire-writer.ts';

/** Some plain object, as schemas describe them. */
export type Struct = Readonly<Record<string, unknown>>;

interface Step {
  readonly name: string;
  readonly field: Field;
  readonly codec: Codec;
}

interface TaggedStep extends Step {
  readonly tag: number;
}

export function compileStruct(fields: Fields, version: number, flexible: boolean): Codec<Struct> {
  const steps: Step[] = [];
  const tagged: TaggedStep[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (!isWithin(field.versions, version)) continue;
    const step = { name, field, codec: compileField(field, version, flexible) };
    if (field.tag === undefined) steps.push(step);
    else tagged.push({ ...step, tag: field.tag });
  }
  invariant(flexible || tagged.length === 0, 'only flexible versions have tagged fields');
  tagged.sort((a, b) => a.tag - b.tag);
  return structCodec(steps, flexible ? tagged : undefined, fallbacksOf(fields));
}

function compileField(field: Field, version: number, flexible: boolean): Codec {
  const nullable = field.nullable !== undefined && isWithin(field.nullable, version);
  return compileType(field.type, version, { flexible, nullable });
}

function compileType(type: WireType, version: number, form: Form): Codec {
  if (type.kind === 'struct') {
    const codec = compileStruct(type.fields, version, form.flexible);
    return form.nullable ? nullableStructCodec(codec) : codec;
  }
  if (type.kind === 'list') {
    // No list of Kafka's has null elements.
    const element = compileType(type.element, version, { ...form, nullable: false });
    return listCodec(element, form);
  }
  return scalarCodec(type.kind, form);
}

/** `tagged` is undefined in a version that has no tagged fields at all. */
function structCodec(
  steps: readonly Step[],
  tagged: readonly TaggedStep[] | undefined,
  fallbacks: Struct,
): Codec<Struct> {
  const plainBytes = steps.reduce((sum, { codec }) => sum + codec.minBytes, 0);
  return {
    minBytes: plainBytes + (tagged === undefined ? 0 : 1),
    read: (reader) => {
      // A copy of one object: all values of a schema share their hidden class, whatever the version. (Were it frozen, a
      // copy of it would take twice as long.)
      const value: Record<string, unknown> = { ...fallbacks };
      for (const { name, codec } of steps) value[name] = codec.read(reader);
      if (tagged !== undefined) readTagged(reader, tagged, value);
      return value;
    },
    write: (writer, value) => {
      for (const { name, field, codec } of steps) {
        const given = value[name];
        codec.write(writer, given === undefined ? field.fallback : given);
      }
      if (tagged !== undefined) writeTagged(writer, tagged, value);
    },
  };
}

/** KIP-482: how many follow, then each as tag, size and value. Those that we do not know are skipped. */
function readTagged(
  reader: WireReader,
  tagged: readonly TaggedStep[],
  value: Record<string, unknown>,
): void {
  let previous = -1;
  for (let left = reader.unsignedVarint(); left > 0; left -= 1) {
    const tag = reader.unsignedVarint();
    // The order is part of the format, and with it no field comes twice.
    if (tag <= previous) throw new MalformedBytes('tagged fields are not in ascending order');
    previous = tag;
    const size = reader.unsignedVarint();
    const known = tagged.find((step) => step.tag === tag);
    if (known === undefined) {
      reader.bytes(size);
      continue;
    }
    const end = reader.position + size;
    value[known.name] = known.codec.read(reader);
    if (reader.position !== end) throw new MalformedBytes('a tagged field has another size');
  }
}

function writeTagged(writer: WireWriter, tagged: readonly TaggedStep[], value: Struct): void {
  if (tagged.length === 0) {
    writer.uint8(0);
    return;
  }
  const given = tagged.filter(({ name, field }) => !isFallback(field, value[name]));
  writer.unsignedVarint(given.length);
  for (const { name, tag, codec } of given) {
    const encoded = new WireWriter();
    codec.write(encoded, value[name]);
    writer.unsignedVarint(tag).unsignedVarint(encoded.size);
    for (const chunk of encoded.chunks()) writer.bulk(chunk);
  }
}

/** A list or bytes have no default but null and empty. */
function isFallback({ type, fallback }: Field, value: unknown): boolean {
  if (value === undefined || value === fallback) return true;
  if (value === null || fallback === null) return false;
  if (type.kind === 'struct') {
    return Object.entries(type.fields).every(([name, field]) =>
      isFallback(field, (value as Struct)[name]),
    );
  }
  return (Array.isArray(value) || value instanceof Uint8Array) && value.length === 0;
}

function listCodec(element: Codec, { flexible, nullable }: Form): Codec<readonly unknown[] | null> {
  invariant(element.minBytes > 0, 'a list of nothing could be of any length');
  return {
    minBytes: flexible ? 1 : 4,
    read: (reader) => {
      const count = flexible ? reader.compactLength() : reader.int32();
      if (count === -1) return readNull(nullable);
      reader.expectElements(count, element.minBytes);
      const elements: unknown[] = [];
      for (let i = 0; i < count; i += 1) elements.push(element.read(reader));
      return elements;
    },
    write: (writer, value) => {
      if (value === null) writeNull(nullable);
      const count = value === null ? -1 : value.length;
      if (flexible) writer.unsignedVarint(count + 1);
      else writer.int32(count);
      for (const each of value ?? []) element.write(writer, each);
    },
  };
}

/** One byte before the struct says whether it is there; only ever used in flexible versions. */
function nullableStructCodec(codec: Codec<Struct>): Codec<Struct | null> {
  return {
    minBytes: 1,
    read: (reader) => (reader.int8() < 0 ? null : codec.read(reader)),
    write: (writer, value) => {
      writer.uint8(value === null ? 0xff : 1);
      if (value !== null) codec.write(writer, value);
    },
  };
}
