// When a client gives up a broker that answers but is cut off from its cluster. Method: answers and their times, one by one.
import { expect, it } from 'vitest';
import { Touch } from '../../../../src/client/cluster/touch.ts';
import { KafkaJSConnectionError } from '../../../../src/client/errors.ts';
import { protocolError } from '../../../../src/client/error-mapping.ts';
import type { ErrorName } from '../../../../src/model/errors.ts';

const failed = (touch: Touch, name: ErrorName, startedMs: number): void =>
  touch.failed(protocolError(name), { startedMs });

it('a broker that knows no leader for longer than an election takes is out of touch', () => {
  const touch = new Touch();
  failed(touch, 'LEADER_NOT_AVAILABLE', 100);
  failed(touch, 'COORDINATOR_NOT_AVAILABLE', 900);
  expect(touch.isLost(2099)).toBe(false);
  expect(touch.isLost(2100)).toBe(true);
});

it('a write that timed out counts from when it was asked for', () => {
  const touch = new Touch();
  failed(touch, 'REQUEST_TIMED_OUT', 0);
  expect(touch.isLost(30_000)).toBe(true);
});

it('what is done well in between ends it, what is answered from memory does not', () => {
  const touch = new Touch();
  failed(touch, 'LEADER_NOT_AVAILABLE', 0);
  touch.succeeded('Metadata');
  expect(touch.isLost(5000)).toBe(true);
  touch.succeeded('Produce');
  expect(touch.isLost(5000)).toBe(false);
});

it('errors that say nothing about the cluster do not count', () => {
  const touch = new Touch();
  failed(touch, 'UNKNOWN_TOPIC_OR_PARTITION', 0);
  failed(touch, 'NOT_ENOUGH_REPLICAS', 0);
  touch.failed(new KafkaJSConnectionError('gone', {}), { startedMs: 0 });
  expect(touch.isLost(60_000)).toBe(false);
});

const PARTITION = 't/0';
const OTHER = 't/1';

it('what is done well for one partition says nothing about another', () => {
  const touch = new Touch();
  touch.failed(protocolError('LEADER_NOT_AVAILABLE'), { startedMs: 0, about: PARTITION });
  touch.succeeded('Produce', OTHER);
  expect(touch.isLost(2000)).toBe(true);
  touch.succeeded('Produce', PARTITION);
  expect(touch.isLost(2000)).toBe(false);
});

it('the next broker is given twice the time, until one does it well', () => {
  const touch = new Touch();
  const failing = (startedMs: number): void =>
    touch.failed(protocolError('LEADER_NOT_AVAILABLE'), { startedMs, about: PARTITION });
  failing(0);
  touch.left(2000);
  touch.moved();
  failing(3000);
  expect([touch.isLost(6999), touch.isLost(7000)]).toEqual([false, true]);
  touch.succeeded('Produce', OTHER);
  expect(touch.isLost(7000)).toBe(true);
  touch.succeeded('Produce', PARTITION);
  failing(10_000);
  expect([touch.isLost(11_999), touch.isLost(12_000)]).toEqual([false, true]);
});

it('failures of the broker that is left are no news of the next one', () => {
  const touch = new Touch();
  let timesLeft = 0;
  for (let partition = 0; partition < 5; partition += 1) {
    const asked = { startedMs: 0, about: `t/${partition}` };
    touch.failed(protocolError('REQUEST_TIMED_OUT'), asked);
    if (!touch.isLost(30_000)) continue;
    touch.left(30_000);
    timesLeft += 1;
  }
  touch.moved();
  expect(timesLeft).toBe(1);
  failed(touch, 'LEADER_NOT_AVAILABLE', 30_000);
  expect([touch.isLost(33_999), touch.isLost(34_000)]).toEqual([false, true]);
});

it('what begins a minute after a broker was left is not held against the next one', () => {
  const touch = new Touch();
  const failing = (about: string, startedMs: number): void =>
    touch.failed(protocolError('LEADER_NOT_AVAILABLE'), { startedMs, about });
  failing(PARTITION, 0);
  touch.left(2000);
  touch.moved();
  failing(OTHER, 61_999);
  expect(touch.isLost(64_000)).toBe(false);
  touch.succeeded('Produce', OTHER);
  failing(OTHER, 62_000);
  expect([touch.isLost(63_999), touch.isLost(64_000)]).toEqual([false, true]);
  touch.left(64_000);
  touch.moved();
  failing(OTHER, 65_000);
  expect([touch.isLost(68_999), touch.isLost(69_000)]).toEqual([false, true]);
});
