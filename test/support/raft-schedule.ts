/**
 * A random life of a RaftWorld, from a seed: messages lost, repeated and reordered, links cut one way, disks that hold
 * writes back, crashes that lose them, retention, transfers, reads. At its end everything is healed, and the group must
 * then elect a leader, commit, and agree.
 */
import { invariant } from '../../src/base/invariant.ts';
import { SeededRandom } from '../../src/base/seeded-random.ts';
import { nodeId } from '../../src/model/ids.ts';
import type { Configuration } from '../../src/model/log-entry.ts';
import { isAtOrBefore, isBefore, isSamePosition, showPosition } from '../../src/model/position.ts';
import { RaftWorld, replicaOf, voters, type Packet, type RaftServer } from './raft-world.ts';

const POOL_MAX = 150;

const CONFIGURATIONS: readonly Configuration[] = [
  voters(1, 2, 3),
  voters(1, 2, 3, 4, 5),
  voters(1, 2, 3),
  { ...voters(1, 2, 3), learners: [replicaOf(4)] },
  { ...voters(1, 2, 3), oldVoters: [3, 4, 5].map(replicaOf) },
  voters(1, 2),
  voters(1),
];

export class RaftSchedule {
  readonly world: RaftWorld;
  private readonly random: SeededRandom;
  private readonly cut = new Set<string>();
  private readonly rates: Record<string, number>;
  private reads = 0;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    const configuration = CONFIGURATIONS[seed % CONFIGURATIONS.length]!;
    const named = [
      ...configuration.voters,
      ...(configuration.oldVoters ?? []),
      ...configuration.learners,
    ];
    this.world = new RaftWorld({
      servers: Math.max(...named.map((replica) => replica.nodeId)),
      configuration,
      raft: {
        electionTicksMin: 10,
        electionTicksMax: 20,
        heartbeatTicks: 5,
        appendBytesMax: 24,
        inflightBytesMax: 80,
      },
      drawElectionTicks: () => 10 + this.below(11),
    });
    // Swarm testing: each seed leaves some of the faults out, so that rare states can build up.
    const isOn = (): number => (this.below(3) === 0 ? 0 : 1);
    this.rates = {
      deliver: 60,
      tick: 12,
      sleep: 3,
      propose: 10,
      drop: 3 * isOn(),
      repeat: 3 * isOn(),
      holdLog: 3 * isOn(),
      holdHardState: 1.5 * isOn(),
      release: 6,
      crash: 1.5 * isOn(),
      restart: 3,
      cutLink: 1.5 * isOn(),
      isolateLeader: 1.5 * isOn(),
      heal: 2,
      campaign: 1.5 * isOn(),
      retention: 2 * isOn(),
      transfer: 1 * isOn(),
      disconnect: 1 * isOn(),
      read: 1 * isOn(),
    };
  }

  run(steps: number): void {
    for (let i = 0; i < steps; i += 1) {
      this.act(this.draw());
      if (this.world.pool.length > POOL_MAX) this.world.pool.shift();
    }
  }

  /** No more faults: within a bounded time there is a leader that commits, and every log equals its log. */
  converge(): void {
    const { world } = this;
    this.cut.clear();
    for (const server of world.servers.values()) {
      if (server.raft === undefined) world.restart(server.id);
      this.releaseAll(server);
    }
    world.stabilize();
    for (let ticks = 0; ticks < 400; ticks += 1) {
      world.tickAll();
      const leader = world.leader === undefined ? undefined : world.raft(world.leader);
      if (leader?.canPropose() === 'yes' && ticks % 50 === 40) world.propose(world.leader!);
      if (ticks > 100 && this.isAgreed()) return;
    }
    invariant(false, `the healed group agrees; ${this.show()}`);
  }

  show(): string {
    return [...this.world.servers.values()]
      .map(({ id, raft }) =>
        raft === undefined
          ? `${id}: down`
          : `${id}: ${raft.role} term ${raft.currentTerm} end ${showPosition(raft.lastPosition)} ` +
            `durable ${showPosition(raft.durable)} commit ${showPosition(raft.commitIndex)}`,
      )
      .join('; ');
  }

  private isAgreed(): boolean {
    const leader = this.world.leader;
    if (leader === undefined || !this.world.raft(leader).isServing()) return false;
    const end = this.world.raft(leader).lastPosition;
    return [...this.world.servers.values()].every(
      ({ raft }) =>
        isSamePosition(raft!.lastPosition, end) && isSamePosition(raft!.commitIndex, end),
    );
  }

  private act(action: string): void {
    const { world } = this;
    const server = this.anyServer();
    switch (action) {
      case 'deliver':
        return this.deliver(false);
      case 'repeat':
        return this.deliver(true);
      case 'drop':
        world.pool.splice(this.below(Math.max(1, world.pool.length)), 1);
        return;
      case 'tick':
        return this.ifUp(server, () =>
          world.step(server.id, { kind: 'tick', isHeartbeatDue: this.below(4) === 0 }),
        );
      case 'sleep':
        return this.sleep(server);
      case 'campaign':
        return this.ifUp(server, () => world.step(server.id, { kind: 'campaign-requested' }));
      case 'isolateLeader':
        for (const { id } of world.servers.values()) {
          this.cut.add(`${id}-${world.leader}`).add(`${world.leader}-${id}`);
        }
        return;
      case 'propose':
        return this.propose();
      case 'holdLog':
        server.isLogHeld = true;
        return;
      case 'holdHardState':
        server.isHardStateHeld = true;
        return;
      case 'release':
        return this.ifUp(server, () => this.release(server));
      case 'crash':
        return this.ifUp(server, () => world.crash(server.id));
      case 'restart':
        if (server.raft === undefined) world.restart(server.id);
        return;
      case 'cutLink':
        this.cut.add(`${server.id}-${this.anyServer().id}`);
        return;
      case 'heal':
        this.cut.clear();
        return;
      case 'retention':
        return this.ifUp(server, () => this.retention(server));
      case 'transfer':
        return this.ifUp(server, () =>
          world.step(server.id, { kind: 'transfer-requested', to: nodeId(this.anyServer().id) }),
        );
      case 'disconnect':
        return this.ifUp(server, () =>
          world.step(server.id, { kind: 'peer-disconnected', peer: nodeId(this.anyServer().id) }),
        );
      default:
        this.reads += 1;
        return this.ifUp(server, () =>
          world.step(server.id, { kind: 'read-requested', id: this.reads }),
        );
    }
  }

  private deliver(keep: boolean): void {
    const { pool } = this.world;
    if (pool.length === 0) return;
    const index = this.below(4) === 0 ? this.below(pool.length) : 0;
    const packet: Packet = pool[index]!;
    if (!keep) pool.splice(index, 1);
    if (!this.cut.has(`${packet.from}-${packet.to}`)) this.world.deliver(packet);
  }

  /** A server for which time passes while the others stand still. */
  private sleep(server: RaftServer): void {
    for (let ticks = 0; ticks < 8 && server.raft !== undefined; ticks += 1) {
      this.world.step(server.id, { kind: 'tick', isHeartbeatDue: ticks === 4 });
    }
  }

  private propose(): void {
    for (const { id, raft } of this.world.servers.values()) {
      if (raft?.canPropose() === 'yes') this.world.propose(id, 1 + this.below(3));
    }
  }

  private release(server: RaftServer): void {
    if (this.below(2) === 0) this.releaseAll(server);
    else this.world.release(server.id, 1);
  }

  private releaseAll(server: RaftServer): void {
    this.world.releaseHardState(server.id);
    this.world.release(server.id);
  }

  private retention(server: RaftServer): void {
    const raft = server.raft!;
    if (raft.describe().resettingTo !== undefined) return;
    const droppable = server.disk.stored.entries.filter(
      ({ end }) => isAtOrBefore(end, raft.commitIndex) && isAtOrBefore(end, raft.durable),
    );
    if (droppable.length < 4) return;
    const to = droppable[this.below(droppable.length)]!.end;
    if (isBefore(raft.base.position, to)) this.world.moveBase(server.id, to);
  }

  private ifUp(server: RaftServer, act: () => void): void {
    if (server.raft !== undefined) act();
  }

  private anyServer(): RaftServer {
    const all = [...this.world.servers.values()];
    return all[this.below(all.length)]!;
  }

  private draw(): string {
    const entries = Object.entries(this.rates);
    const total = entries.reduce((sum, [, rate]) => sum + rate, 0);
    let at = (this.random.uint32() / 2 ** 32) * total;
    for (const [action, rate] of entries) {
      at -= rate;
      if (at < 0) return action;
    }
    return 'deliver';
  }

  private below(bound: number): number {
    return this.random.uint32() % bound;
  }
}
