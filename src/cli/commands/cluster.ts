import type { Command } from 'commander';
import type { BrokerDescription, ClusterHealth } from '../../broker/api.ts';
import { addReadingOptions, printRows, readFromCluster, type ReadingOptions } from '../reading.ts';
import { writeOutput } from '../stdout.ts';
import { renderJson, renderTable, type Column } from '../table.ts';

export const UNHEALTHY_EXIT_CODE = 10;

const HEALTH_COLUMNS: readonly Column<ClusterHealth>[] = [
  { head: 'HEALTHY', cell: (health) => (health.isHealthy ? 'yes' : 'no') },
  {
    head: 'BROKERS',
    cell: (health) => `${health.brokersConnected} of ${health.brokersKnown} connected`,
  },
  { head: 'PARTITIONS', cell: (health) => health.partitions },
  { head: 'WITHOUT-LEADER', cell: (health) => health.partitionsWithoutLeader },
  { head: 'UNDER-REPLICATED', cell: (health) => health.partitionsUnderReplicated },
];

const BROKER_COLUMNS: readonly Column<BrokerDescription & { readonly isController: boolean }>[] = [
  { head: 'BROKER', cell: (broker) => broker.nodeId },
  { head: 'WEBSOCKET', cell: (broker) => `ws://${broker.host}:${broker.httpPort}` },
  { head: 'PEERS', cell: (broker) => `${broker.host}:${broker.peerPort}` },
  { head: 'CONNECTED', cell: (broker) => (broker.isConnected ? 'yes' : 'no') },
  { head: 'CONTROLLER', cell: (broker) => (broker.isController ? 'yes' : 'no') },
];

export function registerCluster(program: Command): void {
  const cluster = program.command('cluster').description('the cluster as a whole');
  const health = cluster
    .command('health')
    .description(`is all well? Exit code ${UNHEALTHY_EXIT_CODE} when not, with the reasons`);
  addReadingOptions(health).action(async (options: ReadingOptions) => {
    const state = await readFromCluster(options, (broker) => broker.clusterHealth());
    await writeOutput(options.format === 'json' ? renderJson(state) : renderHealth(state));
    if (!state.isHealthy) process.exitCode = UNHEALTHY_EXIT_CODE;
  });
  const describe = cluster.command('describe').description('the brokers of the cluster');
  addReadingOptions(describe).action(async (options: ReadingOptions) => {
    const state = await readFromCluster(options, (broker) => broker.describeCluster());
    const rows = state.brokers.map((broker) => ({
      ...broker,
      isController: broker.nodeId === state.controller,
    }));
    await printRows(options.format, BROKER_COLUMNS, rows);
  });
}

export function renderHealth(state: ClusterHealth): string {
  const reasons = state.reasons.map((reason) => `${reason}\n`).join('');
  return `${renderTable(HEALTH_COLUMNS, [state])}${reasons === '' ? '' : `\n${reasons}`}`;
}
