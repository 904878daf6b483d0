/**
 * A site is a server and what was sent to it. The network of the model never takes a message out: each may be delivered
 * at any time, in any order, any number of times, or never, so it loses, repeats and reorders at will. Sites are numbered,
 * and each is carried on once; a state of the whole world is then a few numbers.
 */
import type { Raft } from '../../src/raft/raft.ts';
import type { Bounds, Spending } from './bounds.ts';
import { Locals, renamedFrom } from './locals.ts';
import { Numbering } from './numbering.ts';
import { SPENDING_OF } from './server.ts';
import type { Renaming } from './server-text.ts';

interface Site {
  readonly local: number;
  /** Packets, in order. */
  readonly inbox: readonly number[];
  steps: Steps | undefined;
  /** The site that it becomes when it is sent a packet. */
  readonly sent: Map<number, number>;
  readonly codes: (number | undefined)[];
}

/** An action of one server, as it is seen from outside. */
export interface Step {
  /** For `Locals`. */
  readonly key: number;
  readonly spending: Spending | undefined;
  readonly next: number;
  /** Packets to others. */
  readonly sent: readonly number[];
  readonly event: number | undefined;
  readonly violation: string | undefined;
}

/** A site after a renaming. */
interface RenamedSite {
  readonly local: number;
  /** As bits. */
  readonly inbox: Uint32Array;
}

interface Steps {
  /** After which the site is another, or the world is. */
  readonly choices: readonly Step[];
  /** Packets to others that cost nothing: the site stays as it is. */
  readonly replies: readonly number[];
}

export class Sites {
  readonly locals: Locals;
  private readonly sites = new Numbering<Site>();
  private readonly codes = new Numbering<RenamedSite>();
  private readonly bits = new Numbering<undefined>();

  /** Sends nothing at once (search.ts). */
  private readonly isPlain: boolean;

  constructor(bounds: Bounds, core: typeof Raft, isPlain: boolean) {
    this.locals = new Locals(bounds, core);
    this.isPlain = isPlain;
  }

  get count(): number {
    return this.sites.values.length;
  }

  start(id: number): number {
    return this.numberOf(this.locals.start(id), []);
  }

  localOf(site: number): number {
    return this.sites.values[site]!.local;
  }

  stepsOf(number: number): Steps {
    const site = this.sites.values[number]!;
    return (site.steps ??= this.findSteps(number, site));
  }

  /** The site after `packet` was sent to it. */
  send(number: number, packet: number): number {
    const site = this.sites.values[number]!;
    let next = site.sent.get(packet);
    if (next === undefined) {
      const isKnown = site.inbox.includes(packet);
      next = isKnown ? number : this.numberOf(site.local, [...site.inbox, packet]);
      site.sent.set(packet, next);
    }
    return next;
  }

  /** Equal for two sites exactly if one is the other with the servers renamed. */
  codeOf(number: number, renaming: Renaming): number {
    const { codes, local, inbox } = this.sites.values[number]!;
    return (codes[renaming.index] ??= this.encode(local, inbox, renaming));
  }

  localOfCode(code: number): number {
    return this.codes.values[code]!.local;
  }

  /** Of two codes with the same local: the first was sent all that the second was sent. */
  hasAllOf(more: number, less: number): boolean {
    if (more === less) return true;
    const { inbox: all } = this.codes.values[more]!;
    const { inbox: some } = this.codes.values[less]!;
    if (some.length > all.length) return false;
    for (let i = 0; i < some.length; i += 1) if ((some[i]! & ~all[i]!) !== 0) return false;
    return true;
  }

  private encode(local: number, inbox: readonly number[], renaming: Renaming): number {
    const packets = inbox.map((packet) => renamedFrom(packet, renaming)).sort(ascending);
    const code = this.locals.codeOf(local, renaming);
    return this.codes.numberOf(`${code}:${packets.join()}`, () => ({
      local: code,
      inbox: this.bitsOf(packets),
    }));
  }

  private bitsOf(packets: readonly number[]): Uint32Array {
    const numbers = packets.map((packet) => this.bits.numberOf(`${packet}`, () => undefined));
    const words = new Uint32Array(Math.ceil((Math.max(-1, ...numbers) + 1) / 32));
    for (const number of numbers) words[number >> 5]! |= 1 << (number & 31);
    return words;
  }

  private numberOf(local: number, packets: readonly number[]): number {
    const inbox = packets.filter((packet) => !this.locals.isVoid(local, packet)).sort(ascending);
    return this.sites.numberOf(`${local}:${inbox.join()}`, () => ({
      local,
      inbox,
      steps: undefined,
      sent: new Map(),
      codes: [],
    }));
  }

  private findSteps(number: number, { local, inbox }: Site): Steps {
    const { actions } = this.locals.at(local);
    const choices: Step[] = [];
    const replies = new Set<number>();
    for (const key of [...actions.map((_, i) => ~i), ...inbox]) {
      const spending = key < 0 ? SPENDING_OF[actions[~key]!.kind] : undefined;
      const move = this.locals.move(local, key);
      if (typeof move === 'string') {
        const none = { next: number, sent: [], event: undefined };
        choices.push({ key, spending, ...none, violation: move });
        continue;
      }
      const { sent, event } = move;
      const next = move.local === local ? number : this.numberOf(move.local, inbox);
      const isReply = next === number && event === undefined && spending === undefined;
      if (isReply && !this.isPlain) {
        for (const packet of sent) replies.add(packet);
      } else if (next !== number || event !== undefined || sent.length > 0) {
        choices.push({ key, spending, next, sent, event, violation: undefined });
      }
    }
    return { choices, replies: [...replies] };
  }
}

function ascending(a: number, b: number): number {
  return a - b;
}
