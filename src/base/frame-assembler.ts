/**
 * Cuts a byte stream into frames: uint32 big-endian length, then as many bytes. Memory grows with the bytes that
 * came, never with the length that was declared: pieces are kept as they came and joined once, when the frame
 * is whole. A frame that lies within one piece is a view of it.
 *
 * Who can say where it reads to (`room`) has the rest of a large frame read into its place, and nothing is joined.
 */
export const FRAME_HEADER_BYTES = 4;
/** Pieces below this are copied behind each other: a list of one-byte pieces would cost 100 times their bytes. */
const SMALL_PIECE_BYTES = 4 * 1024;
const POOL_BYTES = 64 * 1024;
/** From here on a place of its own is worth it. */
const LARGE_FRAME_BYTES = 128 * 1024;
/** What the first large frame of a stream gets on its header alone; then twice what came, again and again. */
const PLACE_BYTES_MIN = 64 * 1024;
/** Who has sent a whole frame of some size is trusted to send another of that size, up to here. */
const TRUSTED_BYTES_MAX = 4 * 1024 * 1024;

export function frameHeader(bodyBytes: number): Uint8Array {
  // By hand: a DataView for four bytes costs more than the bytes.
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  header[0] = bodyBytes >>> 24;
  header[1] = bodyBytes >>> 16;
  header[2] = bodyBytes >>> 8;
  header[3] = bodyBytes;
  return header;
}

/** The peer declared a frame longer than allowed; nothing that follows can be trusted. */
export class FrameTooLong extends Error {
  override readonly name = 'FrameTooLong';
}

export class FrameAssembler {
  private pieces: Uint8Array[] = [];
  private heldBytes = 0;
  private pool = new Uint8Array(0);
  private poolUsed = 0;
  /** Undefined until the header is there. */
  private declared: number | undefined;
  /** Holds the first bytes of the frame, and no piece holds any; undefined while pieces do. */
  private place: Uint8Array | undefined;
  private placeUsed = 0;
  private trustedBytes = 0;

  private readonly frameBytesMax: number;
  private readonly allocate: (bytes: number) => Uint8Array;

  /** `allocate` may give memory with anything in it: every byte is overwritten. */
  constructor(
    frameBytesMax: number,
    allocate: (bytes: number) => Uint8Array = (bytes) => new Uint8Array(bytes),
  ) {
    this.frameBytesMax = frameBytesMax;
    this.allocate = allocate;
  }

  /** Takes over the piece. */
  push(piece: Uint8Array): void {
    this.heldBytes += piece.length;
    if (this.place !== undefined && this.placeUsed < this.declared!) piece = this.putInPlace(piece);
    if (piece.length === 0) return;
    if (this.pieces.length > 0 && piece.length < SMALL_PIECE_BYTES) this.pushSmall(piece);
    else this.pieces.push(piece);
  }

  /**
   * Where the next bytes of the stream are best read to: the rest of a large frame whose header was seen. Undefined:
   * anywhere, and pushed. `filled` says how many were read there, before anything else is pushed.
   */
  room(): Uint8Array | undefined {
    const { declared } = this;
    if (declared === undefined || declared < LARGE_FRAME_BYTES) return undefined;
    if (this.heldBytes >= declared) return undefined;
    const place = this.placeFor(this.heldBytes + 1);
    return place.subarray(this.placeUsed);
  }

  filled(count: number): void {
    this.heldBytes += count;
    this.placeUsed += count;
  }

  /** Some of the next frame is there, but not all of it, once `next` gave undefined. */
  get hasPartialFrame(): boolean {
    return this.declared !== undefined || this.heldBytes > 0;
  }

  /** The next whole frame, or undefined until more comes. Throws FrameTooLong. */
  next(): Uint8Array | undefined {
    if (this.declared === undefined) {
      if (this.heldBytes < FRAME_HEADER_BYTES) return undefined;
      const [a, b, c, d] = this.take(FRAME_HEADER_BYTES);
      this.declared = ((a! << 24) | (b! << 16) | (c! << 8) | d!) >>> 0;
      if (this.declared > this.frameBytesMax) {
        throw new FrameTooLong(
          `a frame of ${this.declared} bytes was announced, at most ${this.frameBytesMax} are allowed`,
        );
      }
    }
    if (this.heldBytes < this.declared) return undefined;
    const frame = this.place === undefined ? this.take(this.declared) : this.takePlace();
    this.declared = undefined;
    return frame;
  }

  private takePlace(): Uint8Array {
    const frame = this.place!;
    this.heldBytes -= frame.length;
    this.trustedBytes = Math.min(frame.length, TRUSTED_BYTES_MAX);
    this.place = undefined;
    this.placeUsed = 0;
    return frame;
  }

  /** The place of the frame that comes, with room for its first `count` bytes; what is held of it lies there. */
  private placeFor(count: number): Uint8Array {
    const { place, declared } = this;
    if (place !== undefined && count <= place.length) return place;
    const least = place === undefined ? Math.max(PLACE_BYTES_MIN, this.trustedBytes) : 0;
    const larger = this.allocate(Math.min(declared!, Math.max(least, 2 * count)));
    if (place !== undefined) larger.set(place);
    else
      for (const piece of this.pieces.splice(0))
        this.placeUsed = copy(piece, larger, this.placeUsed);
    this.place = larger;
    return larger;
  }

  /** Gives what is of the frames behind it. */
  private putInPlace(piece: Uint8Array): Uint8Array {
    const ofFrame = piece.subarray(0, this.declared! - this.placeUsed);
    const place = this.placeFor(this.placeUsed + ofFrame.length);
    this.placeUsed = copy(ofFrame, place, this.placeUsed);
    return piece.subarray(ofFrame.length);
  }

  private pushSmall(piece: Uint8Array): void {
    if (this.poolUsed + piece.length > this.pool.length) {
      this.pool = new Uint8Array(POOL_BYTES);
      this.poolUsed = 0;
    }
    this.pool.set(piece, this.poolUsed);
    const end = this.poolUsed + piece.length;
    const last = this.pieces.at(-1)!;
    const continuesLast =
      last.buffer === this.pool.buffer && last.byteOffset + last.length === this.poolUsed;
    if (continuesLast)
      this.pieces[this.pieces.length - 1] = this.pool.subarray(last.byteOffset, end);
    else this.pieces.push(this.pool.subarray(this.poolUsed, end));
    this.poolUsed = end;
  }

  /** `count` is at most what is held. */
  private take(count: number): Uint8Array {
    this.heldBytes -= count;
    const first = this.pieces[0] ?? new Uint8Array(0);
    if (first.length > count) {
      this.pieces[0] = first.subarray(count);
      return first.subarray(0, count);
    }
    if (first.length === count) {
      this.pieces.shift();
      return first;
    }
    return this.join(count);
  }

  private join(count: number): Uint8Array {
    const joined = this.allocate(count);
    let filled = 0;
    let used = 0;
    while (filled < count) {
      const piece = this.pieces[used]!;
      const part = piece.subarray(0, count - filled);
      joined.set(part, filled);
      filled += part.length;
      if (part.length < piece.length) this.pieces[used] = piece.subarray(part.length);
      else used += 1;
    }
    this.pieces.splice(0, used);
    return joined;
  }
}

/** Gives where it ends. */
function copy(source: Uint8Array, target: Uint8Array, at: number): number {
  target.set(source, at);
  return at + source.length;
}
