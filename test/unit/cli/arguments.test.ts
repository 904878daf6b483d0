// Goal: what people type is understood exactly or refused. Method: examples of each kind.
import { expect, test } from 'vitest';
import {
  collectSetting,
  collectTransfer,
  parseInteger,
  parseTopicPartition,
  parseVoters,
} from '../../../src/cli/arguments.ts';
import { parseUrls } from '../../../src/cli/broker-urls.ts';
import { parseStartAt } from '../../../src/cli/consume/start-argument.ts';
import { newId } from '../../../src/cli/new-id.ts';

test.each([
  ['start', { kind: 'start' }],
  ['beginning', { kind: 'start' }],
  ['end', { kind: 'end' }],
  ['0', { kind: 'offset', offset: 0 }],
  ['17', { kind: 'offset', offset: 17 }],
  ['-17', { kind: 'last', count: 17 }],
  ['@1700000000000', { kind: 'time', timestampMs: 1_700_000_000_000 }],
  ['@2023-11-14T22:13:20Z', { kind: 'time', timestampMs: 1_700_000_000_000 }],
  ['@2023-11-14T22:13:20.5+01:00', { kind: 'time', timestampMs: 1_699_996_400_500 }],
])('-o %s', (text, startAt) => {
  expect(parseStartAt(text)).toEqual(startAt);
});

test.each(['', '-', 'first', '1.5', '1e3', '0x10', '@', '@yesterday', '@12.5', '9007199254740993'])(
  '-o %j is refused',
  (text) => {
    expect(() => parseStartAt(text)).toThrow('It must be start, end');
  },
);

test('an integer is digits within its bounds', () => {
  const parse = parseInteger(0, 10);
  expect(parse('10')).toBe(10);
  for (const text of ['11', '-1', '', ' 1', '1.0', '1e1', 'one']) {
    expect(() => parse(text)).toThrow('a whole number from 0 to 10');
  }
});

test('the value of a setting may hold = and may be empty', () => {
  const first = collectSetting('retention.ms=1');
  expect(collectSetting('a=b=c', first)).toEqual({ 'retention.ms': '1', a: 'b=c' });
  expect(collectSetting('a=')).toEqual({ a: '' });
  expect(() => collectSetting('=1')).toThrow();
  expect(() => collectSetting('retention.ms')).toThrow('retention.ms=60000');
});

test('TOPIC/P and P:NODE', () => {
  expect(parseTopicPartition('a.b-c_d/12')).toEqual({ topic: 'a.b-c_d', partition: 12 });
  for (const text of ['demo', 'demo/', '/0', 'a/b/0', 'demo/-1', 'demo/x', 'demo/99999999999']) {
    expect(() => parseTopicPartition(text)).toThrow();
  }
  expect(collectTransfer('0:2')).toEqual([{ partition: 0, nodeId: 2 }]);
  expect(collectTransfer('1:3', collectTransfer('0:2'))).toHaveLength(2);
  expect(() => collectTransfer('0-2')).toThrow('PARTITION:NODE');
});

test('voters name node, host, port and directory id; none of them twice', () => {
  const [a, b] = [newId(), newId()];
  expect(parseVoters(`1@10.0.0.1:9081:${a}, 2@[::1]:9082:${b}`)).toEqual([
    { nodeId: 1, host: '10.0.0.1', port: 9081, directoryId: a },
    { nodeId: 2, host: '::1', port: 9082, directoryId: b },
  ]);
  expect(() => parseVoters(`1@h:1:${a},1@h:2:${b}`)).toThrow('same node id');
  expect(() => parseVoters(`1@h:1:${a},2@h:2:${a}`)).toThrow('same directory id');
  for (const text of ['', `1@h:${a}`, `1@h:1:short`, `h:1:${a}`, `1@h:70000:${a}`, `1@h:1:${a},`]) {
    expect(() => parseVoters(text)).toThrow();
  }
});

test('ids do not look like options', () => {
  for (let i = 0; i < 1000; i += 1) expect(newId()).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
});

test('brokers are WebSocket URLs; host:port and http are taken for them', () => {
  expect(parseUrls('ws://a:1, wss://b,http://c:2/,d:3,[::1]:4')).toEqual([
    'ws://a:1',
    'wss://b',
    'ws://c:2',
    'ws://d:3',
    'ws://[::1]:4',
  ]);
  for (const text of ['', ',', 'ftp://a', 'ws://', 'ws://a:99999']) {
    expect(() => parseUrls(text)).toThrow();
  }
});
