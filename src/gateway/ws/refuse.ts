/** Refusals before there is a WebSocket: a plain HTTP answer with one sentence, then the end of the connection. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

export function refuseUpgrade(stream: Duplex, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  stream.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
  // Whoever does not read the answer is not waited for.
  stream.once('finish', () => stream.destroy());
}
