// Goal: a producer of librdkafka gets through the death of its leader with each record once and in order. Method: real
// processes, `kill -9`, and kcat; the full size, and kafkajs with its default retries, are `npm run shown -- kafka-idempotent
// kafka-failover`.
import { describe, expect, it } from 'vitest';
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { hasKcat, runIdempotentKcat } from './kcat-idempotent.ts';

describe.skipIf(!hasKcat())('an idempotent producer of librdkafka (kcat)', () => {
  it('writes each number once and in order, though its leader is killed', async () => {
    await using cluster = await ClusterProcesses.start();
    const size = { kills: 1, linesBetween: 100, downMs: 0 };
    const { records } = await runIdempotentKcat(cluster, size);
    expect(records).toBe(200);
  });
});
