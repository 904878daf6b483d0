/**
 * Messages from a table: what protobufjs generates code for, at a tenth of the size and a fraction of the speed. Browsers
 * get them in the place of the generated code (package.json, `browser`). Fields that do not come have their defaults by the
 * prototype of the message, as there.
 *
 * A table has a message a line: its name, then `field:number:type`, the type behind `*` (repeated), `?` (optional), `{` (a map
 * from strings) or the name of a oneof and `/`.
 */
import { invariant } from '../../base/invariant.ts';
import { Reader, Writer } from './protobuf-runtime.ts';

type Mark = '' | '*' | '?' | '{' | 'oneof';

interface Field {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly mark: Mark;
  /** The names of all of its oneof, if it is of one. */
  readonly oneof?: readonly string[] | undefined;
}

type Values = Record<string, unknown>;

export interface CompactMessage {
  encode(message: object, writer?: Writer): Writer;
  decode(bytes: Reader | Uint8Array): object;
}

const DEFAULTS: Readonly<Record<string, unknown>> = {
  string: '',
  bytes: new Uint8Array(),
  bool: false,
};
const NUMBERS: readonly string[] = ['uint32', 'int32', 'sint32', 'uint64', 'int64', 'sint64'];
const SCALARS: readonly string[] = [...NUMBERS, 'double', 'bool', 'string', 'bytes'];

const WIRE_VARINT = 0;
const WIRE_64 = 1;
const WIRE_BYTES = 2;

type ScalarName = 'uint32';

function isNumber(type: string): boolean {
  return NUMBERS.includes(type) || type === 'double' || type === 'bool';
}

function wireTypeOf(type: string): number {
  if (type === 'double') return WIRE_64;
  return isNumber(type) ? WIRE_VARINT : WIRE_BYTES;
}

export function messagesOf(table: string): Record<string, CompactMessage> {
  const messages: Record<string, Message> = {};
  for (const line of table.trim().split('\n')) {
    const [name, ...fields] = line.trim().split(' ');
    messages[name!] = new Message(fields, messages);
  }
  return messages;
}

class Message implements CompactMessage {
  private readonly fields: readonly Field[];
  private readonly byNumber: ReadonlyMap<number, Field>;
  private readonly messages: Readonly<Record<string, Message>>;
  private readonly prototype: Values = {};

  constructor(texts: readonly string[], messages: Readonly<Record<string, Message>>) {
    this.messages = messages;
    const oneofs = new Map<string, string[]>();
    this.fields = texts.map((text) => {
      const [, name, number, oneof, sign, type] = /^(\w+):(\d+):(?:(\w+)\/|([*?{]))?(\w+)$/.exec(
        text,
      )!;
      const others = oneof === undefined ? undefined : (oneofs.get(oneof) ?? []);
      if (oneof !== undefined) oneofs.set(oneof, others!);
      others?.push(name!);
      const mark = oneof === undefined ? ((sign ?? '') as Mark) : 'oneof';
      return { name: name!, number: Number(number), type: type!, mark, oneof: others };
    });
    this.byNumber = new Map(this.fields.map((field) => [field.number, field]));
    for (const { name, type, mark } of this.fields) this.prototype[name] = defaultOf(type, mark);
    for (const [oneof, names] of oneofs) {
      const get = function (this: Values): string | undefined {
        return names.find((name) => Object.hasOwn(this, name) && this[name] !== null);
      };
      Object.defineProperty(this.prototype, oneof, { get });
    }
  }

  encode(message: object, writer: Writer = Writer.create()): Writer {
    for (const field of this.fields) {
      const { name, mark, type } = field;
      const value = Object.hasOwn(message, name) ? (message as Values)[name] : null;
      if (value === null || value === undefined) continue;
      if (mark === '*') this.writeRepeated(writer, field, value as readonly unknown[]);
      else if (mark === '{') this.writeMap(writer, field, value as Values);
      else if (mark !== '' || !isDefault(value, type)) this.write(writer, field, value);
    }
    return writer;
  }

  decode(bytes: Reader | Uint8Array): object {
    const reader = bytes instanceof Reader ? bytes : new Reader(bytes);
    return this.readInto(Object.create(this.prototype) as Values, reader);
  }

  private readInto(message: Values, reader: Reader): Values {
    while (reader.pos < reader.len) {
      const tag = reader.tag();
      const field = this.byNumber.get(tag >>> 3);
      if (field === undefined) reader.skipType(tag & 7);
      else this.readField(reader, tag & 7, field, message);
    }
    return message;
  }

  private write(writer: Writer, { type, number }: Field, value: unknown): void {
    writer.uint32((number << 3) | wireTypeOf(type));
    if (SCALARS.includes(type)) writer[type as ScalarName](value as number);
    else
      writer.bytes(
        this.typeOf(type)
          .encode(value as object)
          .finish(),
      );
  }

  /** Numbers are packed. */
  private writeRepeated(writer: Writer, field: Field, values: readonly unknown[]): void {
    if (!isNumber(field.type)) {
      for (const value of values) this.write(writer, field, value);
    } else if (values.length > 0) {
      const packed = Writer.create();
      for (const value of values) packed[field.type as ScalarName](value as number);
      writer.uint32((field.number << 3) | WIRE_BYTES).bytes(packed.finish());
    }
  }

  private writeMap(writer: Writer, { number, type }: Field, map: Values): void {
    for (const [key, value] of Object.entries(map)) {
      const entry = Writer.create()
        .uint32((1 << 3) | WIRE_BYTES)
        .string(key);
      this.write(entry, { name: 'value', number: 2, type, mark: '' }, value);
      writer.uint32((number << 3) | WIRE_BYTES).bytes(entry.finish());
    }
  }

  private readField(reader: Reader, wireType: number, field: Field, message: Values): void {
    const { name, type, mark } = field;
    const isPacked = mark === '*' && isNumber(type) && wireType === WIRE_BYTES;
    const expected = mark === '{' ? WIRE_BYTES : wireTypeOf(type);
    // As protobufjs: a field of another wire type than it should have is one that is not known.
    if (wireType !== expected && !isPacked) return void reader.skipType(wireType);
    if (mark === '{') return this.readEntry(new Reader(reader.bytes()), field, message);
    if (mark !== '*') return this.readOne(reader, field, message);
    const values = Object.hasOwn(message, name) ? (message[name] as unknown[]) : [];
    message[name] = values;
    if (!isPacked) return void values.push(this.read(reader, type));
    const packed = new Reader(reader.bytes());
    while (packed.pos < packed.len) values.push(this.read(packed, type));
  }

  /** A message that comes again adds to what came before; of a oneof the last one counts. */
  private readOne(reader: Reader, { name, type, oneof }: Field, message: Values): void {
    const before = Object.hasOwn(message, name) ? message[name] : null;
    if (SCALARS.includes(type) || before === null) message[name] = this.read(reader, type);
    else this.typeOf(type).readInto(before as Values, new Reader(reader.bytes()));
    for (const other of oneof ?? []) if (other !== name) delete message[other];
  }

  private readEntry(entry: Reader, { name, type }: Field, message: Values): void {
    let key = '';
    let value = defaultOf(type, '');
    while (entry.pos < entry.len) {
      const tag = entry.tag();
      if (tag === ((1 << 3) | WIRE_BYTES)) key = entry.string();
      else if (tag === ((2 << 3) | wireTypeOf(type))) value = this.read(entry, type);
      else entry.skipType(tag & 7);
    }
    if (!Object.hasOwn(message, name)) message[name] = Object.create(null);
    (message[name] as Values)[key] = value;
  }

  private read(reader: Reader, type: string): unknown {
    if (SCALARS.includes(type)) return reader[type as ScalarName]();
    return this.typeOf(type).decode(reader.bytes());
  }

  private typeOf(name: string): Message {
    const message = this.messages[name];
    invariant(message !== undefined, 'a table names only messages that it has');
    return message;
  }
}

function defaultOf(type: string, mark: Mark): unknown {
  if (mark === '*') return Object.freeze([]);
  if (mark === '{') return Object.freeze({});
  if (mark === '?' || mark === 'oneof') return null;
  if (type in DEFAULTS) return DEFAULTS[type];
  return isNumber(type) ? 0 : null;
}

function isDefault(value: unknown, type: string): boolean {
  return type === 'bytes' ? (value as Uint8Array).length === 0 : value === defaultOf(type, '');
}
