/** The end of a run: everything is repaired, and then every promise must be seen to hold, from every side. */
import type { NodeId } from '../../model/ids.ts';
import { isBefore } from '../../model/position.ts';
import { hostOf } from '../cluster.ts';
import type { CommitLedger } from '../checkers/group-offset-monotone.ts';
import { BrokenPromise } from '../checkers/checker.ts';
import { excusesOf } from './damage-excuses.ts';
import { fetchCommitted } from './committers.ts';
import { recordsOf, type ReadRecord } from './history.ts';
import { catchUp } from './shipped-clients.ts';
import { writeOnce } from './raw-writers.ts';
import { checkRefusal, pause, TOPIC, type SwarmWorld } from './world.ts';

/** The longest stall of a disk, and what follows it. */
const FAULTS_OVER_MS = 4000;
/** Nothing is to be seen while the last faults end: clients may rest. */
const WAITING_PACE = 20;
const HEALTHY_MS_MAX = 40_000;
const AGREED_MS_MAX = 1000;
const READ_ATTEMPTS = 100;
const CAUGHT_UP_MS_MAX = 30_000;
const WRITTEN_MS_MAX = 5000;
const FINAL_WRITER = 99;

/** No fault from here on. Gives how long it took until everything was well (ms). */
export async function repair(world: SwarmWorld): Promise<number> {
  const { fleet } = world;
  fleet.callBack('all');
  fleet.heal();
  await mend(world, fleet.ids);
  return awaitHealth(world);
}

/** The disks of these brokers are well, and no fault that was ordered is still on its way. */
export async function mend(world: SwarmWorld, ids: readonly number[]): Promise<void> {
  const { simulation, fleet } = world;
  world.isRepairing = true;
  for (const id of ids) {
    simulation.disk(hostOf(id)).clearFaults();
    simulation.disk(hostOf(id)).isFull = false;
  }
  world.pace = WAITING_PACE;
  await pause(world, FAULTS_OVER_MS);
  world.pace = 1;
  for (const id of ids) {
    const hasFailed = fleet.isUp(id) && fleet.readiness(id).some((why) => why.includes('failed'));
    if (hasFailed) fleet.kill(id, 'power');
  }
  fleet.startDown();
}

export async function awaitHealth(world: SwarmWorld): Promise<number> {
  const { simulation, fleet } = world;
  const startedMs = simulation.now;
  for (;;) {
    const [complaint] = await complaints(world);
    const waitedMs = simulation.now - startedMs;
    world.checks.liveness.waited('well', waitedMs, {
      ms: HEALTHY_MS_MAX,
      complaint,
    });
    if (complaint === undefined) return waitedMs;
    await pause(world, 100);
    // A broker that ended itself at a start is started again, as a supervisor does.
    fleet.startDown();
  }
}

async function complaints(world: SwarmWorld): Promise<string[]> {
  const { fleet, checks } = world;
  const excuses = excusesOf(world);
  const reasons: string[] = [];
  let excused = 0;
  for (const id of fleet.ids) {
    for (const why of await complaintsOf(world, id)) {
      if (excuses.isExcused(id, why)) excused += 1;
      else reasons.push(`broker ${id}: ${why}`);
    }
  }
  if (reasons.length === 0) checks.damaged?.ended(excused);
  return reasons;
}

async function complaintsOf({ fleet }: SwarmWorld, id: number): Promise<string[]> {
  if (!fleet.isUp(id)) return ['not up'];
  const health = await fleet.broker(id).clusterHealth();
  return [...fleet.readiness(id), ...health.reasons];
}

/** Each replica of each partition leads in turn, and what it has is read through another broker. */
export async function checkAll(world: SwarmWorld): Promise<void> {
  await checkTopicsAgree(world);
  await checkWrites(world);
  if (world.plan.clients !== 'raw') await catchUp(world, CAUGHT_UP_MS_MAX);
  for (const partition of world.histories.keys()) {
    for (const replica of await replicasOf(world, partition)) {
      await lead(world, partition, replica);
      await checkPartition(world, partition);
    }
  }
  for (const ledger of world.ledgers) await checkLedger(world, ledger);
  await compareLogs(world);
}

/** Each partition takes a write, in time. */
async function checkWrites(world: SwarmWorld): Promise<void> {
  const random = world.simulation.random('swarm/final-writer');
  for (const partition of world.histories.keys()) {
    const startedMs = world.simulation.now;
    for (;;) {
      const broker = world.fleet.pick(random)!;
      const isWritten = await writeOnce(world, broker, {
        partition,
        writer: FINAL_WRITER,
      });
      const waitedMs = world.simulation.now - startedMs;
      const complaint = isWritten ? undefined : `${TOPIC}/${partition} takes no write`;
      world.checks.liveness.waited('writable', waitedMs, {
        ms: WRITTEN_MS_MAX,
        complaint,
      });
      if (isWritten) break;
      await pause(world, 50);
    }
  }
}

/** The last change may have been answered a moment ago; the others hear of it with the next beat. */
async function checkTopicsAgree(world: SwarmWorld): Promise<void> {
  const startedMs = world.simulation.now;
  for (;;) {
    const { well } = excusesOf(world);
    const described = await Promise.all(well.map((id) => describeTopics(world, id)));
    const other = described.findIndex((one) => one !== described[0]);
    const [one, two] = [described[0], described[other]];
    const complaint =
      other < 0 ? undefined : `broker ${well[0]} knows ${one}, broker ${well[other]} ${two}`;
    const waitedMs = world.simulation.now - startedMs;
    world.checks.liveness.waited('of one mind', waitedMs, {
      ms: AGREED_MS_MAX,
      complaint,
    });
    if (complaint === undefined) return;
    await pause(world, 50);
  }
}

async function describeTopics({ fleet }: SwarmWorld, id: number): Promise<string> {
  const topics = await fleet.broker(id).describeTopics();
  return JSON.stringify(
    topics.map(({ name, topicId, partitions }) => [
      name,
      topicId,
      partitions.map(({ replicas }) => replicas),
    ]),
  );
}

async function replicasOf(world: SwarmWorld, partition: number): Promise<readonly NodeId[]> {
  const [id] = excusesOf(world).well;
  const [topic] = await world.fleet.broker(id!).describeTopics([TOPIC]);
  return topic?.partitions[partition]?.replicas ?? [];
}

async function lead(world: SwarmWorld, partition: number, replica: NodeId): Promise<void> {
  await untilDone(world, `broker ${replica} does not take over ${TOPIC}/${partition}`, async () => {
    // Whose disk is spoiled may lead until that is noticed.
    if (excusesOf(world).hasFailed(replica, TOPIC, partition)) return;
    await world.fleet.broker(replica).transferLeadership({ topic: TOPIC, partition }, replica);
  });
}

async function checkPartition(world: SwarmWorld, partition: number): Promise<void> {
  const history = world.histories[partition]!;
  await untilDone(world, `${history.name} cannot be read to its end`, async () => {
    const { records, logStart } = await readPartition(world, partition);
    history.readToEnd(records, logStart);
  });
}

async function checkLedger(world: SwarmWorld, ledger: CommitLedger): Promise<void> {
  const startedMs = world.simulation.now;
  while (!(await fetchCommitted(world, ledger))) {
    const waitedMs = world.simulation.now - startedMs;
    const complaint = `nobody says what ${ledger.name} committed`;
    world.checks.liveness.waited('answered', waitedMs, { ms: WRITTEN_MS_MAX, complaint });
    await pause(world, 50);
  }
}

/** Of all groups whose replicas are all there, once what they know to be committed is synced on each of them. */
async function compareLogs(world: SwarmWorld): Promise<void> {
  const { byteEqualLogs, liveness } = world.checks;
  const startedMs = world.simulation.now;
  for (;;) {
    const groups = world.fleet.hostedGroups().filter(({ from, to }) => isBefore(from, to));
    const complaint = firstDefined(groups, ({ group, brokers, from, to }) =>
      byteEqualLogs.missing(group, brokers, { from, to }),
    );
    const waitedMs = world.simulation.now - startedMs;
    liveness.waited('synced', waitedMs, { ms: AGREED_MS_MAX, complaint });
    if (complaint === undefined) {
      for (const { group, brokers, from, to } of groups) {
        byteEqualLogs.compare(group, brokers, { from, to });
      }
      return;
    }
    await pause(world, 5);
  }
}

function firstDefined<T, R>(items: readonly T[], look: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function readPartition(
  world: SwarmWorld,
  partition: number,
): Promise<{ records: readonly ReadRecord[]; logStart: number }> {
  const random = world.simulation.random('swarm/final-reader');
  const broker = world.fleet.pick(random)!;
  const request = { topic: TOPIC, partition };
  const earliest = await broker.listOffsets({ ...request, at: { kind: 'earliest' } });
  const logStart = earliest.offset ?? 0;
  const records: ReadRecord[] = [];
  for (;;) {
    const offset = logStart + records.length;
    const sizes = {
      bytesMin: 1,
      bytesMax: random.integer(1, 100_000),
      waitMsMax: 0,
    };
    const shownWhenAsked = world.histories[partition]!.asking();
    const answer = await broker.fetch({ ...request, offset, ...sizes });
    world.histories[partition]!.fetched(answer, shownWhenAsked);
    const { batches, highWatermark } = answer;
    const more = recordsOf(batches, offset);
    for (const record of more) records.push(record);
    if (logStart + records.length >= highWatermark) return { records, logStart };
    if (more.length === 0) throw new BrokenPromise(`${TOPIC}/${partition}: nothing at ${offset}`);
  }
}

/** Refusals that a client would answer by another attempt. */
async function untilDone(
  world: SwarmWorld,
  what: string,
  attempt: () => Promise<unknown>,
): Promise<void> {
  let refusal: unknown;
  for (let n = 0; n < READ_ATTEMPTS; n += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      // Retention may take what is just being read.
      checkRefusal(error, what, 'OFFSET_OUT_OF_RANGE');
      refusal = error;
      await pause(world, 100);
    }
  }
  throw new BrokenPromise(`${what}: ${String(refusal)}`);
}
