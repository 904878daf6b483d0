/**
 * One frame between brokers: a protobuf header, and behind it the bulk bytes that the header speaks of, as they lie
 * in memory.
 *
 *   [uint32 header length][uint32 crc32c of the header][header][payload ...]
 *
 * The header names offset, length and term of every batch, which the batch's own CRC does not cover; so these are
 * under a checksum on the wire too (DESIGN.md section 5). All numbers are big-endian.
 */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import { crc32c } from '../base/crc32c.ts';
import { flotilla } from './generated/peer.js';

const { PeerFrame } = flotilla.peer.v1;

const PREFIX_BYTES = 8;
/** A header is some tens of bytes a group, so this is far above what a broker pair has to say in a turn. */
export const PEER_HEADER_BYTES_MAX = 8 * 1024 * 1024;

export type PeerHeader = flotilla.peer.v1.PeerFrame.$Properties;

export interface SplitFrame {
  readonly header: flotilla.peer.v1.PeerFrame;
  /** A view of the frame behind the header. */
  readonly payload: Uint8Array;
}

/** The chunks are the frame; the payloads go out as they are. */
export function joinFrame(header: PeerHeader, payloads: readonly Uint8Array[]): Uint8Array[] {
  const encoded = PeerFrame.encode(header).finish();
  const prefix = new ByteWriter(PREFIX_BYTES).uint32(encoded.length).uint32(crc32c(encoded));
  return [prefix.written(), encoded, ...payloads];
}

/** Throws MalformedBytes, whatever the bytes are. */
export function splitFrame(frame: Uint8Array): SplitFrame {
  const reader = new ByteReader(frame);
  const length = reader.uint32();
  const checksum = reader.uint32();
  if (length > PEER_HEADER_BYTES_MAX) {
    throw new MalformedBytes(`a peer frame with a header of ${length} bytes`);
  }
  const encoded = reader.bytes(length);
  if (crc32c(encoded) !== checksum) {
    throw new MalformedBytes('the header of a peer frame fails its checksum');
  }
  return { header: decodeHeader(encoded), payload: reader.bytes(reader.remaining) };
}

function decodeHeader(encoded: Uint8Array): flotilla.peer.v1.PeerFrame {
  try {
    return PeerFrame.decode(encoded);
  } catch (error) {
    throw new MalformedBytes(`the header of a peer frame: ${(error as Error).message}`);
  }
}
