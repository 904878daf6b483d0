// Three consumers of a group, and everything that goes wrong around them at random moments: connections cut, coordinators
// that change, answers that are lost, members that come and go. Every record is seen; what is committed never goes back.
import { afterEach, describe, expect, it } from 'vitest';
import { BrokerError, type ErrorName } from '../../src/model/errors.ts';
import type { Consumer } from '../../src/client/types.ts';
import { ConsumerWorld, GROUP, textOf } from '../unit/client/consumer/consumer-world.ts';

const PARTITIONS = 6;
const STEPS = 60;
const FAILURES: readonly ErrorName[] = [
  'NOT_COORDINATOR',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
  'THROTTLING_QUOTA_EXCEEDED',
];

let world: ConsumerWorld;
afterEach(() => world.close());

describe('a group of three', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    it(`sees every record, whatever happens, and takes no commit back (seed ${seed})`, async () => {
      world = await ConsumerWorld.start();
      const { broker, sim } = world;
      const random = sim.random(`chaos-${seed}`);
      const chance = (percent: number): boolean => random.integer(0, 99) < percent;
      broker.addTopic('t', PARTITIONS);
      const seen = new Set<string>();
      const produced: string[] = [];
      const ends = Array.from({ length: PARTITIONS }, () => 0);
      const high = Array.from({ length: PARTITIONS }, () => 0);
      const wentBack: string[] = [];
      let isCalm = false;
      broker.intercept = () => {
        for (let p = 0; p < PARTITIONS; p += 1) {
          const committed = broker.committed(GROUP, 't', p) ?? 0;
          if (committed < high[p]!) wentBack.push(`${p}: ${high[p]} -> ${committed}`);
          high[p] = committed;
        }
        if (isCalm || !chance(10)) return;
        throw new BrokerError(FAILURES[random.integer(0, FAILURES.length - 1)]!);
      };
      // Done, but nobody hears of it.
      const group = broker.api.group.bind(broker.api);
      broker.api.group = async (request, options) => {
        const answer = await group(request, options);
        if (isCalm || !chance(5)) return answer;
        throw new BrokerError(chance(50) ? 'NETWORK_EXCEPTION' : 'REQUEST_TIMED_OUT');
      };
      const config = { groupId: GROUP, sessionTimeout: 6000, rebalanceTimeout: 6000 };
      const start = async (consumer: Consumer): Promise<void> => {
        await consumer.connect();
        await consumer.subscribe({ topics: ['t'], fromBeginning: true });
        void consumer.run({
          partitionsConsumedConcurrently: 2,
          eachMessage: async ({ partition, message }) => {
            if (chance(20))
              await new Promise<void>((done) => sim.after(random.integer(1, 900), done));
            if (!isCalm && chance(2)) throw new Error('the handler fails');
            seen.add(`${partition}/${textOf(message)}`);
          },
        });
      };
      const consumers = [1, 2, 3].map(() =>
        world.consumer({
          ...config,
          retry: { retries: 20, initialRetryTime: 50, maxRetryTime: 500 },
        }),
      );
      for (const consumer of consumers) await sim.run(start(consumer));
      const running = new Set(consumers);
      for (let step = 0; step < STEPS; step += 1) {
        const partition = random.integer(0, PARTITIONS - 1);
        const count = random.integer(1, 5);
        for (let i = 0; i < count; i += 1) produced.push(`${partition}/${ends[partition]! + i}`);
        ends[partition]! += count;
        broker.produce('t', count, partition);
        if (chance(15)) world.cut();
        if (chance(10)) broker.failOver();
        if (chance(10)) {
          const one = consumers[random.integer(0, 2)]!;
          if (running.delete(one)) await sim.run(one.stop());
          else {
            running.add(one);
            await sim.run(start(one));
          }
        }
        await sim.runFor(random.integer(1, 1500));
      }
      isCalm = true;
      for (const one of consumers) if (!running.has(one)) await sim.run(start(one));
      await world.until(() => produced.every((record) => seen.has(record)), 200_000);
      await world.until(
        () => ends.every((end, p) => end === 0 || broker.committed(GROUP, 't', p) === end),
        60_000,
      );
      expect(wentBack).toEqual([]);
    });
  }
});
