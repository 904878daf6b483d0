/** The states of single servers and the messages between them, numbered; what a server does is carried out once. */
import { InvariantViolation } from '../../src/base/invariant.ts';
import type { Message } from '../../src/raft/messages.ts';
import type { Raft } from '../../src/raft/raft.ts';
import type { Bounds } from './bounds.ts';
import type { HistoryEvent } from './histories.ts';
import { Numbering } from './numbering.ts';
import { ServerModel, type Action, type ModelServer, type Outcome } from './server.ts';
import { named, textOfConstant, textOfServer, type Renaming } from './server-text.ts';

export interface Local {
  readonly server: ModelServer;
  readonly text: string;
  /** Equal for equal logs in memory. */
  readonly log: number;
  readonly actions: readonly Action[];
  readonly moves: Map<number, Move>;
  readonly codes: (number | undefined)[];
}

/** What an action does, as it is seen from outside; or the text of what it breaks. */
export type Move =
  | string
  | {
      readonly local: number;
      readonly sent: readonly number[];
      readonly event: number | undefined;
    };

export class Locals {
  private readonly model: ServerModel;
  private readonly bounds: Bounds;
  private readonly locals = new Numbering<Local>();
  private readonly messages = new Numbering<Message>();
  private readonly events = new Numbering<HistoryEvent>();
  private readonly logs = new Numbering<undefined>();
  private readonly codes = new Numbering<undefined>();

  constructor(bounds: Bounds, core: typeof Raft) {
    this.bounds = bounds;
    this.model = new ServerModel(bounds, core);
  }

  get count(): number {
    return this.locals.values.length;
  }

  start(id: number): number {
    return this.numberOf(this.model.start(id));
  }

  at(local: number): Local {
    return this.locals.values[local]!;
  }

  eventAt(event: number): HistoryEvent {
    return this.events.values[event]!;
  }

  /** `key` is a packet, or `~index` of an action of the server's own. */
  move(number: number, key: number): Move {
    const { moves } = this.at(number);
    let move = moves.get(key);
    if (move === undefined) {
      move = this.carryOut(number, key);
      moves.set(key, move);
    }
    return move;
  }

  actionOf(number: number, key: number): Action {
    if (key < 0) return this.at(number).actions[~key]!;
    return { kind: 'receive', from: senderOf(key), message: this.messageIn(key) };
  }

  /** For a report. */
  outcomeOf(number: number, key: number): Outcome {
    return this.model.act(this.at(number).server, this.actionOf(number, key));
  }

  codeOf(number: number, { index, ids }: Renaming): number {
    const { codes, text } = this.at(number);
    return (codes[index] ??= this.codes.numberOf(
      named(text, (id) => ids[id]!),
      nothing,
    ));
  }

  /**
   * An answer that no server can wait for any more: its term is over, and durably so, or this server does not stand for
   * election in it and never will. checkVoid tries with the core whether that is so.
   */
  isVoid(number: number, packet: number): boolean {
    return isVoid(this.at(number).server, this.messageIn(packet));
  }

  /** Gives every void message to every state of a server; how many were tried, all without any effect. */
  checkVoid(): number {
    let tried = 0;
    for (const [number, { server }] of this.locals.values.slice().entries()) {
      for (const [message, content] of this.messages.values.slice().entries()) {
        if (!isVoid(server, content)) continue;
        for (let from = 1; from <= this.bounds.servers; from += 1) {
          if (from === server.id) continue;
          tried += 1;
          this.checkNothing(number, packetOf(message, from, server.id));
        }
      }
    }
    return tried;
  }

  private checkNothing(number: number, packet: number): void {
    const move = this.move(number, packet);
    const isNothing = typeof move !== 'string' && move.local === number && move.sent.length === 0;
    if (isNothing) return;
    const text = textOfConstant(this.messageIn(packet));
    throw new InvariantViolation(`an answer that nobody awaits has an effect: ${text}`);
  }

  private carryOut(number: number, key: number): Move {
    const { server } = this.at(number);
    try {
      const outcome = this.model.act(server, this.actionOf(number, key));
      const sent = outcome.sent.map(({ to, message }) => {
        const content = this.messages.numberOf(textOfConstant(message), () => message);
        return packetOf(content, server.id, to);
      });
      return { local: this.numberOf(outcome.server), sent, event: this.eventOf(outcome) };
    } catch (error) {
      if (!(error instanceof InvariantViolation)) throw error;
      return error.message;
    }
  }

  private numberOf(server: ModelServer): number {
    const text = textOfServer(server);
    return this.locals.numberOf(`${server.id}${text}`, () => ({
      server,
      text,
      log: this.logs.numberOf(textOfConstant(server.disk.memory), nothing),
      actions: this.model.actionsOf(server),
      moves: new Map(),
      codes: [],
    }));
  }

  private eventOf({ server, isElected, committed }: Outcome): number | undefined {
    if (!isElected && committed.length === 0) return undefined;
    const { id, raft } = server;
    const event = { id, term: raft.currentTerm, isElected, committed };
    const texts = committed.map((entry) => textOfConstant(entry));
    const text = `${id} ${event.term} ${isElected} ${texts.join()}`;
    return this.events.numberOf(text, () => event);
  }

  private messageIn(packet: number): Message {
    return this.messages.values[Math.floor(packet / (IDS * IDS))]!;
  }
}

function isVoid({ raft, disk }: ModelServer, message: Message): boolean {
  const isOfVote = message.kind === 'request-vote-response';
  if (!isOfVote && message.kind !== 'append-entries-response') return false;
  const durableTerm = disk.hardState.currentTerm;
  if (message.term !== durableTerm) return message.term < durableTerm;
  // A pre-vote is granted for the term after the one in which it is asked for, and refused in that one.
  if (isOfVote && message.isPreVote) return message.voteGranted;
  const isStanding = raft.role === 'candidate' || raft.role === 'leader';
  return !(isStanding && raft.currentTerm === durableTerm);
}

const IDS = 8;

/** A message between two servers, as one number. */
export function packetOf(message: number, from: number, to: number): number {
  return (message * IDS + from) * IDS + to;
}

export function senderOf(packet: number): number {
  return (packet >> 3) % IDS;
}

export function receiverOf(packet: number): number {
  return packet % IDS;
}

/** The packet without its receiver, after a renaming. */
export function renamedFrom(packet: number, { ids }: Renaming): number {
  return Math.floor(packet / (IDS * IDS)) * IDS + ids[senderOf(packet)]!;
}

function nothing(): undefined {
  return undefined;
}
