/**
 * Random lives of consumer groups: committers, readers and members at work on whole simulated brokers that are killed, cut
 * off and moved about. What a client was told is checked at once; at the end everything heals and must be well.
 */
import type { BrokerApi } from '../../src/broker/api.ts';
import { GROUPS_TOPIC } from '../../src/broker/group-topic.ts';
import type { GroupResponseOf } from '../../src/group/requests.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { nodeId } from '../../src/model/ids.ts';
import { METADATA_TOPIC } from '../../src/model/topic-partition.ts';
import { Tally } from '../../src/sim/checkers/checker.ts';
import { CommitLedger, GroupOffsetMonotone } from '../../src/sim/checkers/group-offset-monotone.ts';
import { hostOf, SimCluster } from '../../src/sim/cluster.ts';
import type { SimRandom } from '../../src/sim/sim-random.ts';
import { Simulation } from '../../src/sim/simulation.ts';
import { Fleet } from '../../src/sim/swarm/fleet.ts';
import { commitOf, joinRequest } from './group-member.ts';
import { pause } from './sim-broker.ts';
import { settle } from './settle.ts';

const TOPIC = 'orders';
const COMMITTERS = ['alpha', 'beta', 'gamma', 'delta'];
const MEMBERS_GROUP = 'crowd';
const MEMBERS = 3;
const FAULTS = 12;
/** Longer than any request takes. */
const PATIENCE_MS = 25_000;
/** Outcomes after which a request may still be carried out later, overtaken by its own repetition. */
const MAY_COME_LATE = new Set(['NETWORK_EXCEPTION', 'REQUEST_TIMED_OUT', 'no answer']);

interface GroupSwarmOutcome {
  readonly faults: readonly string[];
  readonly commits: number;
  readonly reads: number;
  readonly generations: number;
  readonly refusals: Readonly<Record<string, number>>;
}

type GroupLedger = CommitLedger & { readonly groupId: string; readonly partition: number };

interface Generation {
  readonly leader: string;
  readonly assigned: Map<string, string>;
}

export class GroupSwarm {
  readonly simulation: Simulation;
  private readonly random: SimRandom;
  private readonly cluster: SimCluster;
  private readonly fleet: Fleet;
  private readonly ledgers: GroupLedger[] = [];
  private readonly monotone = new GroupOffsetMonotone(new Tally('GroupOffsetMonotone'));
  private readonly generations = new Map<number, Generation>();
  private readonly refusals: Record<string, number> = {};
  private readonly faults: string[] = [];
  private commits = 0;
  private reads = 0;
  private newestGeneration = 0;
  private isOver = false;
  private broken: Error | undefined;

  constructor(seed: number) {
    this.simulation = new Simulation({ seed, settle });
    this.random = this.simulation.random('group-swarm');
    const snapshotEveryBytes = this.random.integer(500, 20_000);
    this.cluster = new SimCluster(this.simulation, {
      brokers: 3,
      settings: {
        'offsets.topic.num.partitions': 3,
        'offsets.topic.segment.bytes': this.random.integer(1024, 8192),
        'offsets.commit.timeout.ms': this.random.chance(0.5) ? 5000 : 300,
        'group.min.session.timeout.ms': 500,
        'group.initial.rebalance.delay.ms': this.random.integer(0, 200),
      },
      limits: { host: { snapshotEveryBytes } },
    });
    this.fleet = new Fleet(this.simulation, this.cluster);
  }

  /** Rejects with the first promise that was broken. */
  run(): Promise<GroupSwarmOutcome> {
    return this.simulation.run(this.live(), 600_000);
  }

  private async live(): Promise<GroupSwarmOutcome> {
    await this.cluster.start();
    while (this.cluster.nodes.some((node) => node.readiness().length > 0)) await this.pause(20);
    const shape = { name: TOPIC, partitionCount: MEMBERS, replicationFactor: 3 };
    await this.cluster.broker(1).createTopic(shape);
    await this.pause(500);
    const workers = [
      ...COMMITTERS.map((groupId) => this.commitForEver(this.ledger(groupId, 0))),
      ...Array.from({ length: MEMBERS }, (_, at) => {
        const ledger = this.ledger(MEMBERS_GROUP, at);
        return [this.readForEver(), this.beMemberForEver(ledger)];
      }).flat(),
    ];
    const working = workers.map((worker) => worker.catch((error: unknown) => this.note(error)));
    while (this.faults.length < FAULTS && this.broken === undefined) await this.breakSomething();
    await this.repair();
    this.isOver = true;
    await Promise.all(working);
    if (this.broken === undefined) await this.checkEnd();
    if (this.broken !== undefined) throw this.broken;
    const { commits, reads, refusals, faults } = this;
    return { faults, commits, reads, generations: this.generations.size, refusals };
  }

  private ledger(groupId: string, partition: number): GroupLedger {
    const ledger = Object.assign(new CommitLedger(`${groupId}/${partition}`), {
      groupId,
      partition,
    });
    this.ledgers.push(ledger);
    return ledger;
  }

  private async commitForEver(ledger: GroupLedger): Promise<void> {
    const { groupId, partition } = ledger;
    while (!this.isOver) {
      ledger.tried = ledger.acknowledged + 1;
      await this.commit(ledger, (broker, offset) =>
        broker.group(commitOf(groupId, TOPIC, offset, partition)),
      );
      await this.pause(this.random.integer(0, 200));
      if (!this.random.chance(0.1)) continue;
      // The next commit would hide that this one was lost.
      await this.pause(this.random.integer(0, 4000));
      await this.read(ledger, (work) => this.ask(work));
    }
  }

  private async commit(
    ledger: GroupLedger,
    send: (broker: BrokerApi, offset: number) => Promise<unknown>,
  ): Promise<string> {
    const offset = ledger.tried;
    const outcome = await this.ask((broker) => send(broker, offset));
    if (outcome.name === 'done') {
      const { partitions } = outcome.value as { partitions: readonly { error?: string }[] };
      if (partitions[0]!.error !== undefined) return partitions[0]!.error;
      ledger.acknowledged = offset;
      this.commits += 1;
    } else if (MAY_COME_LATE.has(outcome.name)) ledger.mayComeLate.add(offset);
    return outcome.name;
  }

  private async readForEver(): Promise<void> {
    while (!this.isOver) {
      const ledger = this.ledgers[this.random.integer(0, this.ledgers.length - 1)]!;
      await this.read(ledger, (work) => this.ask(work));
      await this.pause(this.random.integer(0, 200));
    }
  }

  private async read(
    ledger: GroupLedger,
    ask: (work: (broker: BrokerApi) => Promise<unknown>) => Promise<Asked>,
  ): Promise<boolean> {
    const { groupId, partition, acknowledged } = ledger;
    const partitions = [{ topic: TOPIC, partition }];
    const outcome = await ask((broker) =>
      broker.group({ kind: 'fetch-offsets', groupId, partitions }),
    );
    if (outcome.name !== 'done') return false;
    const { offsets } = outcome.value as { offsets: readonly { offset?: number }[] };
    const found = offsets[0]?.offset ?? 0;
    this.monotone.fetched(ledger, found, acknowledged);
    this.reads += 1;
    return true;
  }

  private async beMemberForEver(ledger: GroupLedger): Promise<void> {
    let memberId = '';
    while (!this.isOver) {
      const joined = await this.join(memberId);
      memberId = joined?.memberId ?? (this.random.chance(0.2) ? '' : memberId);
      if (joined?.part !== undefined) await this.workAsMember(joined, ledger);
      await this.pause(this.random.integer(0, 100));
      if (this.random.chance(0.1)) memberId = '';
    }
  }

  private async join(
    memberId: string,
  ): Promise<{ memberId: string; generationId: number; part: string | undefined } | undefined> {
    const before = this.newestGeneration;
    const more = { sessionTimeoutMs: 1500, rebalanceTimeoutMs: 3000 };
    const join = joinRequest(MEMBERS_GROUP, memberId, more);
    const outcome = await this.ask((broker) => broker.group(join));
    if (outcome.name === 'UNKNOWN_MEMBER_ID')
      return { memberId: '', generationId: 0, part: undefined };
    if (outcome.name !== 'done') return undefined;
    const joined = outcome.value as GroupResponseOf<'join'>;
    if (joined.isMemberIdRequired) return this.join(joined.memberId);
    const { generationId, leader, members } = joined;
    if (generationId < before) {
      throw new Error(`generation ${before} was there, and then one joined ${generationId}`);
    }
    this.newestGeneration = Math.max(this.newestGeneration, generationId);
    const known = this.generations.get(generationId);
    if (known !== undefined && known.leader !== leader) {
      throw new Error(`generation ${generationId} has leaders ${known.leader} and ${leader}`);
    }
    const generation = known ?? { leader, assigned: new Map<string, string>() };
    this.generations.set(generationId, generation);
    const ids = members.map((member) => member.memberId);
    for (const [at, id] of ids.entries()) generation.assigned.set(id, `part ${at}`);
    const part = await this.sync(joined.memberId, generationId, ids);
    return { memberId: joined.memberId, generationId, part };
  }

  private async sync(
    memberId: string,
    generationId: number,
    members: readonly string[],
  ): Promise<string | undefined> {
    const assignments = members.map((id, at) => ({
      memberId: id,
      assignment: new TextEncoder().encode(`part ${at}`),
    }));
    const outcome = await this.ask((broker) =>
      broker.group({ kind: 'sync', groupId: MEMBERS_GROUP, memberId, generationId, assignments }),
    );
    if (outcome.name !== 'done') return undefined;
    const part = new TextDecoder().decode((outcome.value as { assignment: Uint8Array }).assignment);
    const assigned = this.generations.get(generationId)?.assigned.get(memberId);
    if (part !== assigned) {
      throw new Error(`${memberId} got "${part}" in ${generationId}, assigned was "${assigned}"`);
    }
    return part;
  }

  private async workAsMember(member: Joined, ledger: GroupLedger): Promise<void> {
    const { memberId, generationId } = member;
    const identity = { groupId: MEMBERS_GROUP, memberId, generationId };
    while (!this.isOver && !this.random.chance(0.03)) {
      const beat = await this.ask((broker) => broker.group({ kind: 'heartbeat', ...identity }));
      if (MUST_JOIN.has(beat.name)) return;
      ledger.tried = ledger.acknowledged + 1;
      const outcome = await this.commit(ledger, (broker, offset) =>
        broker.group({ ...commitOf(MEMBERS_GROUP, TOPIC, offset, ledger.partition), ...identity }),
      );
      if (MUST_JOIN.has(outcome)) return;
      await this.pause(this.random.integer(50, 300));
    }
    const members = [{ memberId }];
    await this.ask((broker) => broker.group({ kind: 'leave', groupId: MEMBERS_GROUP, members }));
  }

  /** Of a broker that is up, with the name of its refusal. */
  private async ask(work: (broker: BrokerApi) => Promise<unknown>): Promise<Asked> {
    const broker = this.fleet.pick(this.random);
    if (broker === undefined) {
      await this.pause(50);
      return { name: 'no broker' };
    }
    const asked = work(broker).then(
      (value): Asked => ({ name: 'done', value }),
      (error: unknown): Asked => {
        if (!(error instanceof BrokerError)) throw error;
        if (!error.retriable && !MUST_JOIN.has(error.errorName)) throw error;
        return { name: error.errorName };
      },
    );
    const outcome = await Promise.race([asked, this.whileAlive(broker)]);
    if (outcome.name !== 'done')
      this.refusals[outcome.name] = (this.refusals[outcome.name] ?? 0) + 1;
    return outcome;
  }

  /** A broker that was killed never answers. */
  private async whileAlive(broker: BrokerApi): Promise<Asked> {
    const endMs = this.simulation.now + PATIENCE_MS;
    const isAlive = (): boolean => this.fleet.up.some((id) => this.fleet.broker(id) === broker);
    while (this.simulation.now < endMs && isAlive()) await this.pause(250);
    return { name: 'no answer' };
  }

  private async breakSomething(): Promise<void> {
    await this.pause(this.random.integer(100, 2500));
    const { network } = this.simulation;
    const [a, b] = [this.anyId(), this.anyId()];
    const faults: Record<string, () => void> = {
      kill: () => this.fleet.isDown(a) || this.fleet.kill(a, 'process'),
      'power-cut': () => this.fleet.isDown(a) || this.fleet.kill(a, 'power'),
      'kill-coordinator': () => {
        const leader = this.fleet.up.find((id) => this.coordinates(id));
        if (leader !== undefined) this.fleet.kill(leader, 'power');
      },
      blackout: () => {
        for (const id of this.fleet.ids) if (!this.fleet.isDown(id)) this.fleet.kill(id, 'power');
      },
      stop: () => this.fleet.isUp(a) && this.fleet.stop(a),
      isolate: () => this.fleet.isolate(a),
      partition: () => a !== b && network.partition(hostOf(a), hostOf(b)),
      cut: () => a !== b && network.cut(hostOf(a), hostOf(b)),
      reset: () => a !== b && network.reset(hostOf(a), hostOf(b)),
      stall: () => a !== b && network.stall(hostOf(a), hostOf(b), this.random.integer(100, 3000)),
      'disk-stall': () => this.simulation.disk(hostOf(a)).stall(this.random.integer(100, 2000)),
      transfer: () => this.transfer(nodeId(b)),
    };
    const names = Object.keys(faults);
    const name = names[this.random.integer(0, names.length - 1)]!;
    this.simulation.trace(`group swarm: ${name} ${a} ${b}`);
    faults[name]!();
    this.faults.push(name);
    if (this.random.chance(0.5)) {
      await this.pause(this.random.integer(100, 4000));
      this.fleet.heal();
    }
    if (this.random.chance(0.8)) {
      await this.pause(this.random.integer(100, 3000));
      this.fleet.startDown();
    }
  }

  private transfer(to: ReturnType<typeof nodeId>): void {
    const broker = this.fleet.pick(this.random);
    const tp = this.random.chance(0.2)
      ? { topic: METADATA_TOPIC, partition: 0 }
      : { topic: GROUPS_TOPIC, partition: this.random.integer(0, 2) };
    broker?.transferLeadership(tp, to).catch(() => undefined);
  }

  private coordinates(id: number): boolean {
    for (const replica of this.cluster.node(id).replicas.allReplicas()) {
      if (replica.isServing && replica.options.name.startsWith(GROUPS_TOPIC)) return true;
    }
    return false;
  }

  private async repair(): Promise<void> {
    this.simulation.network.heal();
    const endMs = this.simulation.now + 30_000;
    do {
      if (this.simulation.now > endMs) throw new Error('the brokers do not come back');
      await this.pause(200);
      this.fleet.startDown();
    } while (
      this.fleet.ids.some((id) => !this.fleet.isUp(id) || this.fleet.readiness(id).length > 0)
    );
    await this.pause(3000);
  }

  /** Every broker says the same, and it is what was acknowledged. */
  private async checkEnd(): Promise<void> {
    for (const id of this.fleet.ids) {
      for (const ledger of this.ledgers) {
        const isWell = await this.read(ledger, async (work) => ({
          name: 'done',
          value: await work(this.cluster.broker(id)),
        }));
        if (!isWell) throw new Error('a cluster that is well answers');
      }
      const { groups } = await this.cluster.broker(id).group({ kind: 'list' });
      for (const groupId of COMMITTERS) {
        if (!groups.some((group) => group.groupId === groupId)) {
          throw new Error(`${groupId} is not listed by broker ${id}`);
        }
      }
    }
  }

  private note(error: unknown): void {
    this.broken ??= error instanceof Error ? error : new Error(String(error));
  }

  private anyId(): number {
    return this.random.integer(1, 3);
  }

  private pause(ms: number): Promise<void> {
    return pause(this.simulation, ms);
  }
}

interface Asked {
  readonly name: string;
  readonly value?: unknown;
}

interface Joined {
  readonly memberId: string;
  readonly generationId: number;
}

const MUST_JOIN = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS']);
