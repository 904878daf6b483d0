/** Beats, packed: see Beats of peer.proto. */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import { position } from '../model/position.ts';
import type { Beat } from './peer-item.ts';
import { bytesOfUuid, decodeTerm, decodeUuid } from './raft-wire.ts';

const BEAT_BYTES = 36;

export function encodeBeats(beats: readonly Beat[]): Uint8Array {
  const writer = new ByteWriter(beats.length * BEAT_BYTES);
  for (const { group, term, commitIndex } of beats) {
    writer
      .bytes(bytesOfUuid(group.topicId))
      .uint32(group.partition)
      .uint32(term)
      .int64(commitIndex.nextOffset)
      .uint32(commitIndex.ordinal);
  }
  return writer.finish();
}

export function decodeBeats(bytes: Uint8Array): Beat[] {
  if (bytes.length % BEAT_BYTES !== 0) throw new MalformedBytes('a beat is cut short');
  const reader = new ByteReader(bytes);
  const beats: Beat[] = [];
  while (reader.remaining > 0) {
    const group = { topicId: decodeUuid(reader.bytes(16)), partition: reader.uint32() };
    const term = decodeTerm(reader.uint32());
    const nextOffset = reader.int64();
    if (nextOffset < 0) throw new MalformedBytes('a beat has a negative offset');
    beats.push({ group, term, commitIndex: position(nextOffset, reader.uint32()) });
  }
  return beats;
}
