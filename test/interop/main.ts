/**
 * `npm run interop [-- --only a,b]`: the clients that people have, unchanged, against three broker processes. Says by name
 * what it skipped. Exit code 1 when something failed.
 */
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { commandLine } from '../support/command-line.ts';
import { runCases } from './cases.ts';
import type { InteropClient } from './client.ts';
import { CLIENTS, startClients } from './clients.ts';
import { flotillaClient } from './kafkajs-shaped.ts';
import { runKcatCases } from './kcat-cases.ts';
import { runMatrix } from './matrix.ts';
import { Results } from './results.ts';

const tell = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const { values } = commandLine({
    usage: `npm run interop [-- --only NAME,...]\n\nClients: ${Object.keys(CLIENTS).join(', ')}`,
    takesNames: false,
    options: { only: { type: 'string' } },
  });
  const only = values.only?.split(',') ?? Object.keys(CLIENTS);
  const unknown = only.find((name) => CLIENTS[name] === undefined);
  if (unknown !== undefined) {
    console.error(
      `There is no client "${unknown}". Choose from: ${Object.keys(CLIENTS).join(', ')}.`,
    );
    return 2;
  }
  const results = new Results(tell);
  await using cluster = await ClusterProcesses.start();
  const clients = await startClients(only, cluster, results);
  try {
    await runAll(cluster, clients, results);
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
  for (const line of results.summary()) tell(line);
  return results.hasFailed ? 1 : 0;
}

async function runAll(
  cluster: ClusterProcesses,
  clients: readonly InteropClient[],
  results: Results,
): Promise<void> {
  for (const { name, version } of clients) tell(`${name} ${version}`);
  const reference = flotillaClient(cluster.urls);
  tell('\nrecords');
  await runMatrix({ cluster, clients, reference, results, tell });
  for (const client of clients) {
    tell(`\n${client.name}`);
    await runCases(client, cluster, results);
    if (client.name === 'kcat') await runKcatCases(cluster, reference, results);
  }
}

const beganMs = performance.now();
const exitCode = await main();
tell(`in ${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
process.exit(exitCode);
