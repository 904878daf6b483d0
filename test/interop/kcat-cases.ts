/** What people use kcat for: looking at the cluster, also when a broker dies; offsets by time; ways to read and to write. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { codecOfFirstBatch } from './batch-codec.ts';
import { CODECS, type InteropClient } from './client.ts';
import { Kcat, type KcatMetadata, offsetAt } from './kcat.ts';
import { numberedRecords, writeCorpus } from './records.ts';
import type { Results } from './results.ts';

const RECORDS = 40;
const FIRST_MS = 1_700_000_000_000;
const STEP_MS = 10;
/** Two election time-outs. */
const NEW_LEADER_MS_MAX = 2400;

const lines = (bytes: Buffer): string[] => String(bytes).split('\n').slice(0, -1);

class KcatCases {
  private readonly cluster: ClusterProcesses;
  private readonly kcat: Kcat;
  /** Writes with given timestamps, which kcat cannot. */
  private readonly reference: InteropClient;
  private readonly topic = 'kcat-cases';
  private readonly values = numberedRecords(RECORDS).map(({ value }) => String(value));

  constructor(cluster: ClusterProcesses, reference: InteropClient) {
    this.cluster = cluster;
    this.kcat = new Kcat(cluster.kafkaAddresses);
    this.reference = reference;
  }

  readonly cases: Readonly<Record<string, () => Promise<string | void>>> = {
    '-L -J shows brokers, leaders, replicas and in-sync replicas': async () => {
      await this.fill();
      await this.cluster.until('all replicas are in sync', async () => {
        const { isrs } = await this.partition();
        return isrs.length === 3;
      });
      const { brokers } = await this.kcat.json<KcatMetadata>(['-L', '-J']);
      const names = brokers.map(({ name }) => name).toSorted();
      assert.deepEqual(names, this.cluster.kafkaAddresses.toSorted());
      const { leader, replicas } = await this.partition();
      assert.equal(leader, await this.cluster.leaderOf({ topic: this.topic, partition: 0 }));
      assert.deepEqual(new Set(replicas.map(({ id }) => id)), new Set([1, 2, 3]));
    },
    '-Q finds the first offset of a time or later': async () => {
      const lastMs = FIRST_MS + (RECORDS - 1) * STEP_MS;
      const times = [0, FIRST_MS - 1, FIRST_MS, FIRST_MS + 1, FIRST_MS + 50, lastMs, lastMs + 1];
      const offsets: number[] = [];
      for (const time of times) offsets.push(await offsetAt(this.kcat, this.topic, time));
      assert.deepEqual(offsets, [0, 0, 0, 1, 5, RECORDS - 1, -1]);
    },
    '-C -e reads to the end and ends': async () => {
      assert.deepEqual(await this.consume('-e'), this.values);
    },
    '-o with beginning, end, an offset, a distance from the end, times': async () => {
      assert.deepEqual(await this.consume('-e', '-o', 'beginning', '-c', '3'), this.sent(0, 3));
      assert.deepEqual(await this.consume('-e', '-o', 'end'), []);
      assert.deepEqual(await this.consume('-e', '-o', '35'), this.sent(35));
      assert.deepEqual(await this.consume('-e', '-o', '-4'), this.sent(RECORDS - 4));
      const [from, to] = [`s@${FIRST_MS + 95}`, `e@${FIRST_MS + 150}`];
      assert.deepEqual(await this.consume('-e', '-o', from), this.sent(10));
      assert.deepEqual(await this.consume('-e', '-o', from, '-o', to), this.sent(10, 15));
    },
    '-G: two members share the partitions of a topic, the next goes on': () => this.balances(),
    '-z writes what it says, with every codec': async () => {
      for (const codec of CODECS) {
        const topic = `kcat-${codec}`;
        await this.cluster.createTopic(topic);
        const input = Buffer.from('the same line again and again\n'.repeat(200));
        await this.kcat.run(['-P', '-t', topic, '-z', codec], input);
        assert.equal(await codecOfFirstBatch(this.cluster, topic), codec);
        const args = ['-C', '-q', '-e', '-t', topic];
        assert.deepEqual(await this.kcat.run(args), input);
      }
    },
    '-P takes keys and headers from standard input, -T repeats what it sends': async () => {
      const topic = await this.newTopic('kcat-stdin');
      const args = ['-P', '-T', '-t', topic, '-K', ':', '-H', 'a=1', '-H', 'b=2'];
      const sent = await this.kcat.run(args, Buffer.from('k1:v1\nk2:v2\n'));
      assert.match(String(sent), /v1[^]*v2/);
      const read = ['-C', '-q', '-e', '-t', topic, '-f', '%k %s %h\n'];
      assert.deepEqual(lines(await this.kcat.run(read)), ['k1 v1 a=1,b=2', 'k2 v2 a=1,b=2']);
      const [object] = lines(await this.kcat.run(['-C', '-q', '-e', '-J', '-t', topic]));
      assert.deepEqual(JSON.parse(object!).headers, ['a', '1', 'b', '2']);
    },
    'writes with sequences, and without an answer (acks 0)': async () => {
      for (const setting of ['enable.idempotence=true', 'acks=0', 'acks=1']) {
        const topic = await this.newTopic(`kcat-${setting.replace('=', '-')}`);
        await this.kcat.run(['-P', '-t', topic, '-X', setting], Buffer.from('a\nb\nc\n'));
        await this.cluster.until('all three are there', async () => {
          const read = lines(await this.kcat.run(['-C', '-q', '-e', '-t', topic]));
          return read.join() === 'a,b,c';
        });
      }
    },
    'is told in words what is wrong': () => this.refuses(),
    'a transaction is refused at once, and why': async () => {
      const args = ['-P', '-t', this.topic, '-X', 'transactional.id=t'];
      const { code, stderr } = await this.kcat.attempt(args, Buffer.from('a\n'));
      assert.equal(code, 1);
      assert.match(stderr, /transactions/i);
      assert.doesNotMatch(stderr, /timed out/i);
      return stderr.trim().split('\n').at(-1);
    },
    'shows the new leader within two election time-outs of a kill -9': () => this.showsNewLeader(),
  };

  private sent(from: number, to?: number): string[] {
    return this.values.slice(from, to);
  }

  private async newTopic(name: string, partitions = 1, configs = {}): Promise<string> {
    await this.cluster.createTopic(name, partitions, configs);
    return name;
  }

  private async fill(): Promise<void> {
    const path = join(this.cluster.directory, 'kcat.jsonl');
    writeCorpus(path, numberedRecords(RECORDS, FIRST_MS, STEP_MS));
    await this.newTopic(this.topic);
    await this.reference.call('produce', { topic: this.topic, codec: 'none', path });
  }

  private async consume(...args: string[]): Promise<string[]> {
    return lines(await this.kcat.run(['-C', '-q', '-t', this.topic, ...args]));
  }

  private async partition() {
    const args = ['-L', '-J', '-t', this.topic];
    return (await this.kcat.json<KcatMetadata>(args)).topics[0]!.partitions[0]!;
  }

  private async balances(): Promise<string> {
    const topic = await this.newTopic('kcat-balanced', 6);
    const input = Buffer.from(Array.from({ length: 300 }, (_, at) => `k${at}:v${at}\n`).join(''));
    await this.kcat.run(['-P', '-t', topic, '-K', ':'], input);
    const earliest = ['-q', '-X', 'auto.offset.reset=earliest', '-f', '%p %s\n'];
    const member = (...more: string[]) =>
      this.kcat.run(['-G', 'kcat-group', ...earliest, ...more, topic]).then(lines);
    // Each goes on until it has seen the end of all its partitions; the second may come too late for any.
    const [first, second] = await Promise.all([member('-e'), member('-e')]);
    const values = new Set([...first, ...second].map((line) => line.split(' ')[1]));
    assert.equal(values.size, 300);
    assert.deepEqual(await member('-e'), []);
    return `${first.length} and ${second.length} records`;
  }

  private async refuses(): Promise<void> {
    const small = await this.newTopic('kcat-small', 1, { 'max.message.bytes': '1000' });
    const refusals: [string, RegExp, string[], string?][] = [
      ['an unknown topic', /Unknown topic or partition/, ['-C', '-e', '-t', 'nowhere']],
      ['an unknown partition', /partition 9 does not exist/, ['-C', '-e', '-t', small, '-p', '9']],
      ['a large record', /Message size too large/, ['-P', '-t', small], 'x'.repeat(2000)],
    ];
    for (const [what, words, args, input] of refusals) {
      const { code, stderr } = await this.kcat.attempt(args, Buffer.from(input ?? ''));
      assert.equal(code, 1, what);
      assert.match(stderr, words, what);
    }
  }

  private async showsNewLeader(): Promise<string> {
    const { leader: killed } = await this.partition();
    const killedAtMs = await this.cluster.kill9(killed);
    try {
      // The moment at which kcat was started counts: what it shows was so before it was done.
      const startedAtMs = await this.cluster.until('kcat shows another leader', async () => {
        const askedAtMs = performance.now();
        const { leader, error } = await this.partition();
        return leader !== killed && leader !== -1 && error === undefined && askedAtMs;
      });
      const tookMs = Math.round(startedAtMs - killedAtMs);
      assert.ok(tookMs <= NEW_LEADER_MS_MAX, `${tookMs} ms`);
      const { leader, isrs } = await this.partition();
      const { brokers } = await this.kcat.json<KcatMetadata>(['-L', '-J']);
      assert.ok(!brokers.some(({ id }) => id === killed), 'the dead broker is not listed');
      await this.cluster.until('the dead replica is not in sync', async () => {
        const now = await this.partition();
        return !now.isrs.some(({ id }) => id === killed);
      });
      assert.deepEqual(await this.consume('-e'), this.values);
      return `${tookMs} ms; broker ${leader} after ${killed}, ${isrs.length} in sync`;
    } finally {
      await this.cluster.restart(killed);
      await this.cluster.waitHealthy();
    }
  }
}

export async function runKcatCases(
  cluster: ClusterProcesses,
  reference: InteropClient,
  results: Results,
): Promise<void> {
  const { cases } = new KcatCases(cluster, reference);
  for (const [name, run] of Object.entries(cases)) await results.try(`kcat ${name}`, run);
}
