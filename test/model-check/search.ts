/**
 * Search of all states of a model. A state is a few numbers (sites.ts, histories.ts), and is kept with the step that led
 * to it. Three things keep it small: of states that differ only in the names of the servers one is followed
 * (canonical.ts); none is followed that another covers (covered.ts); and answers that leave the server as it is are sent
 * at once, since more messages never prevent anything. Depth first finds the covering states early; breadth first gives
 * a shortest way to what is broken.
 */
import { InvariantViolation } from '../../src/base/invariant.ts';
import { Raft } from '../../src/raft/raft.ts';
import { packBudget, spend, type Bounds } from './bounds.ts';
import { Canonical } from './canonical.ts';
import { Covered } from './covered.ts';
import { Histories } from './histories.ts';
import { receiverOf } from './locals.ts';
import { Records } from './records.ts';
import { describeStep } from './report.ts';
import { Sites, type Step } from './sites.ts';

export interface SearchOptions {
  readonly order?: 'depth-first' | 'breadth-first';
  readonly statesMax?: number;
  readonly secondsMax?: number;
  /** The class to check: the one that ships, unless a bug is planted. */
  readonly core?: typeof Raft;
  /** Without what keeps the search small, but for the names: to see that nothing is lost by it. */
  readonly isPlain?: boolean;
}

export interface SearchResult {
  readonly isComplete: boolean;
  /** That were followed. */
  readonly states: number;
  /** Of these, how many differ in more than the messages under way. */
  readonly kernels: number;
  readonly transitions: number;
  /** Steps on the longest way; breadth first, on the longest shortest way. */
  readonly depth: number;
  /** States found and not yet followed. */
  readonly frontier: number;
  readonly seconds: number;
  /** States of single servers. */
  readonly serverStates: number;
  /** Pairs of a server's state and an answer that was left out because nobody can await it: tried, without effect. */
  readonly voidTried: number;
  /** Lines: the way to what is broken. */
  readonly violation: { readonly message: string; readonly way: readonly string[] } | undefined;
}

export function search(bounds: Bounds, options: SearchOptions = {}): SearchResult {
  return new Search(bounds, options).run();
}

class Search {
  private readonly bounds: Bounds;
  private readonly options: Required<SearchOptions>;
  private readonly sites: Sites;
  private readonly histories: Histories;
  private readonly canonical: Canonical;
  private readonly covered: Covered;
  /** Sites, history, budget; depth, parent, server and place of the step. */
  private readonly records: Records;
  /** Records to follow, from `head` on. */
  private readonly agenda: number[] = [];
  private head = 0;
  /** Of the agenda, those that another covers by now. */
  private readonly idle = new Set<number>();
  private readonly startedAtMs = performance.now();
  private transitions = 0;
  private depth = 0;

  constructor(bounds: Bounds, options: SearchOptions) {
    this.bounds = bounds;
    this.options = { ...DEFAULTS, ...options };
    const { core, isPlain } = this.options;
    this.sites = new Sites(bounds, core, isPlain);
    this.histories = new Histories(this.sites.locals);
    this.canonical = new Canonical(bounds.servers, this.sites, this.histories);
    this.covered = new Covered(this.sites, isPlain);
    this.records = new Records(bounds.servers + 6);
  }

  run(): SearchResult {
    const ids = Array.from({ length: this.bounds.servers }, (_, i) => i + 1);
    const start = ids.map((id) => this.sites.start(id));
    this.add(start, this.histories.start(), packBudget(this.bounds.budget), [0, -1, 0, 0]);
    let violation: SearchResult['violation'];
    for (let turn = 0; violation === undefined && this.frontier > 0; turn += 1) {
      if (this.isOver(turn)) break;
      const at = this.takeNext();
      if (!this.idle.delete(at)) violation = this.follow(at);
    }
    return this.result(violation);
  }

  private get frontier(): number {
    return this.agenda.length - this.head;
  }

  private get seconds(): number {
    return (performance.now() - this.startedAtMs) / 1000;
  }

  private isOver(turn: number): boolean {
    const { statesMax, secondsMax } = this.options;
    return this.records.count >= statesMax || (turn % 64 === 0 && this.seconds > secondsMax);
  }

  private takeNext(): number {
    if (this.options.order === 'depth-first') return this.agenda.pop()!;
    this.head += 1;
    return this.agenda[this.head - 1]!;
  }

  private follow(at: number): SearchResult['violation'] {
    const { servers } = this.bounds;
    const record = this.records.read(at);
    const sites = record.slice(0, servers);
    const [history, budget, depth] = record.slice(servers) as [number, number, number];
    this.depth = Math.max(this.depth, depth);
    for (let server = 0; server < servers; server += 1) {
      for (const [place, step] of this.sites.stepsOf(sites[server]!).choices.entries()) {
        const left = spend(budget, step.spending);
        if (left === undefined) continue;
        this.transitions += 1;
        try {
          if (step.violation !== undefined) throw new InvariantViolation(step.violation);
          const next = this.after(sites, server, step);
          const after = this.histories.after(history, step.event);
          const locals = next.map((site) => this.sites.localOf(site));
          this.histories.check(after, locals);
          this.add(next, after, left, [depth + 1, at, server, place]);
        } catch (error) {
          if (!(error instanceof InvariantViolation)) throw error;
          const way = [...this.wayTo(at), this.describe(sites[server]!, server, place)];
          return { message: error.message, way };
        }
      }
    }
    return undefined;
  }

  private after(sites: readonly number[], server: number, step: Step): number[] {
    const next = [...sites];
    next[server] = step.next;
    this.deliver(step.sent, next);
    for (let isNew = true; isNew;) {
      isNew = next.some((site) => this.deliver(this.sites.stepsOf(site).replies, next));
    }
    return next;
  }

  /** Whether any of them was not there. */
  private deliver(packets: readonly number[], sites: number[]): boolean {
    let isNew = false;
    for (const packet of packets) {
      const to = receiverOf(packet) - 1;
      const before = sites[to]!;
      sites[to] = this.sites.send(before, packet);
      isNew ||= sites[to] !== before;
    }
    return isNew;
  }

  private add(
    sites: readonly number[],
    history: number,
    budget: number,
    way: readonly [depth: number, parent: number, server: number, place: number],
  ): void {
    const record = this.records.count;
    const below = this.covered.add(this.canonical.formOf(sites, history), budget, record);
    if (below === undefined) return;
    this.records.push([...sites, history, budget, ...way]);
    this.agenda.push(record);
    const isShortest = this.options.order === 'breadth-first';
    for (const other of below) {
      // A shorter way is followed all the same.
      if (!isShortest || this.depthOf(other) === way[0]) this.idle.add(other);
    }
  }

  private depthOf(record: number): number {
    return this.records.read(record)[this.bounds.servers + 2]!;
  }

  private wayTo(at: number): string[] {
    const lines: string[] = [];
    for (let record = this.records.read(at); ;) {
      const [parent, server, place] = record.slice(-3) as [number, number, number];
      if (parent < 0) return lines.reverse();
      record = this.records.read(parent);
      lines.push(this.describe(record[server]!, server, place));
    }
  }

  private describe(site: number, server: number, place: number): string {
    const { key } = this.sites.stepsOf(site).choices[place]!;
    return describeStep(this.sites.locals, this.sites.localOf(site), server + 1, key);
  }

  /** Of a search that was completed. */
  private checkVoid(): Pick<SearchResult, 'voidTried' | 'violation'> {
    try {
      return { voidTried: this.sites.locals.checkVoid(), violation: undefined };
    } catch (error) {
      if (!(error instanceof InvariantViolation)) throw error;
      return { voidTried: 0, violation: { message: error.message, way: [] } };
    }
  }

  private result(violation: SearchResult['violation']): SearchResult {
    const isComplete = violation === undefined && this.frontier === 0;
    return {
      isComplete,
      states: this.records.count,
      kernels: this.covered.kernels.size,
      transitions: this.transitions,
      depth: violation?.way.length ?? this.depth,
      frontier: this.frontier,
      serverStates: this.sites.locals.count,
      seconds: this.seconds,
      ...(isComplete ? this.checkVoid() : { voidTried: 0, violation }),
    };
  }
}

const DEFAULTS = {
  order: 'depth-first',
  statesMax: Infinity,
  secondsMax: Infinity,
  core: Raft,
  isPlain: false,
} as const;
