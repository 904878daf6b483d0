/**
 * One server of the model: the Raft core that ships on a modelled disk. An action is one input with all that follows
 * inside that server. It sees nothing but its own state and what it receives, so each (state, action) is carried out
 * once, however many states of the whole world contain it.
 */
import { invariant } from '../../src/base/invariant.ts';
import { nodeId, term } from '../../src/model/ids.ts';
import type { LogEntry } from '../../src/model/log-entry.ts';
import { isAtOrBefore, isBefore, ORIGIN } from '../../src/model/position.ts';
import type { Effect } from '../../src/raft/effects.ts';
import type { Input } from '../../src/raft/inputs.ts';
import { checkState, checkStep } from '../../src/raft/invariants.ts';
import type { Message } from '../../src/raft/messages.ts';
import type { Raft } from '../../src/raft/raft.ts';
import { RaftDisk } from '../support/raft-disk.ts';
import { RaftProperties } from '../support/raft-properties.ts';
import { replicaOf } from '../support/raft-world.ts';
import type { Bounds, Spending } from './bounds.ts';
import { cloneGraph } from './clone.ts';

export interface ModelServer {
  readonly id: number;
  readonly disk: RaftDisk;
  raft: Raft;
}

/** What a server can do of its own accord. */
export type Action =
  | { readonly kind: 'timeout' }
  | { readonly kind: 'propose'; readonly offsets: number }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'sync-log' }
  | { readonly kind: 'sync-hard-state' }
  | { readonly kind: 'crash' }
  | { readonly kind: 'retain' }
  | { readonly kind: 'transfer'; readonly to: number }
  | { readonly kind: 'step-down' }
  | { readonly kind: 'receive'; readonly from: number; readonly message: Message };

/** What others learn of an action. */
export interface Outcome {
  readonly server: ModelServer;
  readonly sent: readonly { readonly to: number; readonly message: Message }[];
  readonly effects: readonly Effect[];
  readonly isElected: boolean;
  /** What the server takes for committed, when that has grown. */
  readonly committed: readonly LogEntry[];
}

/** The parts of a core that count ticks. */
interface Counting {
  readonly state: {
    electionTicks: number;
    electionTicksElapsed: number;
    ticksSinceDiskProgress: number;
    role: {
      ticksSinceHeard?: number;
      ticksInOffice?: number;
      peers?: ReadonlyMap<number, { ticksSinceHeard: number }>;
    };
  };
}

const LONG_TICKS = 1_000_000;
const NO_STATE = new Uint8Array();

export const SPENDING_OF: Readonly<Partial<Record<Action['kind'], Spending>>> = {
  timeout: 'campaigns',
  propose: 'proposals',
  crash: 'crashes',
  retain: 'retentions',
  transfer: 'transfers',
  'step-down': 'stepDowns',
};

export class ServerModel {
  private readonly bounds: Bounds;
  /** The class that is checked: the one that ships, or one with a planted bug. */
  private readonly core: typeof Raft;

  constructor(bounds: Bounds, core: typeof Raft) {
    this.bounds = bounds;
    this.core = core;
  }

  start(id: number): ModelServer {
    const voters = Array.from({ length: this.bounds.servers }, (_, i) => replicaOf(i + 1));
    const configuration = { voters, learners: [] };
    const disk = new RaftDisk({
      base: { position: ORIGIN, term: term(0), configuration },
      entries: [],
    });
    return new Act(this.bounds, { id, disk, raft: this.recovered(id, disk) }).outcome().server;
  }

  actionsOf({ id, raft, disk }: ModelServer): Action[] {
    const { bounds } = this;
    const isLeader = raft.role === 'leader';
    const actions: Action[] = [{ kind: 'crash' }];
    if (!isLeader && raft.currentTerm < bounds.termMax) actions.push({ kind: 'timeout' });
    if (raft.canPropose() === 'yes') {
      for (const offsets of bounds.batchSizes) actions.push({ kind: 'propose', offsets });
    }
    if (isLeader) {
      if (bounds.hasHeartbeats) actions.push({ kind: 'heartbeat' });
      actions.push({ kind: 'step-down' });
      for (let to = 1; to <= bounds.servers; to += 1) {
        if (to !== id && raft.currentTerm < bounds.termMax) actions.push({ kind: 'transfer', to });
      }
    }
    if (disk.hasWrites) actions.push({ kind: 'sync-log' });
    if (disk.hasHardStateWrites) actions.push({ kind: 'sync-hard-state' });
    const isStored = !isBefore(raft.durable, raft.commitIndex) && !disk.hasWrites;
    if (isStored && isBefore(raft.base.position, raft.commitIndex)) {
      actions.push({ kind: 'retain' });
    }
    return actions.filter(({ kind }) => {
      const spending = SPENDING_OF[kind];
      return spending === undefined || bounds.budget[spending] > 0;
    });
  }

  /** Leaves `before` as it is. Throws InvariantViolation when something that must hold of one server does not. */
  act(before: ModelServer, action: Action): Outcome {
    const server = cloneGraph(before);
    const act = new Act(this.bounds, server);
    const { raft, disk } = server;
    switch (action.kind) {
      case 'timeout':
        act.step({ kind: 'campaign-requested' });
        break;
      case 'propose':
        act.step({ kind: 'proposed', ...proposalOf(raft, action.offsets) });
        break;
      case 'heartbeat':
        act.step({ kind: 'tick', isHeartbeatDue: true });
        break;
      case 'sync-log':
        act.step(...disk.flush(1));
        break;
      case 'sync-hard-state':
        act.step(...disk.flushHardState());
        break;
      case 'crash':
        disk.loseUnsynced();
        server.raft = this.recovered(server.id, disk);
        break;
      case 'retain':
        act.step({ kind: 'base-moved', base: disk.moveBase(raft.commitIndex) });
        break;
      case 'transfer':
        act.step({ kind: 'transfer-requested', to: nodeId(action.to) });
        break;
      case 'step-down':
        hearNobody(raft);
        act.step({ kind: 'tick', isHeartbeatDue: false });
        break;
      case 'receive':
        act.step({ kind: 'received', from: nodeId(action.from), message: action.message });
        break;
    }
    return act.outcome();
  }

  private recovered(id: number, disk: RaftDisk): Raft {
    const options = {
      self: replicaOf(id),
      drawElectionTicks: drawNone,
      electionTicksMin: LONG_TICKS,
      electionTicksMax: LONG_TICKS,
      ...(this.bounds.hasShortMessages ? { appendBytesMax: 1 } : {}),
    };
    return new this.core(options, { hardState: disk.hardState, log: disk.recovered() }, disk);
  }
}

/** An action as it goes on. */
class Act {
  private readonly bounds: Bounds;
  private readonly server: ModelServer;
  private readonly sent: { to: number; message: Message }[] = [];
  private readonly effects: Effect[] = [];

  constructor(bounds: Bounds, server: ModelServer) {
    this.bounds = bounds;
    this.server = server;
  }

  step(...inputs: Input[]): void {
    const { raft } = this.server;
    for (const input of inputs) {
      const before = raft.describe();
      raft.step(input);
      checkState(raft);
      checkStep(before, raft.describe());
    }
  }

  outcome(): Outcome {
    const { server, sent, effects } = this;
    const { raft, disk } = server;
    for (let round = 0; ; round += 1) {
      invariant(round < 20, 'a server comes to rest');
      for (const effect of raft.drain()) this.carryOut(effect);
      checkState(raft);
      if (this.bounds.areDisksSlow) break;
      const inputs = [...disk.flushHardState(), ...disk.flush()];
      if (inputs.length === 0) break;
      this.step(...inputs);
    }
    forgetTime(raft);
    const isElected = effects.some(
      (effect) => effect.kind === 'role-changed' && effect.role === 'leader',
    );
    const committed = effects.some(({ kind }) => kind === 'commit-moved')
      ? disk.memory.entries.filter(({ end }) => isAtOrBefore(end, raft.commitIndex))
      : [];
    return { server, sent, effects, isElected, committed };
  }

  private carryOut(effect: Effect): void {
    const { server, effects } = this;
    const { disk } = server;
    effects.push(effect);
    if (effect.kind !== 'role-changed') PROMISES.effect(server as never, effect);
    if (effect.kind === 'persist-hard-state') disk.writeHardState(effect.hardState);
    if (effect.kind === 'truncate') disk.write(effect);
    if (effect.kind === 'append') {
      // Each is a write of its own, so that a crash can tear a group of them anywhere.
      for (const entry of effect.entries) disk.write({ kind: 'append', entries: [entry] });
    }
    if (effect.kind === 'reset-log') disk.write({ kind: 'reset', base: effect.base });
    if (effect.kind === 'send') this.sent.push(effect);
    if (effect.kind === 'send-entries') {
      const entries = disk.entriesBetween(effect.request.prevLogIndex, effect.upTo);
      this.sent.push({ to: effect.to, message: { ...effect.request, entries } });
    }
    if (effect.kind === 'send-snapshot') {
      const { base } = disk.memory;
      const content = { base, logStartOffset: base.position.nextOffset, state: NO_STATE };
      const message: Message = { kind: 'install-snapshot', term: effect.term, ...content };
      this.sent.push({ to: effect.to, message });
    }
  }
}

/** That nothing is promised before it is durable, which is all that it is asked about, needs no memory of the run. */
const PROMISES = new RaftProperties(new Map(), true);

function proposalOf(raft: Raft, offsetCount: number): { offsetCount: number; bytes: Uint8Array } {
  // A term has one leader, so this names a proposal without naming a server.
  const label = `t${raft.currentTerm}@${raft.lastPosition.nextOffset}+${offsetCount}`;
  return { offsetCount, bytes: new TextEncoder().encode(label) };
}

function drawNone(): number {
  return LONG_TICKS;
}

/**
 * Time-outs are actions, so counts of ticks would only multiply states. Every follower may have heard nothing for long:
 * stickiness, which only ever refuses a campaign, is out of the model.
 */
function forgetTime(raft: Raft): void {
  const { state } = raft as unknown as Counting;
  state.electionTicks = LONG_TICKS;
  state.electionTicksElapsed = 0;
  state.ticksSinceDiskProgress = 0;
  if (state.role.ticksSinceHeard !== undefined) state.role.ticksSinceHeard = Infinity;
  if (state.role.ticksInOffice !== undefined) state.role.ticksInOffice = 0;
}

/** CheckQuorum will find so. */
function hearNobody(raft: Raft): void {
  const { role } = (raft as unknown as Counting).state;
  role.ticksInOffice = LONG_TICKS;
  for (const peer of role.peers!.values()) peer.ticksSinceHeard = LONG_TICKS;
}
