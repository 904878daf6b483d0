import type { ClusterProcesses } from '../support/cluster-processes.ts';
import type { NumberedProducer } from './numbered-producer.ts';

export interface LeaderKill {
  readonly nodeId: number;
  /** From the signal to the first record that the next leader acknowledged. */
  readonly recoveryMs: number;
}

/** Kills the leader of the producer's partition while it sends. */
export async function killLeader(
  cluster: ClusterProcesses,
  producer: NumberedProducer,
): Promise<LeaderKill> {
  const nodeId = await cluster.leaderOf(producer.partition);
  const { leaderEpoch } = producer;
  const killedAtMs = await cluster.kill9(nodeId);
  const receipt = await producer.receiptAfterEpoch(leaderEpoch);
  return { nodeId, recoveryMs: receipt.atMs - killedAtMs };
}
