/** One run: a cluster, its clients, one fault after the other, and what the checker says of it all. */
import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SimRandom } from '../../src/sim/sim-random.ts';
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { checkHistory } from './checker/check.ts';
import type { Violation } from './checker/violation.ts';
import { Disks } from './disks.ts';
import { faultOf, type FaultName } from './faults/catalogue.ts';
import type { Begun, Turn, World } from './faults/fault.ts';
import { Fleet } from './fleet.ts';
import { figuresOf, type Figures } from './figures.ts';
import { History } from './history.ts';
import { Namespaces } from './namespaces.ts';
import { FaultyNetwork } from './network.ts';
import type { RunOptions } from './options.ts';
import { schedule, type Step } from './schedule.ts';
import { Tools } from './tools.ts';
import { Ids } from './workload/records.ts';
import { TOPICS, Workload } from './workload/workload.ts';

const BROKERS = [1, 2, 3];
/** From when a fault was taken back; nothing that a run does takes this long to be well again. */
const HEALTH_MS_MAX = 60_000;
const WAIT_MS_MAX = 90_000;

export interface Verdict {
  readonly violations: readonly Violation[];
  readonly complaints: readonly string[];
  readonly figures: Figures;
  readonly faults: ReadonlyMap<FaultName, number>;
  readonly skipped: ReadonlyMap<FaultName, string>;
  readonly images: number;
  readonly losses: number;
  readonly faultMs: number;
  readonly longestRecoveryMs: number;
  /** Where the history and all else is kept, when something is wrong. */
  readonly kept: string | undefined;
}

type Tell = (line: string) => void;

/** Everything is made in `directory`, or bears its name; whoever made that removes it. */
export async function runChaos(
  options: RunOptions,
  directory: string,
  tell: Tell,
): Promise<Verdict> {
  const tools = Tools.look();
  const skipped = new Map<FaultName, string>();
  for (const name of options.faults) {
    const whyNot = tools.whyNot(faultOf(name).needs);
    if (whyNot !== undefined) skipped.set(name, whyNot);
  }
  const names = options.faults.filter((name) => !skipped.has(name));
  if (names.length === 0) throw new Error('None of these faults can be made here.');
  const run = await Run.start(options, directory, { tools, tell });
  try {
    await run.go(names);
    return { ...(await run.judge()), skipped };
  } catch (error) {
    tell(`kept: ${run.keep()}`);
    throw error;
  } finally {
    await run.close();
  }
}

class Run {
  private readonly options: RunOptions;
  private readonly tell: Tell;
  private readonly world: World;
  private readonly history: History;
  private readonly workload: Workload;
  private readonly faults = new Map<FaultName, number>();
  private faultMs = 0;
  private longestRecoveryMs = 0;

  private constructor(
    options: RunOptions,
    tell: Tell,
    parts: { world: World; history: History; workload: Workload },
  ) {
    this.options = options;
    this.tell = tell;
    this.world = parts.world;
    this.history = parts.history;
    this.workload = parts.workload;
  }

  static async start(
    options: RunOptions,
    directory: string,
    { tools, tell }: { tools: Tools; tell: Tell },
  ): Promise<Run> {
    const { seed } = options;
    const world = await openWorld(directory, tools, seed);
    const { cluster, fleet } = world;
    cluster.startAll();
    await cluster.waitReady();
    const history = new History(join(directory, 'history.ndjson'));
    const around = {
      history,
      ids: new Ids(),
      urls: cluster.places.map((place) => `ws://${place.advertisedHost}:${place.httpPort}`),
      kafkaAddresses: cluster.kafkaAddresses,
      complain: (sentence: string) => void fleet.complaints.push(sentence),
    };
    const workload = await Workload.start(around, cluster, seed);
    return new Run(options, tell, { world, history, workload });
  }

  async go(names: readonly FaultName[]): Promise<void> {
    const { seed, pace, forMs } = this.options;
    const startedAtMs = performance.now();
    await sleep(pace.quietMs[1]);
    for (const step of schedule(seed, names, pace)) {
      await this.take(step);
      this.faultMs = performance.now() - startedAtMs;
      if (this.faultMs >= forMs) break;
      await sleep(step.quietMs);
    }
    await this.workload.finish().catch((error: unknown) => {
      const [sentence] = String(error).split('\n');
      this.world.fleet.complaints.push(`not everything could be read in the end: ${sentence}`);
    });
  }

  async judge(): Promise<Omit<Verdict, 'skipped'>> {
    await this.history.close();
    const { events } = this.history;
    const { disks, fleet } = this.world;
    const { complaints } = fleet;
    const violations = checkHistory(events);
    const isSound = violations.length === 0 && complaints.length === 0;
    return {
      violations,
      complaints,
      figures: figuresOf(events),
      faults: this.faults,
      images: disks?.images ?? 0,
      losses: disks?.losses ?? 0,
      faultMs: this.faultMs,
      longestRecoveryMs: this.longestRecoveryMs,
      kept: isSound ? undefined : this.keep(),
    };
  }

  /** The history, the logs of the brokers and their data, out of the reach of the reaper. */
  keep(): string {
    const kept = mkdtempSync(join(tmpdir(), `flotilla-chaos-kept-seed-${this.options.seed}-`));
    const { cluster, directory } = this.world;
    const copy = (from: string, to: string): void => {
      if (existsSync(from)) cpSync(from, join(kept, to), { recursive: true });
    };
    copy(join(directory, 'history.ndjson'), 'history.ndjson');
    for (const { nodeId, logPath, dataPath } of cluster.places) {
      copy(logPath, `broker-${nodeId}.log`);
      copy(dataPath, `data-${nodeId}`);
    }
    return kept;
  }

  async close(): Promise<void> {
    const { network, cluster, fleet } = this.world;
    fleet.finish();
    await cluster.stop();
    await network[Symbol.asyncDispose]();
  }

  private async take(step: Step): Promise<void> {
    const { number, fault, around, holdMs } = step;
    const names = around === undefined ? [fault] : [around, fault];
    const begun: Begun[] = [];
    for (const [at, name] of names.entries()) {
      this.faults.set(name, (this.faults.get(name) ?? 0) + 1);
      const random = new SimRandom(this.options.seed, `fault-${number}-${at}`);
      begun.push(await this.begin(name, { world: this.world, random, holdMs }));
    }
    await sleep(holdMs);
    for (const one of begun.reverse()) await one.end();
    const healedAtMs = performance.now();
    const reason = await this.world.fleet.whyUnwell(HEALTH_MS_MAX);
    const recoveryMs = Math.round(performance.now() - healedAtMs);
    this.longestRecoveryMs = Math.max(this.longestRecoveryMs, recoveryMs);
    const text = begun.map((one) => one.text).join(' during: ');
    if (reason !== undefined) {
      const { complaints } = this.world.fleet;
      complaints.push(`not well ${HEALTH_MS_MAX} ms after fault ${number} (${text}): ${reason}`);
    }
    this.tell(
      `${String(number).padStart(3)} ${names.join(' + ')}: ${text}; well after ${recoveryMs} ms`,
    );
  }

  private async begin(name: FaultName, turn: Turn): Promise<Begun> {
    const begun = await faultOf(name).begin(turn);
    this.history.record({ kind: 'fault', text: `${name}: ${begun.text}` });
    return begun;
  }
}

async function openWorld(directory: string, tools: Tools, seed: number): Promise<World> {
  const hasNamespaces = tools.whyNot(['root', 'ip', 'nsenter']) === undefined;
  const hasDisks = tools.whyNot(['root', 'mount']) === undefined;
  const namespaces = hasNamespaces ? new Namespaces(directory, BROKERS) : undefined;
  const disks = hasDisks ? new Disks(directory, BROKERS) : undefined;
  const root = join(directory, 'cluster');
  mkdirSync(root);
  const parts: { fleet?: Fleet } = {};
  const cluster = await ClusterProcesses.format({
    root,
    waitMsMax: WAIT_MS_MAX,
    onEnded: (nodeId, how) => parts.fleet?.ended(nodeId, how),
    surroundings: (nodeId) => ({
      ...(disks === undefined ? {} : { dataRoot: disks.rootOf(nodeId) }),
      ...(namespaces === undefined
        ? // Its proxies listen at another loopback address, at the same ports.
          { advertisedHost: `127.0.0.${10 + nodeId}` }
        : {
            host: namespaces.hostOf(nodeId),
            advertisedHost: namespaces.gatewayOf(nodeId),
            settings: { 'allow.unauthenticated': true },
            wrapper: namespaces.wrapperOf(nodeId),
          }),
    }),
  });
  const fleet = new Fleet(cluster);
  parts.fleet = fleet;
  const network = await FaultyNetwork.start(cluster.places, seed);
  return { directory, cluster, fleet, network, namespaces, disks, topics: TOPICS };
}
