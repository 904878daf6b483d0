/** Batches of an idempotent producer, and the headers of such batches as a log has them. */
import { stampBatch, stampLogAppendTime } from '../../src/record/batch-header.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';

export interface ProducedShape {
  readonly id?: number;
  readonly epoch?: number;
  readonly sequence: number;
  readonly count?: number;
  readonly timestampMs?: number;
}

/** As the client sends it: a record says whose it is, and its sequence. */
export function producedBatch(shape: ProducedShape): Uint8Array {
  const { id = 7, epoch = 0, sequence, count = 1, timestampMs = 1000 } = shape;
  const builder = new BatchBuilder({ producer: { id, epoch, baseSequence: sequence } });
  for (let i = 0; i < count; i += 1) {
    const value = new TextEncoder().encode(`${id}/${sequence + i}`);
    builder.append({ key: null, value, timestampMs });
  }
  return builder.finish();
}

/** As the log has it. */
export function loggedBatch(
  shape: ProducedShape & {
    readonly offset: number;
    readonly leaderEpoch?: number;
    readonly appendTimeMs?: number;
  },
): Uint8Array {
  const bytes = producedBatch(shape);
  if (shape.appendTimeMs !== undefined) stampLogAppendTime(bytes, shape.appendTimeMs);
  stampBatch(bytes, shape.offset, shape.leaderEpoch ?? 1);
  return bytes;
}
