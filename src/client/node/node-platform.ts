import { randomBytes } from 'node:crypto';
import { uniformInteger } from '../../base/uniform-integer.ts';
import { consoleLog } from '../console-log.ts';
import type { ClientPlatform } from '../platform.ts';
import { systemClock } from '../system-clock.ts';
import { openWebSocket } from './web-socket.ts';

const uint32 = (): number => randomBytes(4).readUInt32BE();

export const nodePlatform: ClientPlatform = {
  clock: systemClock,
  random: {
    uint32,
    integer: (low, high) => uniformInteger(uint32, low, high),
    bytes: (length) => new Uint8Array(randomBytes(length)),
  },
  createSocket: openWebSocket,
  logCreator: consoleLog,
  toBytes: ({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length),
};
