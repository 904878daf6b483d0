import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { hasKcat, runIdempotentKcat } from '../kcat-idempotent.ts';
import { showCount } from './figures.ts';

const KILLS = 10;

export async function showKafkaIdempotent(tell: (line: string) => void): Promise<string> {
  if (!hasKcat()) return 'skipped: there is no kcat (apt-get install kcat)';
  await using cluster = await ClusterProcesses.start();
  const size = { kills: KILLS, linesBetween: 2000, downMs: 500 };
  const { records, epochs } = await runIdempotentKcat(cluster, size, tell);
  return (
    `an idempotent producer of librdkafka (kcat) with 5 requests in flight through ${KILLS} kills of its leader, epoch ${epochs} in the end: ` +
    `${showCount(records)} lines sent, exactly ${showCount(records)} records in the log, in order`
  );
}
