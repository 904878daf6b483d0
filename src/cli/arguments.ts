/** Parsers of what people type after an option. They throw what commander turns into a usage error. */
import { InvalidArgumentError } from 'commander';
import { isUuidText } from '../base/uuid.ts';
import { NODE_ID_MAX } from '../model/ids.ts';
import type { TopicPartition } from '../model/topic-partition.ts';

/** From here on the limit is the computer's, not the command's, and is not worth words. */
const NO_LIMIT = 0x7fff_ffff;

export function parseInteger(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= low && value <= high)) {
      const range = high >= NO_LIMIT ? `, ${low} or more` : ` from ${low} to ${high}`;
      throw new InvalidArgumentError(`It must be a whole number${range}.`);
    }
    return value;
  };
}

export const parsePartition = parseInteger(0, 0x7fff_ffff);
export const parsePort = parseInteger(1, 65_535);
export const parseCount = parseInteger(1, Number.MAX_SAFE_INTEGER);

/** For a repeatable `--config k=v`; the value may hold `=` and may be empty. */
export function collectSetting(
  text: string,
  collected: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const at = text.indexOf('=');
  if (at <= 0) throw new InvalidArgumentError('It must look like retention.ms=60000.');
  return { ...collected, [text.slice(0, at)]: text.slice(at + 1) };
}

export function collectName(text: string, collected: readonly string[] = []): string[] {
  return [...collected, text];
}

/** `demo/0`. A topic name holds no slash. */
export function parseTopicPartition(text: string): TopicPartition {
  const match = /^([^/]+)\/(\d{1,10})$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must look like demo/0: TOPIC/PARTITION.');
  return { topic: match[1]!, partition: parsePartition(match[2]!) };
}

export interface Transfer {
  readonly partition: number;
  readonly nodeId: number;
}

/** `0:2`, repeatable: partition 0 to broker 2. */
export function collectTransfer(text: string, collected: readonly Transfer[] = []): Transfer[] {
  const match = /^(\d{1,10}):(\d{1,10})$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must look like 0:2: PARTITION:NODE.');
  const transfer = {
    partition: parsePartition(match[1]!),
    nodeId: parseInteger(0, NODE_ID_MAX)(match[2]!),
  };
  return [...collected, transfer];
}

export interface VoterArgument {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly directoryId: string;
}

/** `1@10.0.0.1:9081:DIRECTORY-ID,2@...`; an IPv6 host stands in brackets. */
export function parseVoters(text: string): VoterArgument[] {
  const voters = text.split(',').map(parseVoter);
  if (new Set(voters.map((voter) => voter.nodeId)).size < voters.length) {
    throw new InvalidArgumentError('Two voters have the same node id.');
  }
  if (new Set(voters.map((voter) => voter.directoryId)).size < voters.length) {
    throw new InvalidArgumentError('Two voters have the same directory id.');
  }
  return voters;
}

function parseVoter(text: string): VoterArgument {
  const match = /^(\d{1,10})@(\[[^\]]+\]|[^:@[\]]+):(\d{1,5}):([A-Za-z0-9_-]+)$/.exec(text.trim());
  if (match === null) {
    throw new InvalidArgumentError(`"${text}" does not look like NODE@HOST:PORT:DIRECTORY-ID.`);
  }
  return {
    nodeId: parseInteger(0, NODE_ID_MAX)(match[1]!),
    host: match[2]!.replaceAll(/[[\]]/g, ''),
    port: parsePort(match[3]!),
    directoryId: parseId(match[4]!),
  };
}

export function parseId(text: string): string {
  if (isUuidText(text)) return text;
  throw new InvalidArgumentError('It must be an id; make one with: npx flotilla broker new-id');
}
