/** All clients of a run, and what they work on: one topic for our client, one for kafkajs; readers without a group take both. */
import { setTimeout as sleep } from 'node:timers/promises';
import { showTopicPartition, type TopicPartition } from '../../../src/model/topic-partition.ts';
import { SimRandom } from '../../../src/sim/sim-random.ts';
import { readWhole } from '../../e2e/history.ts';
import type { ClusterProcesses } from '../../support/cluster-processes.ts';
import { runsOf } from '../history.ts';
import { type Client, type Surroundings } from './client.ts';
import { CommitWatch, KafkaJSMember, OurMember } from './groups.ts';
import { KafkaJSProducer, OurProducer } from './producers.ts';
import { Follower, LookingBack } from './readers.ts';
import { idOf } from './records.ts';

const OURS = { topic: 'ours', partitions: 3, group: 'our-group', producers: 2, members: 3 };
const KAFKA = { topic: 'kafkajs', partitions: 2, group: 'kafkajs-group', members: 2 };
/** Of the data topics: so that segments end and begin during a run. */
const SEGMENT_BYTES = 1 << 20;
const CATCH_UP_MS_MAX = 60_000;
const POLL_MS = 50;

export const TOPICS: readonly string[] = [OURS.topic, KAFKA.topic, '__consumer_offsets'];

const logsOf = ({ topic, partitions }: typeof OURS | typeof KAFKA): TopicPartition[] =>
  Array.from({ length: partitions }, (_, partition) => ({ topic, partition }));

const LOGS: readonly TopicPartition[] = [...logsOf(OURS), ...logsOf(KAFKA)];
const GROUPS = [OURS, KAFKA].map((one) => ({ group: one.group, logs: logsOf(one) }));

export class Workload {
  private readonly around: Surroundings;
  private readonly cluster: ClusterProcesses;
  private readonly producers: readonly Client[];
  private readonly others: readonly Client[];

  private constructor(around: Surroundings, cluster: ClusterProcesses, seed: number) {
    this.around = around;
    this.cluster = cluster;
    const { topic, group } = OURS;
    const times = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);
    this.producers = [
      ...times(OURS.producers).map((n) => new OurProducer(around, `ours-${n}`, logsOf(OURS))),
      ...logsOf(KAFKA).map(
        (log) => new KafkaJSProducer(around, `kafkajs-${log.partition + 1}`, log),
      ),
    ];
    const random = new SimRandom(seed, 'looking-back');
    this.others = [
      new Follower(around, 'follower', LOGS),
      new LookingBack(around, 'looking-back', { logs: LOGS, random }),
      ...times(OURS.members).map(
        (n) => new OurMember(around, { name: `our-member-${n}`, group, topic }),
      ),
      ...times(KAFKA.members).map((n) => {
        const name = `kafkajs-member-${n}`;
        return new KafkaJSMember(around, { name, group: KAFKA.group, topic: KAFKA.topic });
      }),
      new CommitWatch(around, 'commit-watch', GROUPS),
    ];
  }

  static async start(
    around: Surroundings,
    cluster: ClusterProcesses,
    seed: number,
  ): Promise<Workload> {
    for (const { topic, partitions } of [OURS, KAFKA]) {
      await cluster.createTopic(topic, partitions, { 'segment.bytes': String(SEGMENT_BYTES) });
    }
    return new Workload(around, cluster, seed);
  }

  /** When all is well again: what was sent is answered, then everything is read to its end, on every replica. */
  async finish(): Promise<void> {
    await Promise.all(this.producers.map((producer) => producer.stop()));
    const ends = new Map<string, number>();
    for (const nodeId of this.cluster.nodeIds) {
      for (const tp of LOGS) ends.set(showTopicPartition(tp), await this.readAll(tp, nodeId));
    }
    await this.readersCatchUp(ends);
    await Promise.all(this.others.map((other) => other.stop()));
  }

  /** Of the replica on one broker, which leads for it. Gives the end. */
  private async readAll(tp: TopicPartition, nodeId: number): Promise<number> {
    const { cluster } = this;
    const { history } = this.around;
    const log = showTopicPartition(tp);
    await cluster.until(`broker ${nodeId} leads ${log}`, async () => {
      if ((await cluster.leaderOf(tp)) === nodeId) return true;
      await cluster.ask((client) => client.transferLeadership(tp, nodeId as never));
      return false;
    });
    const reader = `final-${nodeId}`;
    const values = await readWhole(cluster, tp);
    const records = values.map((value, offset) => ({ offset, id: idOf(value) }));
    history.record({ kind: 'polled', process: reader, log, runs: runsOf(records) });
    history.record({ kind: 'read-to-end', reader, log, start: 0, end: values.length });
    return values.length;
  }

  /** Whoever is too late is told on by the checker, for what it has not read. */
  private async readersCatchUp(ends: ReadonlyMap<string, number>): Promise<void> {
    const { history } = this.around;
    const readers = [
      { reader: 'follower', logs: LOGS },
      ...GROUPS.map(({ group, logs }) => ({ reader: group, logs })),
    ].flatMap(({ reader, logs }) =>
      logs.map(({ topic, partition }) => ({
        reader,
        log: showTopicPartition({ topic, partition }),
      })),
    );
    const deadlineMs = performance.now() + CATCH_UP_MS_MAX;
    const missing = new Set(readers.filter(({ log }) => ends.get(log)! > 0));
    let read = 0;
    const reached = new Map<string, number>();
    while (missing.size > 0 && performance.now() < deadlineMs) {
      for (const event of history.events.slice(read)) {
        if (event.kind !== 'polled') continue;
        const last = event.runs.at(-1)!;
        const key = `${event.group ?? event.process} ${event.log}`;
        reached.set(key, Math.max(reached.get(key) ?? 0, last.offset + last.ids.length));
      }
      read = history.events.length;
      for (const one of missing) {
        if ((reached.get(`${one.reader} ${one.log}`) ?? 0) >= ends.get(one.log)!)
          missing.delete(one);
      }
      await sleep(POLL_MS);
    }
    for (const { reader, log } of readers) {
      history.record({ kind: 'read-to-end', reader, log, start: 0, end: ends.get(log)! });
    }
  }
}
