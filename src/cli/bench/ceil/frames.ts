import { crc32c } from '@node-rs/crc32';

/** A frame of the bare pipeline: payload length and CRC-32C of the payload (both uint32), then the payload. */
export const FRAME_HEADER_BYTES = 8;

export function makeFrame(payload: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafeSlow(FRAME_HEADER_BYTES + payload.length);
  frame.writeUInt32BE(payload.length, 0);
  frame.writeUInt32BE(crc32c(payload), 4);
  frame.set(payload, FRAME_HEADER_BYTES);
  return frame;
}

/** Whole, verified frames in the order of arrival: the same bytes go to the file and to the next process. */
export interface FrameRun {
  readonly frames: number;
  readonly bytes: number;
  readonly chunks: Buffer[];
}

/**
 * Cuts a byte stream into runs of whole frames without copying a payload: a run is a list of slices of what
 * the socket delivered. Every payload's checksum is verified, chunk by chunk.
 */
export class FrameSplitter {
  /** Bytes of the frame that is not complete yet. */
  private partial: Buffer[] = [];
  private partialBytes = 0;
  private readonly header = Buffer.alloc(FRAME_HEADER_BYTES);
  private headerBytes = 0;
  private payloadBytesMissing = 0;
  private crc = 0;

  /** What `chunk` completes, or undefined when it completes no frame. Throws when a checksum is wrong. */
  push(chunk: Buffer): FrameRun | undefined {
    let at = 0;
    let runEnd = 0;
    let frames = 0;
    while (at < chunk.length) {
      if (this.headerBytes < FRAME_HEADER_BYTES) {
        const taken = chunk.copy(this.header, this.headerBytes, at, at + this.headerBytesMissing());
        at += taken;
        this.headerBytes += taken;
        if (this.headerBytes < FRAME_HEADER_BYTES) break;
        this.payloadBytesMissing = this.header.readUInt32BE(0);
        this.crc = 0;
      }
      const end = Math.min(chunk.length, at + this.payloadBytesMissing);
      this.crc = crc32c(chunk.subarray(at, end), this.crc);
      this.payloadBytesMissing -= end - at;
      at = end;
      if (this.payloadBytesMissing > 0) break;
      if (this.crc !== this.header.readUInt32BE(4)) throw new Error('a frame fails its checksum');
      this.headerBytes = 0;
      frames += 1;
      runEnd = at;
    }
    return this.finishRun(chunk, runEnd, frames);
  }

  private headerBytesMissing(): number {
    return FRAME_HEADER_BYTES - this.headerBytes;
  }

  private finishRun(chunk: Buffer, runEnd: number, frames: number): FrameRun | undefined {
    let run: FrameRun | undefined;
    if (frames > 0) {
      this.partial.push(runEnd === chunk.length ? chunk : chunk.subarray(0, runEnd));
      run = { frames, bytes: this.partialBytes + runEnd, chunks: this.partial };
      this.partial = [];
      this.partialBytes = 0;
    }
    if (runEnd < chunk.length) {
      this.partial.push(runEnd === 0 ? chunk : chunk.subarray(runEnd));
      this.partialBytes += chunk.length - runEnd;
    }
    return run;
  }
}
