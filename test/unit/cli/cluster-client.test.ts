// Goal: a lost connection comes back by itself, and only what is safe is repeated. Method: connections made by hand.
import { expect, test } from 'vitest';
import {
  ClusterClient,
  fateOf,
  mayReadAgain,
  mayWriteAgain,
  NoBrokerAnswers,
  retrying,
  retryingAtStart,
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

const nothing = async () => undefined;

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('one connection serves all calls until it is lost, then a new one does', async () => {
  const made: HandMade[] = [];
  const client = new ClusterClient(['ws://a'], async () => {
    made.push(handMade());
    return made.at(-1)!.connection;
  });
  const current = () => client.use(async (broker) => broker);
  const [first, again] = await Promise.all([current(), current()]);
  expect(again).toBe(first);
  made[0]?.lose();
  await turn();
  expect(await current()).toBe(made[1]?.connection);
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
  await expect(client.use(nothing)).rejects.toThrow('No broker answers at ws://a, ws://b');
  await turn();
  expect(await client.use(async (broker) => broker)).toBe(connection);
});

/** One hand-made connection for each attempt; `order` holds the URL that was tried first, `closed` whose ended. */
function rotating(urls: readonly string[]) {
  const order: string[] = [];
  const closed: string[] = [];
  const client = new ClusterClient(urls, async ([first]) => {
    const url = first!;
    order.push(url);
    const { connection } = handMade();
    const end = connection.close.bind(connection);
    return Object.assign(connection, {
      close: async () => {
        closed.push(url);
        await end();
      },
    });
  });
  return { client, order, closed };
}

test.each(['LEADER_NOT_AVAILABLE', 'NOT_CONTROLLER'] as const)(
  'a broker that answers %s is left for the next one, all around',
  async (errorName) => {
    const { client, order, closed } = rotating(['ws://a', 'ws://b', 'ws://c']);
    const ignorant = () => client.use(() => Promise.reject(new BrokerError(errorName)));
    for (let i = 0; i < 4; i += 1) await expect(ignorant()).rejects.toThrow(BrokerError);
    await turn();
    expect(order).toEqual(['ws://a', 'ws://b', 'ws://c', 'ws://a']);
    expect(closed).toEqual(order);
  },
);

test('a broker that answers anything else is kept, and so is the only one', async () => {
  const three = rotating(['ws://a', 'ws://b', 'ws://c']);
  const refusal = () => Promise.reject(new BrokerError('NOT_LEADER_OR_FOLLOWER'));
  for (let i = 0; i < 2; i += 1) await expect(three.client.use(refusal)).rejects.toThrow();
  expect(three.order).toEqual(['ws://a']);
  const only = rotating(['ws://a']);
  const ignorance = () => Promise.reject(new BrokerError('LEADER_NOT_AVAILABLE'));
  for (let i = 0; i < 2; i += 1) await expect(only.client.use(ignorance)).rejects.toThrow();
  expect(only.order).toEqual(['ws://a']);
});

test('leaving a broker does not cut off what is in flight there', async () => {
  const { client, closed } = rotating(['ws://a', 'ws://b']);
  let answer = () => {};
  const slow = client.use(() => new Promise<string>((resolve) => (answer = () => resolve('done'))));
  const ignorance = () => Promise.reject(new BrokerError('LEADER_NOT_AVAILABLE'));
  await expect(client.use(ignorance)).rejects.toThrow();
  await turn();
  expect(closed).toEqual([]);
  answer();
  expect(await slow).toBe('done');
  await turn();
  expect(closed).toEqual(['ws://a']);
});

test('a topic that stays unknown is given up soon, and news that come late are waited for', async () => {
  const unknown = () => Promise.reject(new BrokerError('UNKNOWN_TOPIC_OR_PARTITION'));
  const startedAt = performance.now();
  for (const mayRepeat of [mayReadAgain, mayWriteAgain]) {
    await expect(retrying(unknown, retryingAtStart(mayRepeat))).rejects.toThrow('no such topic');
  }
  const elapsedMs = performance.now() - startedAt;
  expect(elapsedMs).toBeGreaterThan(600);
  expect(elapsedMs).toBeLessThan(3000);
  let attempts = 0;
  const late = async () => ((attempts += 1) < 3 ? await unknown() : 'known');
  expect(await retrying(late, retryingAtStart(mayReadAgain))).toBe('known');
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
