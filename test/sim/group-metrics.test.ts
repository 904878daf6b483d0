// Goal: what a broker says of the groups that it coordinates, in numbers and in its log, is what they are.
// Method: simulated brokers with the real meter; records are produced and offsets committed, and the text is read.
import { expect, test } from 'vitest';
import { PromMeter } from '../../src/node/meter.ts';
import { commitOf, committedOffset, joinAndSync, persistently } from '../support/group-member.ts';
import { batchOf, inWorld, pause, type World } from '../support/sim-broker.ts';

const GROUP = 'billing';

interface Measured extends World {
  /** The lines about groups of whoever coordinates GROUP, by now. */
  readonly numbers: () => Promise<readonly string[]>;
  readonly logLines: readonly string[];
}

function measured(
  settings: Readonly<Record<string, unknown>>,
  script: (world: Measured) => Promise<void>,
): Promise<void> {
  const meters = new Map<number, PromMeter>();
  const logLines: string[] = [];
  const meterOf = (id: number): PromMeter => {
    const meter = new PromMeter({ processMetrics: false });
    meters.set(id, meter);
    return meter;
  };
  const onLogLine = (line: string): void => void logLines.push(line);
  return inWorld(
    { brokers: 3, settings, meterOf, onLogLine, virtualMsMax: 400_000 },
    async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      const coordinator = (await cluster.broker(1).findCoordinator(GROUP)).nodeId;
      const isReady = () => committedOffset(cluster.broker(1), GROUP, 'any');
      await persistently(isReady, wait);
      const numbers = async (): Promise<readonly string[]> => {
        const text = await meters.get(coordinator)!.metricsText();
        return text.split('\n').filter((line) => line.startsWith('flotilla_group'));
      };
      await script({ ...world, numbers, logLines });
    },
  );
}

async function produce({ cluster }: World, topic: string, partition: number, count: number) {
  for (let sent = 0; sent < count; sent += 1) {
    const records = batchOf(`record ${sent}`);
    await cluster.broker(1).produce({ topic, partition, acks: -1, records, timeoutMs: 3000 });
  }
}

test('states, commits, rebalances and lag, of partitions here and elsewhere', async () => {
  await measured({}, async (world) => {
    const { simulation, cluster, numbers } = world;
    // On one broker each: two of these partitions have no replica at the coordinator.
    await cluster.broker(1).createTopic({ name: 't', partitionCount: 3, replicationFactor: 1 });
    await pause(simulation, 500);
    const member = await joinAndSync(cluster.broker(2), GROUP);
    const identity = { memberId: member.memberId, generationId: member.generationId };
    for (const partition of [0, 1, 2]) {
      await produce(world, 't', partition, 5 + partition);
      await cluster.broker(1).group({ ...commitOf(GROUP, 't', 3, partition), ...identity });
    }
    await numbers();
    await pause(simulation, 100);
    const lag = (partition: number, value: number) =>
      `flotilla_group_lag{group="billing",topic="t",partition="${partition}"} ${value}`;
    const lines = await numbers();
    expect(lines).toContain('flotilla_groups{state="Stable"} 1');
    expect(lines).toContain('flotilla_group_offset_commits_total 3');
    expect(lines).toContain('flotilla_group_rebalances_total 1');
    for (const partition of [0, 1, 2]) expect(lines).toContain(lag(partition, 2 + partition));

    // Elsewhere the figure is a few seconds old at most, and asked for anew behind a scrape.
    for (const partition of [0, 1, 2]) await produce(world, 't', partition, 10);
    await pause(simulation, 5000);
    await numbers();
    await pause(simulation, 100);
    const later = await numbers();
    for (const partition of [0, 1, 2]) expect(later).toContain(lag(partition, 12 + partition));
  });
});

test('a group whose offsets go says so before, and when they have gone', async () => {
  const settings = {
    'offsets.retention.minutes': 2,
    'offsets.retention.check.interval.ms': 10_000,
  };
  await measured(settings, async ({ simulation, cluster, logLines }) => {
    const created = { name: 't', partitionCount: 1, replicationFactor: 3 };
    await cluster.broker(1).createTopic(created);
    await cluster.broker(1).group(commitOf(GROUP, 't', 1));
    await pause(simulation, 3 * 60_000);
    expect(await committedOffset(cluster.broker(1), GROUP, 't')).toBeUndefined();
    const told = logLines.filter((line) => line.includes('offsets-expire'));
    expect(told.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'warn offsets-expire-soon',
      'warn offsets-expired',
    ]);
  });
});
