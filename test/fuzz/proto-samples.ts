/** A valid message of every kind that a .proto file knows, with a value in each field: one for each member of its choices. */
import path from 'node:path';
import protobuf from 'protobufjs';

const SOURCE = path.resolve(import.meta.dirname, '../../src/protocol');
const DEPTH_MAX = 5;
/** As long as an id. */
const SOME_BYTES = Uint8Array.from({ length: 16 }, (_, i) => i);

const NUMBERS: readonly string[] = ['uint32', 'int32', 'sint32', 'uint64', 'int64', 'sint64'];

type Message = Record<string, unknown>;

export function protoTypes(file: string, namespace: string): readonly protobuf.Type[] {
  const root = new protobuf.Root().loadSync(path.join(SOURCE, `${file}.proto`)).resolveAll();
  const { nestedArray } = root.lookup(namespace) as protobuf.Namespace;
  return nestedArray.filter((type) => type instanceof protobuf.Type);
}

/** `text` stands in every string. */
export function samplesOf(type: protobuf.Type, text = 'Stable', depth = 0): Message[] {
  const choices = type.oneofsArray.filter(({ fieldsArray }) => fieldsArray.length > 1);
  const chosen = new Set(choices.flatMap(({ fieldsArray }) => fieldsArray));
  const plain: Message = {};
  for (const field of type.fieldsArray) {
    if (chosen.has(field)) continue;
    const [value] = valuesOf(field, text, depth);
    if (value !== undefined) plain[field.name] = value;
  }
  const samples = [...chosen].flatMap((field) =>
    valuesOf(field, text, depth).map((value) => ({ ...plain, [field.name]: value })),
  );
  return samples.length > 0 ? samples : [plain];
}

function valuesOf(field: protobuf.Field, text: string, depth: number): unknown[] {
  const values = elementsOf(field, text, depth);
  if (field instanceof protobuf.MapField) return [{ [text]: values[0], other: values[0] }];
  return field.repeated ? [values.length > 1 ? values : [values[0], values[0]]] : values;
}

function elementsOf(
  { type, resolvedType, id }: protobuf.Field,
  text: string,
  depth: number,
): unknown[] {
  if (resolvedType instanceof protobuf.Enum) return [1];
  if (resolvedType instanceof protobuf.Type) {
    return depth >= DEPTH_MAX ? [] : samplesOf(resolvedType, text, depth + 1);
  }
  if (NUMBERS.includes(type)) return [id];
  if (type === 'bytes') return [SOME_BYTES];
  if (type === 'bool') return [true];
  return [type === 'string' ? text : 0.5];
}
