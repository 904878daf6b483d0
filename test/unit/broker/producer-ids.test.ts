// Goal: no producer id is given twice, and a block is asked for only when the last one is used up.
// Method: the block allocator with a controller that answers when the test says so, or fails.
import { expect, test } from 'vitest';
import { ProducerIds } from '../../../src/broker/producer-ids.ts';
import type { ProducerIdBlock } from '../../../src/metadata/image.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId } from '../../../src/model/ids.ts';

function blockOf(first: number, count: number): ProducerIdBlock {
  return { brokerId: nodeId(1), first, count };
}

async function take(ids: ProducerIds, count: number): Promise<number[]> {
  const taken = await Promise.all(Array.from({ length: count }, () => ids.take()));
  return taken.map(({ producerId }) => producerId);
}

test('those who come together share blocks, each id once', async () => {
  let asked = 0;
  const ids = new ProducerIds(async () => {
    asked += 1;
    return blockOf(asked * 100, 3);
  });
  expect(await take(ids, 7)).toEqual([100, 101, 102, 200, 201, 202, 300]);
  expect(await take(ids, 2)).toEqual([301, 302]);
  expect(asked).toBe(3);
});

test('a controller that does not answer fails those who wait; the next one asks again', async () => {
  const answers = [
    () => Promise.reject(new BrokerError('NOT_CONTROLLER')),
    () => Promise.resolve(blockOf(0, 10)),
  ];
  const ids = new ProducerIds(() => answers.shift()!());
  await expect(take(ids, 2)).rejects.toThrow(BrokerError);
  expect(await ids.take()).toEqual({ producerId: 0, producerEpoch: 0 });
});
