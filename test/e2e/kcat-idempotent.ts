/**
 * An idempotent producer of librdkafka, kcat, with five requests in flight, writes numbers while the leader of its
 * partition is killed again and again: what is in the log must be each number once, in order.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { readText } from '../support/text-records.ts';

const TOPIC = 'idempotent';
const TURN_MS = 5;
const LINES_A_TURN = 10;
const SETTINGS = [
  'enable.idempotence=true',
  'max.in.flight.requests.per.connection=5',
  // Many batches, so that there are some in flight whenever the leader dies.
  'linger.ms=2',
  'batch.num.messages=20',
];

export interface IdempotentFigures {
  readonly records: number;
  readonly epochs: number;
}

export function hasKcat(): boolean {
  return spawnSync('kcat', ['-V']).status === 0;
}

/** Rejects when a number is missing, doubled or out of place. */
export async function runIdempotentKcat(
  cluster: ClusterProcesses,
  { kills, linesBetween, downMs }: { kills: number; linesBetween: number; downMs: number },
  tell: (line: string) => void = () => undefined,
): Promise<IdempotentFigures> {
  await cluster.createTopic(TOPIC);
  const numbers = new NumbersToKcat(cluster.kafkaAddresses);
  for (let kill = 0; kill < kills; kill += 1) {
    await numbers.write(linesBetween);
    const nodeId = await cluster.leaderOf({ topic: TOPIC, partition: 0 });
    // It goes on writing while nobody leads.
    const writing = numbers.write(linesBetween);
    await cluster.kill9(nodeId);
    await sleep(downMs);
    await cluster.restart(nodeId);
    await writing;
    await cluster.waitHealthy();
    tell(`kill ${kill + 1}: broker ${nodeId}, ${numbers.written} lines written`);
  }
  const records = await numbers.end();
  const values = await cluster.ask((client) => readText(client, TOPIC));
  const wrong = values.findIndex((value, at) => value !== String(at));
  if (wrong !== -1) throw new Error(`record ${wrong} is "${values[wrong]}"`);
  if (values.length !== records) throw new Error(`${values.length} records of ${records} sent`);
  const [topic] = await cluster.waitLed(TOPIC);
  return { records, epochs: topic!.partitions[0]!.leaderEpoch ?? 0 };
}

class NumbersToKcat {
  written = 0;
  private readonly kcat;
  private readonly exit: Promise<unknown[]>;
  private said = '';

  constructor(addresses: readonly string[]) {
    const settings = SETTINGS.flatMap((setting) => ['-X', setting]);
    const args = ['-P', '-E', '-b', addresses.join(','), '-t', TOPIC, '-p', '0', ...settings];
    this.kcat = spawn('kcat', args, { stdio: ['pipe', 'ignore', 'pipe'] });
    this.kcat.stderr.on('data', (text: Buffer) => (this.said += String(text)));
    this.kcat.stdin.on('error', () => undefined);
    this.exit = once(this.kcat, 'exit');
  }

  async write(lines: number): Promise<void> {
    for (let left = lines; left > 0; left -= LINES_A_TURN) {
      let text = '';
      for (let i = 0; i < LINES_A_TURN; i += 1) text += `${this.written++}\n`;
      this.kcat.stdin.write(text);
      await sleep(TURN_MS);
    }
  }

  /** Resolves with how many lines there were when all of them are acknowledged. */
  async end(): Promise<number> {
    this.kcat.stdin.end();
    const [code] = await this.exit;
    if (code !== 0 || this.said.includes('Delivery failed')) {
      throw new Error(`kcat ended with ${String(code)}: ${this.said.slice(-1000)}`);
    }
    return this.written;
  }
}
