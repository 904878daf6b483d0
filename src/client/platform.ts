/** What the core of the client takes from where it runs: Node, a browser, or a simulation. */
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import type { CreateSocket } from './open-connection.ts';
import type { Bytes } from './types/bytes.ts';
import type { logCreator } from './types/config.ts';

export interface ClientPlatform {
  readonly clock: Clock;
  readonly random: Random;
  readonly createSocket: CreateSocket;
  readonly logCreator: logCreator;
  /** A view on the same memory, in the type that the application gets: a Buffer in Node. */
  readonly toBytes: (bytes: Uint8Array) => Bytes;
}
