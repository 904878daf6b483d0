/** One setting of a broker or a topic: its zod schema, default and documentation, and how raw input becomes a value. */
import { z } from 'zod';

export interface Setting {
  readonly schema: z.ZodType;
  /** Undefined: the setting is optional. */
  readonly default: unknown;
  /** Of a number: ms, bytes, ... */
  readonly unit?: string;
  /** Sentences for people. */
  readonly doc: string;
}

export type ReadSetting =
  | { readonly kind: 'value'; readonly value: unknown }
  /** The end of a sentence: "70000; it must be an integer from 1 to 65535". */
  | { readonly kind: 'fault'; readonly fault: string };

/** Kafka's "no limit" for int64 settings; tools copy it, so it is taken for the largest number that we have. */
const INT64_MAX = 2 ** 63;

/** `raw` is what YAML gave, or text from the environment, a command line or a topic's config. */
export function readSetting(schema: z.ZodType, raw: unknown): ReadSetting {
  const kind = jsonSchema(schema).type;
  const parsed = schema.safeParse(typeof raw === 'string' ? fromText(kind, raw) : clamped(raw));
  if (parsed.success) return { kind: 'value', value: parsed.data };
  return { kind: 'fault', fault: `${shown(raw)}; it must be ${rangeOf(schema)}` };
}

/** "an integer from 1 to 65535", "one of fsync, page-cache", ... */
export function rangeOf(schema: z.ZodType): string {
  const { type, minimum, maximum, enum: choices, items } = jsonSchema(schema);
  if (choices !== undefined)
    return choices.length === 1 ? choices[0]! : `one of ${choices.join(', ')}`;
  if (type === 'integer' || type === 'number') {
    const noun = type === 'integer' ? 'an integer' : 'a number';
    const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER;
    const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
    if (from && to) return `${noun} from ${minimum} to ${maximum}`;
    if (from) return `${noun}, at least ${minimum}`;
    return to ? `${noun}, at most ${maximum}` : noun;
  }
  if (type === 'boolean') return 'true or false';
  return items === undefined ? 'text that is not empty' : 'a list of texts';
}

interface PlainSchema {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly items?: unknown;
}

const jsonSchemas = new WeakMap<z.ZodType, PlainSchema>();

function jsonSchema(schema: z.ZodType): PlainSchema {
  let plain = jsonSchemas.get(schema);
  if (plain === undefined) {
    plain = z.toJSONSchema(schema) as PlainSchema;
    jsonSchemas.set(schema, plain);
  }
  return plain;
}

function fromText(kind: string | undefined, text: string): unknown {
  const trimmed = text.trim();
  if (kind === 'integer') return /^[+-]?\d{1,19}$/.test(trimmed) ? clamped(Number(trimmed)) : text;
  if (kind === 'number') return /^[+-]?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : text;
  if (kind === 'boolean') {
    if (trimmed.toLowerCase() === 'true') return true;
    return trimmed.toLowerCase() === 'false' ? false : text;
  }
  if (kind === 'array') {
    return trimmed === '' ? [] : trimmed.split(',').map((item) => item.trim());
  }
  return trimmed;
}

function clamped(raw: unknown): unknown {
  const isLong = typeof raw === 'number' && raw > Number.MAX_SAFE_INTEGER && raw <= INT64_MAX;
  return isLong ? Number.MAX_SAFE_INTEGER : raw;
}

const SHOWN_CHARACTERS_MAX = 60;

/** What came in, short enough for a sentence. */
function shown(raw: unknown): string {
  const text =
    typeof raw === 'string'
      ? JSON.stringify(raw)
      : typeof raw === 'number'
        ? `${raw}`
        : (JSON.stringify(raw) ?? 'nothing');
  return text.length <= SHOWN_CHARACTERS_MAX ? text : `${text.slice(0, SHOWN_CHARACTERS_MAX)}...`;
}

/** A value as a config file or a topic config has it. */
export function showValue(value: unknown): string {
  if (value === undefined) return '';
  // Kafka's largest int64, which is how "no limit" is written.
  if (value === Number.MAX_SAFE_INTEGER) return '9223372036854775807';
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What kind of value it is. */
export type SettingKind = 'integer' | 'number' | 'boolean' | 'array' | 'string';

export function kindOf(schema: z.ZodType): SettingKind {
  return (jsonSchema(schema).type ?? 'string') as SettingKind;
}
