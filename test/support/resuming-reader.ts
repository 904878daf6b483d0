/**
 * A reader in a simulated world: it subscribes, gives credit back as it pleases, and after every end of its connection goes
 * on where it was. It writes down whatever breaks the promise that it sees every record once, in order, or is told.
 */
import { BrokerClient } from '../../src/client/broker-client.ts';
import type { RecordsInfo, SubscriptionStart } from '../../src/client/subscription.ts';
import { Session, type SessionModules } from '../../src/gateway/ws/session.ts';
import type { Continuity } from '../../src/model/continuity.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { term, type Term, type Uuid } from '../../src/model/ids.ts';
import type { TopicPartition } from '../../src/model/topic-partition.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Address, Network } from '../../src/platform/network.ts';
import { leaderEpochAt, recordsCountAt } from '../../src/record/batch-header.ts';
import { iterateRecords } from '../../src/record/records.ts';
import type { SimRandom } from '../../src/sim/sim-random.ts';

export const DOOR_PORT = 8080;
const PAUSE_MS_MAX = 30;
const CREDIT_BYTES_MAX = 4000;
const CREDIT_RECORDS_MAX = 8;

/** Sessions of a broker, on a simulated network. */
export async function openDoor(network: Network, modules: SessionModules): Promise<void> {
  await network.listen({ host: 'any', port: DOOR_PORT }, (connection) => {
    new Session(modules, connection);
  });
}

export class ResumingReader {
  readonly violations: string[] = [];
  /** As it was told. */
  readonly gaps: Continuity[] = [];
  readonly values: string[] = [];
  next = 0;
  connects = 0;
  private isStopped = false;
  private client: BrokerClient | undefined;
  private lastEpoch: Term | undefined;
  private topicId: Uuid | undefined;
  private readonly modules: {
    readonly network: Network;
    readonly clock: Clock;
    readonly random: SimRandom;
    readonly tp: TopicPartition;
    /** Of the next broker to try. */
    readonly addressOf: (attempt: number) => Address;
  };

  constructor(modules: ResumingReader['modules']) {
    this.modules = modules;
  }

  async run(): Promise<void> {
    for (let attempt = 0; !this.isStopped; attempt += 1) {
      try {
        await this.readUntilCut(attempt);
      } catch (error) {
        const isExpected = error instanceof BrokerError && error.retriable;
        if (!isExpected && !String(error).includes('NetworkFault'))
          this.violations.push(String(error));
      }
      await this.pause(PAUSE_MS_MAX);
    }
  }

  stop(): void {
    this.isStopped = true;
    void this.client?.close();
  }

  private async readUntilCut(attempt: number): Promise<void> {
    const { network, clock, random, tp, addressOf } = this.modules;
    const connection = await network.connect(addressOf(attempt));
    const options = { clientName: 'reader', requestTimeoutMs: 3000, silenceMsMax: 5000 };
    const client = new BrokerClient(connection, clock, options);
    this.client = client;
    try {
      if (this.isStopped) return;
      await client.greet('0');
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => (end = resolve));
      const subscription = client.subscribe({
        ...tp,
        start: { offset: this.next },
        ...(this.lastEpoch === undefined ? {} : { lastEpoch: this.lastEpoch }),
        ...(this.topicId === undefined ? {} : { topicId: this.topicId }),
        creditBytes: random.integer(1, CREDIT_BYTES_MAX),
        creditRecords: random.integer(1, CREDIT_RECORDS_MAX),
        onRecords: (batches, info) => {
          this.read(batches, info);
          const bytes = batches.reduce((sum, batch) => sum + batch.length, 0);
          const records = batches.reduce((sum, batch) => sum + recordsCountAt(batch), 0);
          void this.pause(PAUSE_MS_MAX).then(() => subscription.addCredit(bytes, records));
        },
        onEnded: end,
      });
      this.begin(await subscription.started);
      this.connects += 1;
      await ended;
    } finally {
      void client.close();
    }
  }

  private begin({ startOffset, topicId, continuity }: SubscriptionStart): void {
    this.topicId = topicId;
    const from = this.next;
    this.follow(continuity);
    if (startOffset !== this.next)
      this.violations.push(`asked for ${from}, started at ${startOffset}`);
  }

  private read(batches: readonly Uint8Array[], info: RecordsInfo): void {
    this.follow(info.continuity);
    for (const batch of batches) {
      for (const record of iterateRecords(batch)) {
        if (record.offset < this.next) continue;
        if (record.offset !== this.next) {
          this.violations.push(`wanted ${this.next}, got ${record.offset}`);
        }
        this.values.push(new TextDecoder().decode(record.value));
        this.next = record.offset + 1;
        this.lastEpoch = term(leaderEpochAt(batch));
      }
    }
  }

  private follow(continuity: Continuity): void {
    if (continuity.kind === 'contiguous') return;
    this.gaps.push(continuity);
    if (continuity.kind === 'truncated') {
      this.next = continuity.from;
    } else {
      if (continuity.from !== this.next) {
        this.violations.push(`at ${this.next}, told of a gap from ${continuity.from}`);
      }
      this.next = continuity.to;
    }
    this.lastEpoch = undefined;
  }

  private pause(msMax: number): Promise<void> {
    const { clock, random } = this.modules;
    return new Promise((resolve) => clock.setTimer(random.integer(0, msMax), resolve));
  }
}
