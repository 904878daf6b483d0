/**
 * Sockets that read to where their reader says. By itself Node gives every read 64 KiB of its own, which a frame of
 * 1 MB then has to be joined from: receiving that way took 1.0 ms of CPU per MB, this way 0.45, and the garbage
 * collector, which counts those buffers, has less to do (decision 28).
 */
import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';

export interface Reader {
  /** Where the next bytes are to lie; undefined: anywhere. */
  room(): Uint8Array | undefined;
  /** So many bytes were read to where `room` said. */
  filled(count: number): void;
  /** They were read elsewhere; the piece is the reader's. */
  received(piece: Uint8Array): void;
}

/** Of all sockets: what is in it is copied before anything else is read. */
const ANYWHERE = Buffer.allocUnsafeSlow(64 * 1024);

export class ReadTarget {
  /** For the socket, when it is made. */
  readonly onread: OnReadOpts = {
    buffer: () => this.reader?.room() ?? ANYWHERE,
    callback: (count, buffer) => this.read(count, buffer),
  };
  private reader: Reader | undefined;

  /** Before anything is read. */
  readBy(reader: Reader): void {
    this.reader = reader;
  }

  private read(count: number, buffer: Uint8Array): boolean {
    if (buffer !== ANYWHERE) this.reader?.filled(count);
    else {
      const piece = Buffer.allocUnsafeSlow(count);
      ANYWHERE.copy(piece, 0, 0, count);
      this.reader?.received(piece);
    }
    return true;
  }
}

interface WithHandleOption {
  readonly handle: object;
  readonly onread: OnReadOpts;
}

/** The handle of a socket has no public name; it has had this one since Node 0.10. */
interface WithHandle {
  _handle?: object | null;
}

/**
 * A paused socket that reads to `target`, in place of one that a server of ours has just accepted, paused, and that nobody
 * else knows: only a socket that is made anew can be told where to read to. Undefined where Node does not let us.
 */
export function readingTo(target: ReadTarget, accepted: Socket): Socket | undefined {
  const old = accepted as WithHandle;
  const handle = old._handle;
  if (handle === undefined || handle === null) return undefined;
  const { onread } = target;
  const options: SocketConstructorOpts & WithHandleOption = { handle, onread };
  const socket = new Socket(options);
  if ((socket as WithHandle)._handle !== handle) return undefined;
  old._handle = null;
  socket.pause();
  // The server counts the sockets that it made.
  socket.once('close', () => accepted.destroy());
  return socket;
}
