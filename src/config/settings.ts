/**
 * Every setting of a broker, in the order in which the documentation has them. Kafka's name where Kafka has the
 * setting; the unit stands last in a name of ours too.
 */
import { z } from 'zod';
import type { Setting } from './setting.ts';

const INT32_MAX = 0x7fff_ffff;

const text = z.string().min(1);
const port = z.int().min(0).max(65_535);
const milliseconds = z.int().min(1).max(INT32_MAX);
/** For times that Kafka has as int64. */
const longMilliseconds = z.int().min(0);
/** -1: without limit. */
const unlimited = z.int().min(-1);
const bytes = z.int().min(1).max(INT32_MAX);

const KIB = 1024;
const MIB = 1024 * KIB;
const DAY_MS = 24 * 60 * 60 * 1000;

export const SETTINGS = {
  'node.id': {
    schema: z.int().min(0).max(INT32_MAX),
    default: undefined,
    doc: 'The number of this broker. The formatted data directory knows it; when it is set here too, both must agree.',
  },
  'data.dir': {
    schema: text,
    default: './flotilla-data',
    doc: 'The directory of everything that this broker keeps, formatted once with `npx flotilla broker format`.',
  },

  'http.host': {
    schema: text,
    default: '127.0.0.1',
    doc: 'The address of the listener for WebSocket and HTTP. Another than a loopback address needs `allow.unauthenticated`.',
  },
  'http.port': {
    schema: port,
    default: 8080,
    doc: 'The port of the listener for WebSocket and HTTP. 0 takes a free one.',
  },
  'peer.host': {
    schema: text,
    default: '127.0.0.1',
    doc: 'The address of the listener for the other brokers. Another than a loopback address needs `allow.unauthenticated`; keep it out of reach of clients.',
  },
  'peer.port': {
    schema: port,
    default: 9090,
    doc: 'The port of the listener for the other brokers. It is the one that `--voters` names.',
  },
  'kafka.host': {
    schema: text,
    default: '127.0.0.1',
    doc: 'The address of the listener for Kafka clients. Another than a loopback address needs `allow.unauthenticated`.',
  },
  'kafka.port': {
    schema: port,
    default: undefined,
    doc: 'The port of the listener for Kafka clients; by custom 9092. 0 takes a free one. Without it there is no such listener.',
  },
  'advertised.host': {
    schema: text,
    default: undefined,
    doc: 'The host name under which clients and other brokers reach this broker. Without it, `http.host`.',
  },
  'allow.unauthenticated': {
    schema: z.boolean(),
    default: false,
    doc: 'Allows listeners on addresses that other machines reach, although nobody is asked who they are.',
  },
  'allowed.origins': {
    schema: z.array(z.string()),
    default: [],
    doc: 'The web origins (`https://console.example.org`) whose pages may open a WebSocket here, besides pages that this broker serves itself.',
  },

  'num.partitions': {
    schema: z.int().min(1).max(INT32_MAX),
    default: 1,
    doc: 'Partitions of a topic that is created without a number.',
  },
  'auto.create.topics.enable': {
    schema: z.boolean(),
    default: false,
    doc: 'Whether a topic is made when a Kafka client asks for one that there is not, with `num.partitions` and `default.replication.factor`. Kafka has true; here a misspelt name is an error, unless you say otherwise.',
  },
  'default.replication.factor': {
    schema: z.int().min(1).max(0x7fff),
    default: 3,
    doc: 'Replicas of each partition of a topic that is created without a number. Kafka has 1.',
  },
  'min.insync.replicas': {
    schema: z.int().min(1).max(0x7fff),
    default: 1,
    doc: 'A write with `acks=all` is refused while fewer replicas than this are in sync. 1, as in Kafka, loses nothing here: an acknowledged write is synced on a majority in any case (2 of 3). A higher value demands more than the majority.',
  },
  'replica.lag.time.max.ms': {
    schema: milliseconds,
    default: 30_000,
    unit: 'ms',
    doc: "A replica that did not reach the leader's log end within this time does not count as in sync.",
  },
  'producer.id.expiration.ms': {
    schema: milliseconds,
    default: DAY_MS,
    unit: 'ms',
    doc: 'How long a partition remembers at least what an idempotent producer wrote last, so that a retry is not written twice; unless more than 20,000 producers write to one partition.',
  },
  'message.max.bytes': {
    schema: z
      .int()
      .min(1)
      .max(64 * MIB),
    default: 1_048_588,
    unit: 'bytes',
    doc: 'The largest record batch, compressed if it is, for topics without `max.message.bytes`.',
  },
  'compression.type': {
    schema: z.enum(['producer']),
    default: 'producer',
    doc: 'Batches keep the compression that their producer chose; the broker does not compress again.',
  },
  'log.message.timestamp.type': {
    schema: z.enum(['CreateTime', 'LogAppendTime']),
    default: 'CreateTime',
    doc: 'Whether records bear the time of their producer or that of the leader, for topics without `message.timestamp.type`.',
  },
  'log.message.timestamp.before.max.ms': {
    schema: longMilliseconds,
    default: Number.MAX_SAFE_INTEGER,
    unit: 'ms',
    doc: 'How far the timestamp of a record may lie before the time of the leader, for topics without `message.timestamp.before.max.ms`.',
  },
  'log.message.timestamp.after.max.ms': {
    schema: longMilliseconds,
    default: 3_600_000,
    unit: 'ms',
    doc: 'How far the timestamp of a record may lie after the time of the leader, for topics without `message.timestamp.after.max.ms`.',
  },

  'log.segment.bytes': {
    schema: z.int().min(1024).max(INT32_MAX),
    default: 1024 * MIB,
    unit: 'bytes',
    doc: 'A segment file is followed by a new one at this size, for topics without `segment.bytes`.',
  },
  'log.roll.ms': {
    schema: z.int().min(1),
    default: 7 * DAY_MS,
    unit: 'ms',
    doc: 'A segment file is followed by a new one at this age, for topics without `segment.ms`.',
  },
  'log.retention.ms': {
    schema: unlimited,
    default: 7 * DAY_MS,
    unit: 'ms',
    doc: 'Segments whose newest record is older than this are deleted, for topics without `retention.ms`. -1: never.',
  },
  'log.retention.bytes': {
    schema: unlimited,
    default: -1,
    unit: 'bytes',
    doc: 'The oldest segments of a partition are deleted while it is larger than this, for topics without `retention.bytes`. -1: never.',
  },
  'log.retention.check.interval.ms': {
    schema: milliseconds,
    default: 300_000,
    unit: 'ms',
    doc: 'How often the broker looks for segments to delete.',
  },
  'log.cleanup.policy': {
    schema: z.enum(['delete']),
    default: 'delete',
    doc: 'What becomes of old segments, for topics without `cleanup.policy`. Compaction does not exist yet.',
  },
  'log.durability': {
    schema: z.enum(['fsync']),
    default: 'fsync',
    doc: 'What "written" means: synced to the disk, so that an acknowledged record survives a power cut of every broker at once. A mode that acknowledges from the page cache, for comparisons, does not exist yet.',
  },
  'flush.concurrency': {
    schema: z.int().min(1).max(128),
    default: 4,
    doc: 'How many syncs of log files run at once. More than the threads of libuv (4, or UV_THREADPOOL_SIZE) only queue there.',
  },

  'offsets.topic.num.partitions': {
    schema: z.int().min(1).max(1000),
    default: 6,
    doc: 'Partitions of `__consumer_offsets`, and so how many coordinators share the consumer groups. Counts when the first group makes the topic and never again. Kafka has 50; 6 spread evenly over 1, 2, 3 and 6 brokers and open quickly.',
  },
  'offsets.topic.replication.factor': {
    schema: z.int().min(1).max(0x7fff),
    default: 3,
    doc: 'Replicas of each partition of `__consumer_offsets`, or as many as there are brokers if those are fewer. Counts when the first group makes the topic.',
  },
  'offsets.topic.segment.bytes': {
    schema: z.int().min(1024).max(INT32_MAX),
    default: 16 * MIB,
    unit: 'bytes',
    doc: 'A segment file of `__consumer_offsets` is followed by a new one at this size. Counts when the first group makes the topic. Kafka has 100 MiB; here snapshots take the place of compaction and free whole segments.',
  },
  'offsets.commit.timeout.ms': {
    schema: milliseconds,
    default: 5000,
    unit: 'ms',
    doc: 'A coordinator whose decision is not on the disks of a majority within this time starts anew from what is; its clients ask again.',
  },
  'offsets.retention.minutes': {
    schema: z.int().min(1).max(INT32_MAX),
    default: 7 * 24 * 60,
    doc: 'How long the committed offsets of a group are kept after its last member left; of a group that never had members, after each commit. An event `offsets-expire-soon` comes first.',
  },
  'offsets.retention.check.interval.ms': {
    schema: milliseconds,
    default: 600_000,
    unit: 'ms',
    doc: 'How often a coordinator looks for offsets that have expired.',
  },
  'offset.metadata.max.bytes': {
    schema: z.int().min(0).max(0x7fff),
    default: 4096,
    unit: 'bytes',
    doc: 'The most that a client may keep with a committed offset.',
  },
  'group.min.session.timeout.ms': {
    schema: milliseconds,
    default: 6000,
    unit: 'ms',
    doc: 'The shortest session time-out that a member of a group may ask for.',
  },
  'group.max.session.timeout.ms': {
    schema: milliseconds,
    default: 1_800_000,
    unit: 'ms',
    doc: 'The longest session time-out that a member of a group may ask for, and the longest that a join or sync waits for the other members.',
  },
  'group.initial.rebalance.delay.ms': {
    schema: z.int().min(0).max(INT32_MAX),
    default: 300,
    unit: 'ms',
    doc: 'How long an empty group waits for more members after the first, so that members that start together need one rebalance. Kafka has 3,000; a rebalance too many costs less than that here.',
  },
  'group.max.size': {
    schema: z.int().min(1).max(10_000),
    default: 1000,
    doc: 'Members of one group. Kafka has no limit.',
  },

  'raft.tick.ms': {
    schema: z.int().min(1).max(1000),
    default: 20,
    unit: 'ms',
    doc: 'The step of all Raft timers.',
  },
  'raft.heartbeat.ms': {
    schema: milliseconds,
    default: 100,
    unit: 'ms',
    doc: 'How often a leader makes itself heard when there is nothing to replicate.',
  },
  'raft.election.timeout.min.ms': {
    schema: milliseconds,
    default: 600,
    unit: 'ms',
    doc: 'A follower that hears no leader for a time drawn at random between this and `raft.election.timeout.max.ms` asks for an election.',
  },
  'raft.election.timeout.max.ms': {
    schema: milliseconds,
    default: 1200,
    unit: 'ms',
    doc: 'The longest that a follower waits; a leader that reaches no majority for this long steps down.',
  },

  'connections.max': {
    schema: z.int().min(1).max(1_000_000),
    default: 20_000,
    doc: 'Client connections at once; more are refused.',
  },
  'connection.inflight.max.requests': {
    schema: z.int().min(1).max(100_000),
    default: 1024,
    doc: 'Requests of one connection that are being worked on; at this number the broker stops reading from it.',
  },
  'connection.inflight.max.bytes': {
    schema: bytes,
    default: 16 * MIB,
    unit: 'bytes',
    doc: 'Bytes of the requests of one connection that are being worked on; at this number the broker stops reading from it.',
  },
  'inflight.max.bytes': {
    schema: z.int().min(1),
    default: 256 * MIB,
    unit: 'bytes',
    doc: 'Bytes of the requests of all connections that are being worked on; at this number the broker reads from no client until some are answered.',
  },
  'frame.max.bytes': {
    schema: bytes,
    default: 8 * MIB,
    unit: 'bytes',
    doc: 'The largest frame that a client may send.',
  },
  'peer.frame.max.bytes': {
    schema: bytes,
    default: 64 * MIB,
    unit: 'bytes',
    doc: 'The largest frame between brokers.',
  },
  'fetch.max.bytes': {
    schema: bytes,
    default: 55 * MIB,
    unit: 'bytes',
    doc: 'The most that one fetch answers, beyond its first batch, whatever it asks for.',
  },
  'websocket.buffered.max.bytes': {
    schema: z
      .int()
      .min(16 * MIB)
      .max(INT32_MAX),
    default: 64 * MIB,
    unit: 'bytes',
    doc: 'Answers that wait for a slow reader; above this size the broker closes the connection with code 1013. Long before that, at 8 MiB, it stops reading requests of the connection.',
  },
  'websocket.slow.reader.timeout.ms': {
    schema: milliseconds,
    default: 30_000,
    unit: 'ms',
    doc: 'A reader that is behind for this long is closed with code 1013.',
  },
  'websocket.ping.interval.ms': {
    schema: milliseconds,
    default: 15_000,
    unit: 'ms',
    doc: 'How often a WebSocket is asked for a sign of life; two missing answers close it.',
  },
  'websocket.hello.timeout.ms': {
    schema: milliseconds,
    default: 5000,
    unit: 'ms',
    doc: 'A WebSocket that has not said hello by then is closed.',
  },
  'websocket.drain.ms': {
    schema: z.int().min(0).max(60_000),
    default: 1000,
    unit: 'ms',
    doc: 'How long a broker that stops waits for the answers that its WebSocket clients are owed. It takes no longer than they take: nothing when nothing is in flight.',
  },
  'topic.partitions.max': {
    schema: z.int().min(1).max(100_000),
    default: 1000,
    doc: 'Partitions of one topic. The limit of the broker that leads the metadata group counts.',
  },
  'broker.partitions.max': {
    schema: z.int().min(1).max(1_000_000),
    default: 4000,
    doc: 'Replicas of partitions on one broker. The limit of the broker that leads the metadata group counts.',
  },

  'log.level': {
    schema: z.enum(['debug', 'info', 'warn', 'error']),
    default: 'info',
    doc: 'The least severe event that the broker logs.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** How the documentation groups them: a title, and the setting with which its group begins. */
export const SETTING_GROUPS: readonly { readonly title: string; readonly first: SettingName }[] = [
  { title: 'Identity and place', first: 'node.id' },
  { title: 'Listeners', first: 'http.host' },
  { title: 'Topics', first: 'num.partitions' },
  { title: 'Log', first: 'log.segment.bytes' },
  { title: 'Consumer groups', first: 'offsets.topic.num.partitions' },
  { title: 'Raft', first: 'raft.tick.ms' },
  { title: 'Limits', first: 'connections.max' },
  { title: 'Logging', first: 'log.level' },
];
