// In which order a client asks its brokers.
import { expect, it } from 'vitest';
import { BrokerList } from '../../../../src/client/cluster/broker-list.ts';

const list = (): BrokerList => new BrokerList(['ws://a', 'ws://b', 'ws://c'], { isSecure: false });

it('another one stands first each time', async () => {
  const brokers = list();
  expect(await brokers.urls(0)).toEqual(['ws://a', 'ws://b', 'ws://c']);
  expect(await brokers.urls(0)).toEqual(['ws://b', 'ws://c', 'ws://a']);
});

it('those that were left stand last, in the order in which they were left, whoever would be first', async () => {
  const brokers = list();
  brokers.left('ws://a', 0);
  brokers.left('ws://b', 1000);
  for (let i = 0; i < 3; i += 1) {
    expect(await brokers.urls(2000)).toEqual(['ws://c', 'ws://a', 'ws://b']);
  }
  brokers.left('ws://a', 3000);
  expect(await brokers.urls(4000)).toEqual(['ws://c', 'ws://b', 'ws://a']);
});

it('a minute later it counts no more that one was left', async () => {
  const brokers = list();
  brokers.left('ws://a', 0);
  brokers.left('ws://b', 1000);
  expect(await brokers.urls(60_000)).toEqual(['ws://a', 'ws://c', 'ws://b']);
  expect(await brokers.urls(61_000)).toEqual(['ws://b', 'ws://c', 'ws://a']);
});

it('one that was left and is not among the brokers any more is not asked', async () => {
  const brokers = new BrokerList(async () => ['ws://b'], { isSecure: false });
  brokers.left('ws://a', 0);
  expect(await brokers.urls(1)).toEqual(['ws://b']);
});
