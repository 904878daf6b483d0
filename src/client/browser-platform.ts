/** What browsers, Deno and Bun have alike. */
import { uniformInteger } from '../base/uniform-integer.ts';
import { openGlobalWebSocket } from './browser-connect.ts';
import { consoleLog } from './console-log.ts';
import type { ClientPlatform } from './platform.ts';
import { systemClock } from './system-clock.ts';
import { Utf8Bytes } from './text-bytes.ts';
import type { Bytes } from './types/bytes.ts';

const uint32 = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;

export const browserPlatform: ClientPlatform = {
  clock: systemClock,
  random: {
    uint32,
    integer: (low, high) => uniformInteger(uint32, low, high),
    bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  },
  createSocket: openGlobalWebSocket,
  logCreator: consoleLog,
  toBytes: ({ buffer, byteOffset, length }) =>
    // Where this is compiled Node's types are there, so Bytes is Buffer; in a browser it is TextBytes.
    new Utf8Bytes(buffer as ArrayBuffer, byteOffset, length) as Uint8Array as Bytes,
};
