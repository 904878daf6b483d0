// Goal: what kafkajs is given behaves as the net.Socket that it expects, whatever the WebSocket under it does. Method: WebSockets
// that the test plays, and timers that it moves.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { socketFactory as browserFactory } from '../../../../src/client/kafkajs/browser.ts';
import { socketFactory } from '../../../../src/client/kafkajs/index.ts';

type Listener = (event: never) => void;

class PlayedSocket {
  static made: PlayedSocket[] = [];
  static refuses: RegExp | undefined;
  binaryType = 'blob';
  bufferedAmount = 0;
  readonly sent: Uint8Array[] = [];
  isClosed = false;
  readonly url: string;
  readonly protocol: string;
  private readonly listeners = new Map<string, Listener[]>();

  constructor(url: string, protocol: string) {
    if (PlayedSocket.refuses?.test(url)) throw new SyntaxError('no such scheme');
    this.url = url;
    this.protocol = protocol;
    PlayedSocket.made.push(this);
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  send(data: Uint8Array): void {
    this.sent.push(data);
  }

  close(): void {
    this.isClosed = true;
  }

  play(type: 'open' | 'message' | 'error' | 'close', event: object = {}): void {
    for (const listener of this.listeners.get(type) ?? []) listener(event as never);
  }

  /** Nobody listens, or the upgrade is refused. */
  fail(message: string): void {
    this.play('error', { message });
    this.play('close', { code: 1006, reason: '' });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  PlayedSocket.made = [];
  PlayedSocket.refuses = undefined;
});
afterEach(() => vi.useRealTimers());

const made = (): PlayedSocket[] => PlayedSocket.made;

/** A socket for the broker, and what it says. */
function connect(
  urls: string | string[] = 'ws://one:1',
  host = 'flotilla',
  factory = socketFactory(urls, { WebSocket: PlayedSocket }),
) {
  const events: string[] = [];
  const socket = factory({ host, port: 9092, onConnect: () => events.push('connected') });
  socket.on('data', (bytes) => events.push(`data ${String(bytes)} ${Buffer.isBuffer(bytes)}`));
  socket.on('end', () => events.push('end'));
  socket.on('error', (error: NodeJS.ErrnoException) =>
    events.push(`${error.code} ${error.message}`),
  );
  socket.on('timeout', () => events.push('timeout'));
  socket.on('drain', () => events.push('drain'));
  socket.on('close', (hadError) => events.push(`closed ${hadError}`));
  return { socket, events };
}

test('the broker of the name goes into the URL, beside what is there; any other host means whoever answers', () => {
  connect('wss://lb.example/?tenant=a', 'broker-12.flotilla.invalid');
  connect('ws://one:1', 'localhost');
  connect('ws://one:1', 'broker-1.flotilla.invalid.example.com');
  expect(made().map(({ url }) => url)).toEqual([
    'wss://lb.example/?tenant=a&broker=12',
    'ws://one:1/',
    'ws://one:1/',
  ]);
  expect(made()[0]!.protocol).toBe('kafka');
});

test('is connected when the WebSocket is open, and sends then what was written before', () => {
  const { socket, events } = connect();
  socket.write(Buffer.from('early'), 'binary');
  expect(events).toEqual([]);
  made()[0]!.play('open');
  socket.write(Buffer.from('late'), 'binary');
  expect(events).toEqual(['connected']);
  expect(made()[0]!.sent.map(String)).toEqual(['early', 'late']);
});

test('cuts what is large into messages that every broker takes', () => {
  const { socket } = connect();
  made()[0]!.play('open');
  const bytes = Buffer.from(Uint8Array.from({ length: 2_500_000 }, (_, at) => at % 251));
  socket.write(bytes);
  const { sent } = made()[0]!;
  expect(sent.map(({ length }) => length)).toEqual([1_048_576, 1_048_576, 402_848]);
  expect(Buffer.concat(sent).equals(bytes)).toBe(true);
});

test('gives what comes as Buffers, in Node and in browsers, and nothing of text', () => {
  const browsers = browserFactory('ws://one:1', { WebSocket: PlayedSocket });
  const node = socketFactory('ws://one:1', { WebSocket: PlayedSocket });
  for (const factory of [node, browsers]) {
    const { events } = connect('', '', factory);
    const socket = made().pop()!;
    socket.play('open');
    expect(socket.binaryType).toBe('arraybuffer');
    socket.play('message', { data: new TextEncoder().encode('hello').buffer });
    socket.play('message', { data: 'text' });
    expect(events).toEqual(['connected', 'data hello true']);
  }
});

test('ends when the broker closes in order, and fails with its sentence when it does not', () => {
  const close = (code: number, reason = '') => {
    const { events } = connect();
    made().at(-1)!.play('open');
    made().at(-1)!.play('close', { code, reason });
    return events.slice(1);
  };
  expect(close(1001, 'the broker is stopping')).toEqual(['end', 'closed false']);
  expect(close(1006)).toEqual(['ECONNRESET The connection is lost.', 'closed true']);
  expect(close(1008, 'There is no broker 9 in this cluster.')).toEqual([
    'EPROTO The broker closed the connection: There is no broker 9 in this cluster. (1008)',
    'closed true',
  ]);
});

test('fails when no URL answers, and says what each of them said', () => {
  const { events } = connect(['ws://one:1', 'ws://two:2']);
  made()[0]!.fail('connect ECONNREFUSED');
  expect(made()).toHaveLength(2);
  made()[1]!.fail('');
  expect(events).toEqual([
    'ECONNREFUSED ws://one:1/ cannot be reached: connect ECONNREFUSED; ws://two:2/ cannot be reached.',
    'closed true',
  ]);
});

test('passes a URL over that is silent, keeps the first that answers, and begins with that one next time', () => {
  const factory = socketFactory(['ws://one:1', 'ws://two:2'], { WebSocket: PlayedSocket });
  const { events } = connect('', '', factory);
  vi.advanceTimersByTime(249);
  expect(made()).toHaveLength(1);
  vi.advanceTimersByTime(1);
  const [one, two] = made();
  two!.play('open');
  one!.play('open');
  expect([one!.isClosed, two!.isClosed, events]).toEqual([true, false, ['connected']]);
  connect('', '', factory);
  expect(made()[2]!.url).toBe('ws://two:2/');
});

test('tries the next URL when a WebSocket cannot even be made, and fails when there is none', async () => {
  PlayedSocket.refuses = /one/;
  const { events } = connect(['ws://one:1', 'ws://two:2']);
  const failed = connect('ws://one:1');
  await vi.advanceTimersByTimeAsync(0);
  made()[0]!.play('open');
  expect(events).toEqual(['connected']);
  expect(failed.events).toEqual([
    'ECONNREFUSED ws://one:1/ cannot be reached: no such scheme.',
    'closed true',
  ]);
});

test('that is ended is told nothing more but that it is closed', () => {
  const { socket, events } = connect();
  const [websocket] = made();
  websocket!.play('open');
  socket.end();
  socket.unref();
  expect(websocket!.isClosed).toBe(true);
  websocket!.play('message', { data: new ArrayBuffer(1) });
  websocket!.play('close', { code: 1000, reason: '' });
  expect(events).toEqual(['connected', 'closed false']);
});

test('that is ended before it is connected gives up all attempts', () => {
  const { socket, events } = connect(['ws://one:1', 'ws://two:2', 'ws://three:3']);
  vi.advanceTimersByTime(250);
  socket.end();
  vi.advanceTimersByTime(10_000);
  expect(made().map(({ isClosed }) => isClosed)).toEqual([true, true]);
  for (const one of made()) one.fail('closed before it was open');
  expect(events).toEqual(['closed false']);
});

test('says stop when much waits, and go when little is left', () => {
  const { socket, events } = connect();
  const [websocket] = made();
  websocket!.play('open');
  expect(socket.write(Buffer.alloc(1))).toBe(true);
  websocket!.bufferedAmount = 9e6;
  expect(socket.write(Buffer.alloc(1))).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(events).toEqual(['connected']);
  websocket!.bufferedAmount = 1e6;
  vi.advanceTimersByTime(1000);
  expect(events).toEqual(['connected', 'drain']);
});

test('tells of silence when asked to, and of none while something comes', () => {
  const { socket, events } = connect();
  const [websocket] = made();
  websocket!.play('open');
  socket.setTimeout(100);
  vi.advanceTimersByTime(90);
  websocket!.play('message', { data: new ArrayBuffer(0) });
  vi.advanceTimersByTime(90);
  expect(events).not.toContain('timeout');
  vi.advanceTimersByTime(10);
  expect(events).toContain('timeout');
});

test('a write after the end is an error, as with net.Socket', () => {
  const { socket, events } = connect();
  made()[0]!.play('open');
  socket.end();
  expect(socket.write(Buffer.alloc(1))).toBe(false);
  expect(events).toContain('EPIPE This socket has been ended.');
});

test.each([
  ['', /not ""/],
  ['localhost:8081', /not "localhost:8081"/],
  ['http://localhost:8081', /needs a URL such as ws:/],
  [[], /needs a URL/],
  [undefined, /needs a URL such as ws:.* not "undefined"/],
  [8081, /needs a URL such as ws:.* not "8081"/],
])('%j is no URL of a broker, and the factory says so at once', (urls, sentence) => {
  expect(() => socketFactory(urls as string)).toThrow(sentence);
});
