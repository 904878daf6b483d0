/** What `flotilla dev` prints when the cluster is ready: pure text, every line of it true and worth pasting. */
import type { TopicDescription } from '../../broker/api.ts';
import { leaderRows, LEADER_COLUMNS } from '../commands/leaders.ts';
import { renderTable, type Column } from '../table.ts';

export interface BannerBroker {
  readonly nodeId: number;
  /** Undefined: it does not run. */
  readonly pid: number | undefined;
  readonly url: string;
  readonly peerPort: number;
  readonly kafkaPort: number;
  readonly logPath: string;
}

export interface BannerInput {
  readonly brokers: readonly BannerBroker[];
  readonly topics: readonly TopicDescription[];
  readonly secondsToReady: number;
  readonly dataDirectory: string;
  /** Ends the pasted lines of clients: empty, or ` --broker ...` when they would not find the cluster. */
  readonly brokerOption: string;
  /** Likewise for `dev restart`: empty, or ` --data ...`. */
  readonly dataOption: string;
}

const BROKER_COLUMNS: readonly Column<BannerBroker>[] = [
  { head: 'BROKER', cell: (broker) => broker.nodeId },
  { head: 'PID', cell: (broker) => broker.pid ?? 'not running' },
  { head: 'WEBSOCKET', cell: (broker) => broker.url },
  { head: 'HTTP', cell: (broker) => broker.url.replace(/^ws/, 'http') },
  { head: 'KAFKA', cell: (broker) => `127.0.0.1:${broker.kafkaPort}` },
  { head: 'PEERS', cell: (broker) => `127.0.0.1:${broker.peerPort}` },
  { head: 'LOG', cell: (broker) => broker.logPath },
];

export function renderBanner(input: BannerInput): string {
  const running = input.brokers.filter((broker) => broker.pid !== undefined).length;
  const sections = [
    `Flotilla is ready: ${running} of ${input.brokers.length} brokers, after ${input.secondsToReady.toFixed(1)} s. Data: ${input.dataDirectory} (kept over restarts)\n`,
    renderTable(BROKER_COLUMNS, input.brokers),
    renderTable(LEADER_COLUMNS, input.topics.flatMap(leaderRows)),
    tryIt(input),
    breakIt(input),
    'Ctrl-C stops all brokers.\n',
  ];
  return `${sections.join('\n')}\n`;
}

function tryIt({ brokerOption }: BannerInput): string {
  return lines([
    '# In another terminal: produce, consume, a group that commits, who leads, one partition in detail, speed',
    `seq 1 100000 | npx flotilla produce demo${brokerOption}`,
    `npx flotilla consume demo -o start -n 10 -f '%p %o %v\\n'${brokerOption}`,
    `npx flotilla consume demo -g readers -n 10${brokerOption}`,
    `npx flotilla group describe readers${brokerOption}`,
    `npx flotilla leaders${brokerOption}`,
    `npx flotilla raft describe demo/0${brokerOption}`,
    `npx flotilla bench produce${brokerOption}`,
  ]);
}

function breakIt({ brokers, topics, brokerOption, dataOption }: BannerInput): string {
  const first = topics.find((topic) => topic.name === 'demo')?.partitions[0];
  const leader = brokers.find((broker) => broker.nodeId === first?.leader);
  const running = brokers.filter((broker) => broker.pid !== undefined).length;
  if (leader?.pid === undefined || running < 3) return '# Break it: needs three running brokers\n';
  return lines([
    `# Break it: kill the leader of demo/0 (broker ${leader.nodeId}), see who took over, start it again`,
    `kill -9 ${leader.pid}`,
    `npx flotilla leaders${brokerOption}`,
    `npx flotilla cluster health${brokerOption}`,
    `npx flotilla dev restart ${leader.nodeId}${dataOption}`,
  ]);
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
