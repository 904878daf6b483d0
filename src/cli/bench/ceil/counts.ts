import type { Socket } from 'node:net';

/** Answers are counts that only grow, as uint32: "I have this many frames". */
export function encodeCount(count: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(count, 0);
  return bytes;
}

/** Calls back with the newest count of a stream of them; the ones before it say nothing more. */
export function onCounts(socket: Socket, newest: (count: number) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const wholeBytes = bytes.length - (bytes.length % 4);
    rest = bytes.subarray(wholeBytes);
    if (wholeBytes > 0) newest(bytes.readUInt32BE(wholeBytes - 4));
  });
}

/** The greatest count that a majority of the replicas has reached. */
export function majorityCount(counts: readonly number[]): number {
  const descending = counts.toSorted((a, b) => b - a);
  return descending[Math.floor(counts.length / 2)] ?? 0;
}
