/**
 * Several Raft cores, a pool of messages that a test delivers, drops, repeats or reorders, and disks that it holds or
 * lets go. Nothing happens by itself. After EVERY step the invariants of src/raft/invariants.ts and the properties
 * between servers are checked, so that any test of this world is a test of safety too.
 */
import { invariant } from '../../src/base/invariant.ts';
import { nodeId, term, uuid, type NodeId } from '../../src/model/ids.ts';
import type { Configuration, LogEntry, ReplicaId } from '../../src/model/log-entry.ts';
import { ORIGIN, isBefore, type Position } from '../../src/model/position.ts';
import type { Effect } from '../../src/raft/effects.ts';
import type { Input } from '../../src/raft/inputs.ts';
import { checkState, checkStep } from '../../src/raft/invariants.ts';
import type { Message } from '../../src/raft/messages.ts';
import { Raft, type RaftOptions, type TraceEvent } from '../../src/raft/raft.ts';
import { RaftDisk, termAt, type LogContent } from './raft-disk.ts';
import { RaftProperties } from './raft-properties.ts';

export interface RaftServer {
  readonly id: number;
  readonly disk: RaftDisk;
  /** Undefined while it is down. */
  raft: Raft | undefined;
  isLogHeld: boolean;
  isHardStateHeld: boolean;
  /** Since the start or the last restart. */
  readonly effects: Effect[];
}

export interface Packet {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}

export interface WorldOptions {
  readonly configuration?: Configuration;
  /** Servers 1 to n, all voters unless `configuration` says otherwise. */
  readonly servers?: number;
  readonly raft?: Partial<Omit<RaftOptions, 'self' | 'drawElectionTicks' | 'trace'>>;
  readonly drawElectionTicks?: (id: number) => number;
  readonly arePeersPlayed?: boolean;
  readonly onTrace?: (id: number, event: TraceEvent) => void;
  readonly onEffect?: (id: number, effect: Effect) => void;
  readonly onPost?: (packet: Packet) => void;
}

export interface StartState {
  readonly term: number;
  readonly votedFor?: number;
  readonly log: LogContent;
}

export class RaftWorld {
  readonly servers = new Map<number, RaftServer>();
  readonly properties: RaftProperties;
  readonly marks = new Map<string, number>();
  pool: Packet[] = [];
  ticks = 0;
  private readonly configuration: Configuration;
  private readonly options: WorldOptions;
  private payloads = 0;

  constructor(options: WorldOptions = {}) {
    this.options = options;
    this.properties = new RaftProperties(this.servers, options.arePeersPlayed ?? false);
    const ids = Array.from({ length: options.servers ?? 3 }, (_, i) => i + 1);
    this.configuration = options.configuration ?? { voters: ids.map(replicaOf), learners: [] };
    for (const id of ids) this.boot(id);
  }

  /** A new server, or one whose disk is replaced by what `start` says. */
  boot(id: number, start: Partial<StartState> = {}): void {
    const base = { position: ORIGIN, term: term(0), configuration: this.configuration };
    const disk = new RaftDisk(start.log ?? { base, entries: [] });
    disk.hardState = {
      currentTerm: term(start.term ?? 0),
      votedFor: start.votedFor === undefined ? undefined : nodeId(start.votedFor),
    };
    let prevTerm: number = disk.stored.base.term;
    for (const entry of disk.stored.entries) {
      this.properties.appended(entry, prevTerm);
      prevTerm = entry.term;
    }
    this.servers.set(id, {
      id,
      disk,
      raft: undefined,
      isLogHeld: false,
      isHardStateHeld: false,
      effects: [],
    });
    this.restart(id);
  }

  server(id: number): RaftServer {
    const server = this.servers.get(id);
    invariant(server !== undefined, `there is a server ${id}`);
    return server;
  }

  raft(id: number): Raft {
    const { raft } = this.server(id);
    invariant(raft !== undefined, `server ${id} is up`);
    return raft;
  }

  /** Loses what is not synced, and all that the core remembers. */
  crash(id: number): void {
    const server = this.server(id);
    server.raft = undefined;
    server.disk.loseUnsynced();
  }

  restart(id: number): void {
    const server = this.server(id);
    const { disk } = server;
    const { onTrace } = this.options;
    server.effects.length = 0;
    server.raft = new Raft(
      {
        ...this.options.raft,
        self: replicaOf(id),
        drawElectionTicks: () => this.options.drawElectionTicks?.(id) ?? 30 + id * 5,
        trace: (event) => {
          this.marks.set(event.mark, (this.marks.get(event.mark) ?? 0) + 1);
          onTrace?.(id, event);
        },
      },
      { hardState: disk.hardState, log: disk.recovered() },
      disk,
    );
    checkState(server.raft);
    this.settle(server);
  }

  /** One input, and everything that follows without the network. */
  step(id: number, ...inputs: Input[]): void {
    const server = this.server(id);
    for (const input of inputs) this.stepOnly(server, input);
    this.settle(server);
  }

  tick(id: number, count = 1): void {
    for (let i = 0; i < count; i += 1) {
      this.ticks += 1;
      this.step(id, { kind: 'tick', isHeartbeatDue: this.ticks % 5 === 0 });
    }
  }

  /** Every server that is up, and all messages between the ticks. */
  tickAll(count = 1): void {
    for (let i = 0; i < count; i += 1) {
      this.ticks += 1;
      for (const server of this.servers.values()) {
        if (server.raft === undefined) continue;
        this.step(server.id, { kind: 'tick', isHeartbeatDue: this.ticks % 5 === 0 });
      }
      this.stabilize();
    }
  }

  heartbeat(id: number): void {
    this.step(id, { kind: 'tick', isHeartbeatDue: true });
  }

  propose(id: number, offsetCount = 1, label?: string): void {
    this.payloads += 1;
    const bytes = new TextEncoder().encode(label ?? `payload ${this.payloads}`);
    this.step(id, { kind: 'proposed', offsetCount, bytes });
  }

  receive(to: number, from: number, message: Message): void {
    this.step(to, { kind: 'received', from: nodeId(from), message });
  }

  /** Campaigns and lets all messages arrive: `id` leads afterwards, if it can win. */
  elect(id: number): void {
    this.step(id, { kind: 'campaign-requested' });
    this.stabilize();
  }

  /** Delivers, in order, until no message is left. */
  stabilize(accept: (packet: Packet) => boolean = () => true): void {
    for (let round = 0; ; round += 1) {
      invariant(round < 2000, 'the servers come to rest');
      const index = this.pool.findIndex(accept);
      if (index < 0) return;
      this.deliverAt(index);
    }
  }

  /** Lost when the receiver is down. */
  deliverAt(index: number): void {
    const [packet] = this.pool.splice(index, 1);
    this.deliver(packet!);
  }

  deliver(packet: Packet): void {
    if (this.servers.get(packet.to)?.raft === undefined) return;
    this.receive(packet.to, packet.from, packet.message);
  }

  /** Takes the messages of `from` out of the pool. */
  take(from?: number): Message[] {
    return this.takePackets((packet) => from === undefined || packet.from === from).map(
      ({ message }) => message,
    );
  }

  takePackets(wanted: (packet: Packet) => boolean): Packet[] {
    const taken = this.pool.filter(wanted);
    this.pool = this.pool.filter((packet) => !wanted(packet));
    return taken;
  }

  hold(id: number): void {
    this.server(id).isLogHeld = true;
  }

  /** Lets the writes of the log go, all or the oldest `count`, and holds later ones no more unless `count` is given. */
  release(id: number, count?: number): void {
    const server = this.server(id);
    server.isLogHeld = count !== undefined;
    for (const input of server.disk.flush(count)) this.stepOnly(server, input);
    this.settle(server);
  }

  releaseHardState(id: number): void {
    const server = this.server(id);
    server.isHardStateHeld = false;
    this.settle(server);
  }

  moveBase(id: number, to: Position): void {
    const base = this.server(id).disk.moveBase(to);
    this.step(id, { kind: 'base-moved', base });
  }

  get leader(): number | undefined {
    const leaders = [...this.servers.values()].filter(({ raft }) => raft?.role === 'leader');
    return leaders.sort((a, b) => b.raft!.currentTerm - a.raft!.currentTerm)[0]?.id;
  }

  private settle(server: RaftServer): void {
    for (let round = 0; ; round += 1) {
      invariant(round < 100, 'a server comes to rest');
      for (const effect of server.raft!.drain()) this.carryOut(server, effect);
      checkState(server.raft!);
      const inputs = [
        ...(server.isHardStateHeld ? [] : server.disk.flushHardState()),
        ...(server.isLogHeld ? [] : server.disk.flush()),
      ];
      if (inputs.length === 0) return;
      for (const input of inputs) this.stepOnly(server, input);
    }
  }

  private stepOnly(server: RaftServer, input: Input): void {
    const raft = server.raft!;
    const before = raft.describe();
    raft.step(input);
    checkState(raft);
    checkStep(before, raft.describe());
  }

  private carryOut(server: RaftServer, effect: Effect): void {
    const { disk } = server;
    this.properties.effect(server, effect);
    server.effects.push(effect);
    this.options.onEffect?.(server.id, effect);
    if (effect.kind === 'persist-hard-state') disk.writeHardState(effect.hardState);
    if (effect.kind === 'truncate') disk.write(effect);
    if (effect.kind === 'append') this.append(server, effect.entries);
    if (effect.kind === 'reset-log') disk.write({ kind: 'reset', base: effect.base });
    if (effect.kind === 'send') this.post(server.id, effect.to, effect.message);
    if (effect.kind === 'send-entries') {
      const entries = disk.entriesBetween(effect.request.prevLogIndex, effect.upTo);
      this.post(server.id, effect.to, { ...effect.request, entries });
    }
    if (effect.kind === 'send-snapshot') {
      const { base } = disk.memory;
      const logStartOffset = base.position.nextOffset;
      const state = new Uint8Array();
      const { term } = effect;
      const message = { kind: 'install-snapshot', term, base, logStartOffset, state } as const;
      this.post(server.id, effect.to, message);
    }
    if (effect.kind === 'commit-moved') this.checkCommitted(server);
  }

  private append(server: RaftServer, entries: readonly LogEntry[]): void {
    const { disk } = server;
    let prevTerm = termAt(disk.memory, entries[0]!.prev)!;
    for (const entry of entries) {
      this.properties.appended(entry, prevTerm);
      prevTerm = entry.term;
    }
    disk.write({ kind: 'append', entries });
  }

  /** From the base on: what was committed before is compared again, which is cheap and catches a change below. */
  private checkCommitted(server: RaftServer): void {
    invariant(
      !isBefore(server.raft!.commitIndex, server.disk.memory.base.position),
      'the base is committed',
    );
    this.properties.committed(server, ORIGIN);
  }

  private post(from: number, to: NodeId, message: Message): void {
    const packet = { from, to, message };
    this.options.onPost?.(packet);
    this.pool.push(packet);
  }
}

/** Server `id` with a directory id of its own. */
export function replicaOf(id: number): ReplicaId {
  return { nodeId: nodeId(id), directoryId: uuid(`${'A'.repeat(20 - `${id}`.length)}${id}Ag`) };
}

export function voters(...ids: number[]): Configuration {
  return { voters: ids.map(replicaOf), learners: [] };
}
