// What all clients are built from: retries, events, log, errors.
import { describe, expect, it } from 'vitest';
import { logLevel } from '../../../src/client/constants.ts';
import { toKafkaJSError } from '../../../src/client/error-mapping.ts';
import * as errors from '../../../src/client/errors.ts';
import { clientEvents, EventEmitter } from '../../../src/client/events.ts';
import { createLogger } from '../../../src/client/logger.ts';
import { Backoff, retry } from '../../../src/client/retry.ts';
import type { LogEntry } from '../../../src/client/types.ts';
import { Utf8Bytes } from '../../../src/client/text-bytes.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { Simulation } from '../../../src/sim/simulation.ts';
import { settle } from '../../support/settle.ts';

const sim = new Simulation({ seed: 1, settle });
const deps = { clock: sim.clock('c'), random: sim.random('r') };

describe('retrying', () => {
  it('waits longer each time, around kafkajs its means, up to the longest', () => {
    const backoff = new Backoff({ maxRetryTime: 2000 }, deps.random);
    const waits = Array.from({ length: 6 }, () => backoff.next());
    expect(waits[0]).toBeGreaterThanOrEqual(240);
    expect(waits[0]).toBeLessThanOrEqual(360);
    expect(waits[1]! / waits[0]!).toBeGreaterThanOrEqual(1.6);
    expect(waits[1]! / waits[0]!).toBeLessThanOrEqual(2.41);
    expect(waits.at(-1)).toBe(2000);
  });

  it('ends with the retries, and its error holds the last one', async () => {
    let tries = 0;
    const attempt = (): Promise<never> => {
      tries += 1;
      return Promise.reject(new errors.KafkaJSError(`try ${tries}`));
    };
    await expect(sim.run(retry(deps, { retries: 3 }, attempt))).rejects.toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
      message: 'try 4',
      retryCount: 3,
      retriable: false,
      cause: { message: 'try 4' },
    });
  });

  it('stops at once at what no retry mends, and at its signal', async () => {
    const fatal = new errors.KafkaJSNonRetriableError('no');
    await expect(retry(deps, {}, () => Promise.reject(fatal))).rejects.toBe(fatal);
    const bug = new TypeError('a bug');
    await expect(retry(deps, {}, () => Promise.reject(bug))).rejects.toBe(bug);
    const giveUp = new AbortController();
    sim.after(100, () => giveUp.abort(new Error('enough')));
    const again = retry(
      deps,
      {},
      () => Promise.reject(new errors.KafkaJSError('again')),
      giveUp.signal,
    );
    await expect(sim.run(again)).rejects.toThrow('enough');
  });
});

describe('events', () => {
  it('go to who listens; a listener that throws is logged and hurts nobody', async () => {
    const entries: LogEntry[] = [];
    const logCreator = () => (entry: LogEntry) => void entries.push(entry);
    const logger = createLogger({ level: logLevel.ERROR, logCreator, clock: deps.clock });
    const { CONNECT, DISCONNECT } = clientEvents('admin');
    const types = [CONNECT, DISCONNECT];
    const emitter = new EventEmitter<Record<string, unknown>>({ types, clock: deps.clock, logger });
    const seen: unknown[] = [];
    emitter.on(CONNECT, () => {
      throw new Error('broken listener');
    });
    const stop = emitter.on(CONNECT, (event) => void seen.push(event));
    emitter.emit(CONNECT, null);
    emitter.emit(DISCONNECT, null);
    stop();
    emitter.emit(CONNECT, null);
    const timestamp = expect.any(Number) as number;
    expect(seen).toEqual([{ id: '1', type: 'admin.connect', timestamp, payload: null }]);
    await Promise.resolve();
    await Promise.resolve();
    expect(entries[0]!.log.message).toContain('broken listener');
    expect(() => emitter.on('admin.nothing', () => undefined)).toThrow('admin.connect');
  });
});

describe('the log', () => {
  it('has kafkajs its shape, and levels for all or for one namespace', () => {
    const entries: LogEntry[] = [];
    const logCreator = () => (entry: LogEntry) => void entries.push(entry);
    const root = createLogger({ level: logLevel.WARN, logCreator, clock: deps.clock });
    const talkative = root.namespace('Loud', logLevel.DEBUG);
    root.info('not heard');
    root.warn('heard', { broker: 'b' });
    talkative.debug('heard too');
    root.setLogLevel(logLevel.INFO);
    root.namespace('Later').info('heard now');
    expect(entries).toMatchObject([
      { namespace: '', level: 2, label: 'WARN', log: { message: 'heard', broker: 'b' } },
      { namespace: 'Loud', level: 5, label: 'DEBUG' },
      { namespace: 'Later', level: 4, label: 'INFO' },
    ]);
    expect(entries[0]!.log.timestamp).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
});

describe('errors', () => {
  it.each([
    ['NOT_LEADER_OR_FOLLOWER', { type: 'NOT_LEADER_FOR_PARTITION', code: 6, retriable: true }],
    ['NOT_COORDINATOR', { type: 'NOT_COORDINATOR_FOR_GROUP', code: 16, retriable: true }],
    ['UNKNOWN_SERVER_ERROR', { type: 'UNKNOWN', code: -1, retriable: false }],
    ['INVALID_RECORD', { type: 'INVALID_RECORD', code: 87, retriable: false }],
  ] as const)('%s is kafkajs its protocol error', (name, expected) => {
    const error = toKafkaJSError(new BrokerError(name, 'The sentence.'));
    expect(error).toBeInstanceOf(errors.KafkaJSProtocolError);
    expect(error).toMatchObject({ name: 'KafkaJSProtocolError', message: 'The sentence.' });
    expect(error).toMatchObject(expected);
  });

  it('a lost connection is kafkajs its connection error, of that broker', () => {
    const error = toKafkaJSError(new BrokerError('NETWORK_EXCEPTION'), 'ws://b1');
    expect(error).toBeInstanceOf(errors.KafkaJSConnectionError);
    expect(error).toMatchObject({ name: 'KafkaJSConnectionClosedError', broker: 'ws://b1' });
  });

  it('anything else stays what it is', () => {
    const bug = new TypeError('a bug');
    expect(toKafkaJSError(bug)).toBe(bug);
    expect(toKafkaJSError('text')).toBeInstanceOf(errors.KafkaJSError);
  });
});

it('bytes in a browser give their text, and so do their parts', () => {
  const bytes = new Utf8Bytes(new TextEncoder().encode('{"ä":1}'));
  expect(String(bytes)).toBe('{"ä":1}');
  expect(String(bytes.subarray(0, 1))).toBe('{');
  expect(JSON.parse(String(bytes))).toEqual({ ä: 1 });
});

it('bytes in a browser keep a leading byte order mark, as a Buffer does', () => {
  const marked = Buffer.from('\ufeffa');
  expect(String(new Utf8Bytes(marked))).toBe(String(marked));
});
