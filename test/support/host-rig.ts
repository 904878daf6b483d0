/** A host with nothing above it, in a simulated world: for the parts of `broker/` that stand on one. */
import { Host, type GroupSpec, type HostLimits } from '../../src/host/host.ts';
import { nodeId } from '../../src/model/ids.ts';
import type { ReplicaId } from '../../src/model/log-entry.ts';
import type { Simulation } from '../../src/sim/simulation.ts';
import { formatDirectory } from '../../src/storage/meta-properties.ts';
import { SETTINGS, SILENT } from './log-entries.ts';
import { CLUSTER_ID, hostOf, idOf, PEER_PORT } from './peer-rig.ts';

export const DATA = '/data';

export function replicaIdOf(id: number): ReplicaId {
  return { nodeId: nodeId(id), directoryId: idOf('D', id) };
}

/** One voter, unless more are named: then it leads nothing by itself. */
export function specOf(topic: string, partition: number, voters = [1]): GroupSpec {
  let number = 0;
  for (let i = 0; i < topic.length; i += 1) number = number * 3 + topic.charCodeAt(i);
  return {
    group: { topicId: idOf('D', 1000 + number), partition },
    topic,
    configuration: { voters: voters.map(replicaIdOf), learners: [] },
    settings: SETTINGS,
  };
}

export async function startHost(
  simulation: Simulation,
  id: number,
  limits: Partial<HostLimits> = {},
): Promise<Host> {
  const name = hostOf(id);
  const disk = simulation.disk(name);
  await disk.makeDirectory(DATA);
  if ((await disk.list(DATA)).length === 0) {
    const voters = [{ ...replicaIdOf(id), host: name, port: PEER_PORT }];
    const ids = { clusterId: CLUSTER_ID, formatId: idOf('F', id), ...replicaIdOf(id) };
    await formatDirectory(disk, DATA, { formatVersion: 1, voters, ...ids });
  }
  const host = await Host.start(
    {
      self: replicaIdOf(id),
      clusterId: CLUSTER_ID,
      formatId: idOf('F', id),
      data: DATA,
      listen: { host: name, port: PEER_PORT },
      tickMs: 20,
      heartbeatTicks: 5,
      electionTicksMin: 30,
      electionTicksMax: 60,
      lagTicksMax: 1500,
      flushConcurrency: 4,
      producerExpirationMs: 86_400_000,
      limits: {
        appendBytesMax: 1 << 20,
        inflightBytesMax: 8 << 20,
        uncommittedBytesMax: 64 << 20,
        waitersPerPartitionMax: 100,
        peerBufferedBytesMax: 8 << 20,
        peerFrameBytesMax: 1 << 20,
        forwardedMax: 100,
        tunnelsMax: 100,
        snapshotEveryBytes: 1 << 20,
        producerCheckpointBytes: 1 << 20,
        tailCacheBytes: 1 << 20,
        cacheBytesMax: 1 << 22,
        ...limits,
      },
    },
    {
      clock: simulation.clock(name),
      random: simulation.random(name),
      disk,
      network: simulation.network.node(name),
      logger: SILENT,
      observer: {
        elected: () => undefined,
        committedAfter: () => undefined,
        appended: () => undefined,
        synced: () => undefined,
      },
    },
  );
  host.run();
  return host;
}

/** Brokers that know of each other; broker 1 dials 2, and so on. */
export function introduce(host: Host, ids: readonly number[]): void {
  host.peers.set(
    ids.map((id) => ({ ...replicaIdOf(id), address: { host: hostOf(id), port: PEER_PORT } })),
  );
}
