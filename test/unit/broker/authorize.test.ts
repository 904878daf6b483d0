// Goal: no operation gets past `authorize`, and who is refused learns nothing. Method: a broker that writes down what it is
// asked, behind an authorize that refuses.
import { describe, expect, it } from 'vitest';
import { allowAll, guarded, type Authorize } from '../../../src/broker/authorize.ts';
import type { LocalBroker, OwnReplicas, ReadOutcome } from '../../../src/broker/local-api.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId } from '../../../src/model/ids.ts';
import { fetchResult } from '../gateway/broker.ts';
import { localBroker } from '../gateway/kafka/session-world.ts';

const refuse: Authorize = () => {
  throw new BrokerError('CLUSTER_AUTHORIZATION_FAILED');
};
const tp = { topic: 't', partition: 0 };

/** Calls every operation; tells which of them reached the broker. */
async function reached(authorize: Authorize): Promise<Set<string>> {
  const seen = new Set<string>();
  const recording = <T extends object>(target: T, prefix: string): T =>
    new Proxy(target, {
      get: (_, name) => {
        if (name === 'own') return recording(localBroker().own, 'own.');
        return () => {
          seen.add(prefix + String(name));
          return name === 'describeTopics' || name === 'read' ? Promise.resolve([]) : undefined;
        };
      },
    });
  const broker = guarded(recording(localBroker(), ''), authorize);
  const request = { ...tp, kind: 'list', groupId: 'g', partitions: [tp], name: 't' };
  const call = async (operation: unknown): Promise<void> => {
    const arguments_ = ['t', request].map((first) => [first, 1] as const);
    for (const given of arguments_) {
      try {
        await (operation as (...all: readonly unknown[]) => Promise<unknown>)(...given);
      } catch (error) {
        if (!(error instanceof BrokerError) && !(error instanceof TypeError)) throw error;
      }
    }
  };
  for (const operation of Object.values(broker))
    if (operation !== broker.own) await call(operation);
  for (const operation of Object.values(broker.own)) await call(operation);
  return seen;
}

const all = (broker: LocalBroker): string[] => {
  const { own, ...others } = broker;
  return [...Object.keys(others), ...Object.keys(own).map((name) => `own.${name}`)];
};

describe('a guarded broker', () => {
  it('does everything when all is allowed', async () => {
    expect(await reached(allowAll)).toEqual(new Set(all(localBroker())));
  });

  it('does nothing that is refused; names of topics are filtered from the answer', async () => {
    expect(await reached(refuse)).toEqual(
      new Set([
        ...['describeCluster', 'describeTopics'],
        ...['own.topicName', 'own.metadataCaughtUp', 'own.read'],
      ]),
    );
  });

  const hides: Authorize = (_, resource) => {
    if (resource.kind === 'topic' && resource.name === 'hidden') refuse('read', resource);
  };
  const topics = ['seen', 'hidden'].map((name) => ({ name, partitions: [] }));

  it('shows only what may be seen, and refuses what is asked for by name', async () => {
    const describeTopics = () => Promise.resolve(topics);
    const broker = guarded(localBroker({}, { describeTopics }), hides);
    expect(await broker.describeTopics()).toEqual([topics[0]]);
    const [, hidden] = await broker.describeTopics(['seen', 'hidden']);
    expect(hidden?.error?.name).toBe('CLUSTER_AUTHORIZATION_FAILED');
  });

  it('reads what may be read, and answers for the rest at once', async () => {
    const asked: Parameters<OwnReplicas['read']>[0][] = [];
    const read = (request: Parameters<OwnReplicas['read']>[0]): Promise<ReadOutcome[]> => {
      asked.push(request);
      return Promise.resolve([fetchResult()]);
    };
    const broker = guarded(localBroker({ read }), hides);
    const partitions = ['hidden', 'seen'].map((topic) => ({
      ...{ topic, partition: 0, offset: 0 },
      bytesMax: 1,
    }));
    const outcomes = await broker.own.read({
      partitions,
      ...{ bytesMin: 1, bytesMax: 1, waitMsMax: 1000, first: 1 },
      signal: new AbortController().signal,
    });
    expect(outcomes[0]).toBeInstanceOf(BrokerError);
    expect(outcomes[1]).toEqual(fetchResult());
    expect(asked.map(({ waitMsMax, partitions: some }) => [waitMsMax, some.length])).toEqual([
      [0, 1],
    ]);
  });

  it('moves no leadership for who may not alter the cluster', async () => {
    await expect(guarded(localBroker(), refuse).transferLeadership(tp, nodeId(2))).rejects.toThrow(
      BrokerError,
    );
  });
});
