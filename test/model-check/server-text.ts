/**
 * A server of the model as text. Two servers with the same text have the same future. Other servers stand in it under
 * names that can be exchanged: what differs only in the names of servers is looked at once.
 */
import type { Position } from '../../src/model/position.ts';
import type { ModelServer } from './server.ts';

/** What counts ticks, since time-outs are actions of the model, and what says the same in every state. */
const LEFT_OUT = new Set([
  'settings',
  'index',
  'disk',
  'ticksSinceHeard',
  'ticksSinceCaughtUp',
  'ticksWithoutProgress',
  'ticksSinceSent',
  'ticksInOffice',
  'ticksSinceDiskProgress',
  'ticksLeft',
  'electionTicks',
  'electionTicksElapsed',
  'directoryId',
  'voters',
  'learners',
  'configurations',
  // The end of the log some ticks ago: for people to look at.
  'target',
  // Read by a tick without a heartbeat, and by beats: the model has neither.
  'commitSent',
  // A window of 256 messages and 8 MiB, which no model comes near.
  'inflight',
  'inflightBytes',
]);
const NAMES_A_SERVER = new Set(['votedFor', 'leader', 'nodeId', 'to', 'transferTo']);
const KEYED_BY_SERVER = new Set(['votes', 'peers']);

/** `ids[id]` is the name that server `id` gets. */
export interface Renaming {
  readonly index: number;
  readonly ids: readonly number[];
}

/** Servers stand in it as `§` and their id; what is kept by server, between `⟦` and `⟧`. */
export function textOfServer({ raft, disk }: ModelServer): string {
  return `${encode(raft, '')}|${encode(disk, '')}`;
}

export function named(text: string, rename: (id: number) => number): string {
  return text
    .replace(/§(\d)/g, (_, id: string) => `s${rename(Number(id))}`)
    .replace(/⟦([^⟧]*)⟧/g, (_, items: string) => items.split('¦').sort(compare).join());
}

const texts = new WeakMap<object, string>();

/** Of a message or a log entry: nobody changes it, and it names no server. */
export function textOfConstant(value: object): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = encodeFields(value);
    texts.set(value, text);
  }
  return text;
}

function encode(value: unknown, key: string): string {
  if (typeof value === 'number') return NAMES_A_SERVER.has(key) ? `§${value}` : `${value}`;
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? '' : String(value);
  }
  if (value instanceof Uint8Array) return String.fromCharCode(...value);
  if ('nextOffset' in value) {
    const { nextOffset, ordinal } = value as Position;
    return `(${nextOffset},${ordinal})`;
  }
  if ('prev' in value) return textOfConstant(value);
  if (Array.isArray(value)) return `[${value.map((item) => encode(item, key)).join()}]`;
  if (value instanceof Map) {
    const isByServer = KEYED_BY_SERVER.has(key);
    const items = [...(value as Map<unknown, unknown>)].map(([name, item]) => {
      const shown = isByServer ? `§${String(name)}` : name;
      return `${String(shown)}:${encode(item, key)}`;
    });
    // Which comes first, is known only when they are named.
    return isByServer ? `⟦${items.join('¦')}⟧` : `{${items.sort(compare).join()}}`;
  }
  return encodeFields(value);
}

function encodeFields(value: object): string {
  let text = '{';
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined || LEFT_OUT.has(name)) continue;
    text += `${name}:${encode(item, name)},`;
  }
  return `${text}}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
