import type { BrokerApi, ListOffsetsRequest } from '../../broker/api.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { CliError } from '../cli-error.ts';
import type { StartAt } from './start-argument.ts';

export interface ReadRange {
  readonly start: number;
  /** What was committed when the question was asked; exclusive. */
  readonly end: number;
}

/** Where reading a partition starts, and where it ends if it is to end where the partition ends now. */
export async function resolveRange(
  broker: BrokerApi,
  partition: TopicPartition,
  startAt: StartAt,
): Promise<ReadRange> {
  const list = async (at: ListOffsetsRequest['at']) =>
    (await broker.listOffsets({ ...partition, at })).offset;
  const earliest = (await list({ kind: 'earliest' })) ?? 0;
  const latest = (await list({ kind: 'latest' })) ?? earliest;
  switch (startAt.kind) {
    case 'start':
      return { start: earliest, end: latest };
    case 'end':
      return { start: latest, end: latest };
    case 'last':
      return { start: Math.max(earliest, latest - startAt.count), end: latest };
    case 'time': {
      const found = await list({ kind: 'timestamp', timestampMs: startAt.timestampMs });
      return { start: found ?? latest, end: latest };
    }
    case 'offset':
      if (startAt.offset < earliest || startAt.offset > latest) {
        throw new CliError(
          `${partition.topic}/${partition.partition} holds the offsets from ${earliest} up to but not including ${latest}; ${startAt.offset} is not among them.`,
          'read from the start with: -o start',
        );
      }
      return { start: startAt.offset, end: latest };
  }
}
