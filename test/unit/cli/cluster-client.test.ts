// Goal: a lost connection comes back by itself, and only what is safe is repeated. Method: connections made by hand.
import { expect, test } from 'vitest';
import {
  ClusterClient,
  fateOf,
  mayReadAgain,
  mayWriteAgain,
  NoBrokerAnswers,
  retrying,
  type Connection,
} from '../../../src/cli/cluster-client.ts';
import { CliError } from '../../../src/cli/cli-error.ts';
import { BrokerError } from '../../../src/model/errors.ts';

interface HandMade {
  readonly connection: Connection;
  readonly lose: () => void;
}

function handMade(): HandMade {
  let lose = () => {};
  const closed = new Promise<string>((resolve) => {
    lose = () => resolve('lost');
  });
  const connection = { closed, close: async () => lose() } as unknown as Connection;
  return { connection, lose: () => lose() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('one connection serves all calls until it is lost, then a new one does', async () => {
  const made: HandMade[] = [];
  const client = new ClusterClient(['ws://a'], async () => {
    made.push(handMade());
    return made.at(-1)!.connection;
  });
  const [first, again] = await Promise.all([client.broker(), client.broker()]);
  expect(again).toBe(first);
  made[0]?.lose();
  await turn();
  expect(await client.broker()).toBe(made[1]?.connection);
  await client.close();
  expect(made).toHaveLength(2);
});

test('a refused connection names the brokers, and the next call tries again', async () => {
  let attempts = 0;
  const { connection } = handMade();
  const client = new ClusterClient(['ws://a', 'ws://b'], async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('ECONNREFUSED');
    return connection;
  });
  await expect(client.broker()).rejects.toThrow('No broker answers at ws://a, ws://b');
  await turn();
  expect(await client.broker()).toBe(connection);
});

test('what an error says of a write', () => {
  expect(fateOf(new NoBrokerAnswers(['ws://a']))).toBe('not-done');
  expect(fateOf(new BrokerError('NOT_LEADER_OR_FOLLOWER'))).toBe('not-done');
  expect(fateOf(new BrokerError('NOT_ENOUGH_REPLICAS'))).toBe('not-done');
  expect(fateOf(new BrokerError('NETWORK_EXCEPTION'))).toBe('unknown');
  expect(fateOf(new BrokerError('REQUEST_TIMED_OUT'))).toBe('unknown');
  expect(fateOf(new BrokerError('NOT_ENOUGH_REPLICAS_AFTER_APPEND'))).toBe('unknown');
  expect(fateOf(new BrokerError('UNKNOWN_SERVER_ERROR'))).toBe('unknown');
  expect(fateOf(new BrokerError('MESSAGE_TOO_LARGE'))).toBe('refused');
  expect(fateOf(new TypeError('a bug'))).toBe('unknown');
});

test('reads repeat after a lost connection, changes do not', () => {
  const lost = new BrokerError('NETWORK_EXCEPTION');
  expect([mayReadAgain(lost), mayWriteAgain(lost)]).toEqual([true, false]);
  const electing = new BrokerError('NOT_CONTROLLER');
  expect([mayReadAgain(electing), mayWriteAgain(electing)]).toEqual([true, true]);
  const own = new CliError('There is no topic "x".');
  expect([mayReadAgain(own), mayWriteAgain(own)]).toEqual([false, false]);
});

test('retrying ends with the last error when the time is over, and at once for one that may not repeat', async () => {
  let attempts = 0;
  const always = async () => {
    attempts += 1;
    throw new Error(`attempt ${attempts}`);
  };
  await expect(retrying(always, { giveUpAfterMs: 50, mayRepeat: () => true })).rejects.toThrow(
    /attempt [2-9]/,
  );
  attempts = 0;
  await expect(retrying(always, { giveUpAfterMs: 50, mayRepeat: () => false })).rejects.toThrow(
    'attempt 1',
  );
});
