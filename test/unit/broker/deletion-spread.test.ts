// Goal: whatever goes wrong while a broker is told of a deletion is logged and tried again, and ends no process. Method: a
// host of one replica that is cut within a segment; the clock is simulated.
import { expect, it } from 'vitest';
import { DeletionSpread } from '../../../src/broker/deletion-spread.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId, offset } from '../../../src/model/ids.ts';
import type { Logger } from '../../../src/platform/logger.ts';
import { SILENT } from '../../support/log-entries.ts';
import { simulatedWorld, sleep } from '../../support/worlds.ts';

const PEER = nodeId(2);

it.each([
  ['a refusal', new BrokerError('NOT_LEADER_OR_FOLLOWER'), 'debug'],
  ['a fault', new TypeError('a bug'), 'warn'],
])('%s is logged, and the peer is told at the next look', async (_, fault, level) => {
  const { simulation, clock } = simulatedWorld();
  const lines: string[] = [];
  const logger: Logger = {
    ...SILENT,
    debug: (event) => void lines.push(`debug ${event}`),
    warn: (event) => void lines.push(`warn ${event}`),
  };
  const group = { topicId: 'a', partition: 0 };
  const log = {
    logStartOffset: offset(7),
    base: { position: { nextOffset: offset(0) } },
  };
  const replica = { key: 'a-0', options: { group }, log };
  let asked = 0;
  const spread = new DeletionSpread({
    clock,
    logger,
    host: {
      peers: { isConnected: () => true },
      allReplicas: () => [replica],
    } as never,
    image: () =>
      ({
        topicById: () => ({ name: 't', partitions: [[{ nodeId: PEER }]] }),
      }) as never,
    deleteThere: () => {
      asked += 1;
      return asked === 1 ? Promise.reject(fault) : Promise.resolve(offset(7));
    },
  });
  spread.start();
  spread.peerOpened(PEER);
  await simulation.run(sleep(clock, 3500));
  spread.stop();
  expect(asked).toBe(2);
  expect(lines).toEqual([`${level} deletion-not-told`]);
});
