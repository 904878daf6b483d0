/**
 * Goal: a broker that lost its disk does not vote as the one it was. Method: its directory is removed and formatted
 * again with the very same ids, the worst case, and both sides must say so while the others go on.
 */
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { HOST } from '../support/free-ports.ts';
import { flotilla } from '../support/run-command.ts';
import { produceLines } from './text-round-trip.ts';

const TEST_MS_MAX = 60_000;

test.each([{ nodeId: 3 }, { nodeId: 1 }])(
  'broker $nodeId comes back empty: it is refused in one sentence, and the others go on',
  async ({ nodeId }) => {
    await using cluster = await ClusterProcesses.start();
    await cluster.createTopic('kept');
    await produceLines(cluster, 'kept', Buffer.from('before\n'));
    await cluster.kill9(nodeId);
    rmSync(cluster.place(nodeId).dataPath, { recursive: true });
    await cluster.formatBroker(nodeId);
    const before = cluster.logOf(nodeId).length;
    await cluster.restart(nodeId);

    const said = () => cluster.logOf(nodeId).slice(before);
    const sentence = `broker ${nodeId} has another data directory than the one this cluster knows`;
    await cluster.until('it says why', () => Promise.resolve(said().includes(sentence)));
    expect(said()).not.toContain('malformed');
    const ready = await fetch(`http://${HOST}:${cluster.place(nodeId).httpPort}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain(sentence);
    const others = { FLOTILLA_BROKERS: cluster.urlsWithout(nodeId).join(',') };
    expect((await flotilla(['cluster', 'health'], { env: others })).code).toBe(10);
    await flotilla(['produce', 'kept'], { input: 'after\n', env: others });
    const { stdout } = await flotilla(['consume', 'kept', '-e'], { env: others });
    expect(stdout.toString()).toBe('before\nafter\n');
  },
  TEST_MS_MAX,
);
