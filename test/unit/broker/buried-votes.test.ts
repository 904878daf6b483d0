// Goal: the tombstone of a deleted group goes only when no metadata that is durable here can want the group again.
// Method: a host with its metadata replica in a simulated world. After each change of the disk: what a power cut leaves.
import { expect, test } from 'vitest';
import { Assignment } from '../../../src/broker/assignment.ts';
import { METADATA_GROUP, MetadataGroup } from '../../../src/broker/metadata-group.ts';
import type { GroupSpec } from '../../../src/host/host.ts';
import { MetadataImage } from '../../../src/metadata/image.ts';
import { nodeId, term } from '../../../src/model/ids.ts';
import { ORIGIN, position } from '../../../src/model/position.ts';
import { groupKey, METADATA_TOPIC, type GroupKey } from '../../../src/model/topic-partition.ts';
import { decodeHardStateFile } from '../../../src/storage/hard-state-file.ts';
import { readWholeFile } from '../../../src/storage/framed-file.ts';
import { DATA, replicaIdOf, specOf, startHost } from '../../support/host-rig.ts';
import { EntryMaker, SILENT } from '../../support/log-entries.ts';
import { hostOf } from '../../support/peer-rig.ts';
import { simulatedWorld, sleep } from '../../support/worlds.ts';

test('a deleted group is not forgotten for a snapshot of the metadata that is not durable yet', async () => {
  const { simulation, clock } = simulatedWorld();
  await simulation.run(
    (async () => {
      const host = await startHost(simulation, 1);
      const metadata = new MetadataGroup(clock, () => ({}) as never);
      metadata.apply = () => undefined;
      const spec = {
        ...specOf('meta', 0, [1, 2, 3]),
        group: METADATA_GROUP,
        topic: METADATA_TOPIC,
      };
      const replica = (await host.addReplica({ ...spec, stateMachine: metadata }))!;
      metadata.attach(replica);
      let wanted = new Map<GroupKey, GroupSpec>();
      const assignment = new Assignment(host, SILENT, {
        wanted: () => wanted,
        metadata: () => metadata.span,
      });
      const want = (...specs: GroupSpec[]): void => {
        wanted = new Map(specs.map((one) => [groupKey(one.group), one]));
        assignment.update();
      };
      const a = specOf('a', 0);
      want(a);
      await sleep(clock, 500);
      expect(host.replica(groupKey(a.group))?.isLeader).toBe(true);
      // The record that deletes it.
      const entries = [new EntryMaker(ORIGIN, 5).batch()];
      const from = nodeId(2);
      replica.step({
        kind: 'received',
        from,
        message: {
          kind: 'append-entries',
          term: term(5),
          prevLogIndex: ORIGIN,
          prevLogTerm: term(0),
          entries,
          leaderCommit: entries[0]!.end,
          readContext: 0,
        },
      });
      await sleep(clock, 50);
      expect(metadata.span).toEqual({ start: 0, end: 1 });
      want();
      await sleep(clock, 500);
      expect(host.replica(groupKey(a.group))).toBeUndefined();

      const disk = simulation.disk(hostOf(1));
      const seen: string[] = [];
      const looks: Promise<void>[] = [];
      disk.onOperation(() => {
        const crashed = disk.clone('power', { data: 'synced', entries: 'synced' });
        looks.push(
          (async () => {
            const path = `${DATA}/hard-state`;
            const { states } = decodeHardStateFile((await readWholeFile(crashed, path))!, path);
            const reset = await readWholeFile(crashed, `${DATA}/${METADATA_TOPIC}-0/reset`);
            const files = (await crashed.list(`${DATA}/${METADATA_TOPIC}-0`)).map(
              ({ name }) => name,
            );
            const isOld = reset === undefined && files.some((name) => name.endsWith('.log'));
            if (isOld && !states.has(groupKey(a.group))) seen.push(files.join(' '));
          })(),
        );
      });
      replica.step({
        kind: 'received',
        from,
        message: {
          kind: 'install-snapshot',
          term: term(5),
          base: { position: position(100, 0), term: term(5), configuration: spec.configuration },
          logStartOffset: 100,
          state: new MetadataImage().snapshot(),
        },
      });
      // As when one is under way, or records that were read before are applied.
      await Promise.resolve();
      assignment.update();
      await sleep(clock, 500);
      await Promise.all(looks);
      expect(looks.length).toBeGreaterThan(3);
      expect(metadata.span.start).toBe(100);
      void replicaIdOf;
      // Power cuts after which the broker would replay the old metadata, and has forgotten its vote in the group.
      expect(seen).toEqual([]);
      await assignment.stop();
      await host.stop();
    })(),
  );
});
