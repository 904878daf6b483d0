/**
 * Random lives of the file of terms and votes, and images of a crash at every operation. Whatever a crash leaves must open,
 * and know of every group what was promised last, or something later that was on its way.
 */
import assert from 'node:assert/strict';
import { nodeId, term, uuid } from '../../src/model/ids.ts';
import type { HardState } from '../../src/model/log-entry.ts';
import { groupKey, type GroupKey } from '../../src/model/topic-partition.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { SimRandom } from '../../src/sim/sim-random.ts';
import type { HardStateStore } from '../../src/storage/hard-state.ts';
import { openHardStateStore } from '../../src/storage/hard-state-store.ts';
import { SILENT } from '../support/log-entries.ts';
import { Violation, type Figures } from './figures.ts';
import { afterHardCut, imagesOf, type Image } from './images.ts';
import { messageOf } from './log-life.ts';

export const HARD_STATE_PATH = '/data/hard-state';
const GROUPS = 8;
const STEPS = 25;
const REPEATED_EVERY = 5;
/** Rows of one write: a few of them fill the file. */
const BURST = 400;

const TOPIC = uuid('AAAAAAAAAAAAAAAAAAAAAQ');
export const keyOf = (partition: number): GroupKey => groupKey({ topicId: TOPIC, partition });

/** By group: what was promised last, then what is on its way, oldest first. */
type Possible = ReadonlyMap<GroupKey, readonly (HardState | undefined)[]>;

interface TakenImage extends Image {
  readonly after: string;
  readonly possible: Possible;
}

export async function liveHardState(seed: number, figures: Figures): Promise<void> {
  const life = new Life(seed);
  await life.begin();
  for (let left = STEPS; left > 0 && !figures.isEnough; left -= 1) {
    await life.step();
    for (const image of life.taken.splice(0)) await checkImage(image, figures);
  }
}

class Life {
  readonly taken: TakenImage[] = [];
  private readonly seed: number;
  private readonly random: SimRandom;
  private readonly possible = new Map<GroupKey, (HardState | undefined)[]>();
  private disk: SimDisk;
  private store!: HardStateStore;
  private operations = 0;
  private isWatching = false;

  constructor(seed: number) {
    this.seed = seed;
    this.random = new SimRandom(seed, 'hard-state-life');
    this.disk = new SimDisk({ seed });
  }

  async begin(): Promise<void> {
    await this.disk.makeDirectory('/data');
    await this.disk.syncDirectory('/');
    this.watch();
    this.store = await openStore(this.disk, true);
    this.isWatching = true;
  }

  async step(): Promise<void> {
    const { random } = this;
    const drawn = random.integer(1, 12);
    if (drawn <= 6) await this.write(random.integer(1, 4));
    else if (drawn === 7) await this.write(BURST);
    else if (drawn === 8) await this.forget();
    else if (drawn === 9) this.writeUnawaited();
    else if (drawn === 10) await this.restart();
    else await this.crash();
  }

  private watch(): void {
    const { disk } = this;
    disk.onOperation(({ operation, path }) => {
      if (disk !== this.disk || !this.isWatching) return;
      this.operations += 1;
      const after = `hard-state seed ${this.seed}, operation ${this.operations}: ${operation} ${path}`;
      const possible = new Map([...this.possible].map(([key, states]) => [key, [...states]]));
      for (const image of imagesOf(disk, this.seed * 1000 + this.operations)) {
        this.taken.push({ ...image, after, possible });
      }
    });
  }

  /** Of so many groups, in one turn: one block. */
  private async write(groups: number): Promise<void> {
    const first = this.random.integer(0, GROUPS - 1);
    await Promise.all(Array.from({ length: groups }, (_, i) => this.put(keyOf(first + i))));
  }

  private writeUnawaited(): void {
    void this.put(keyOf(this.random.integer(0, GROUPS - 1))).catch(() => undefined);
  }

  private async put(key: GroupKey): Promise<void> {
    const before = this.possible.get(key)?.at(-1);
    const currentTerm = term((before?.currentTerm ?? 0) + this.random.integer(0, 2));
    const isVoteKept = before?.currentTerm === currentTerm && before.votedFor !== undefined;
    const drawn = this.random.chance(0.7) ? nodeId(this.random.integer(1, 5)) : undefined;
    const next = { currentTerm, votedFor: isVoteKept ? before.votedFor : drawn };
    this.onItsWay(key, next);
    const { disk } = this;
    await this.store.write(key, next);
    if (disk === this.disk) this.promised(key, next);
  }

  private async forget(): Promise<void> {
    const key = keyOf(this.random.integer(0, GROUPS - 1));
    if (this.possible.get(key)?.at(-1) === undefined) return;
    this.onItsWay(key, undefined);
    await this.store.forget(key);
    this.promised(key, undefined);
  }

  private async restart(): Promise<void> {
    await this.store.close();
    this.store = await openStore(this.disk);
    this.settle();
  }

  private async crash(): Promise<void> {
    const kind = this.random.chance(0.5) ? 'process' : 'power';
    this.disk = this.disk.clone(kind);
    this.watch();
    this.store = await openStore(this.disk);
    this.settle();
  }

  /** What was on its way has arrived or not: the store says. */
  private settle(): void {
    for (const [key, states] of this.possible) {
      const found = this.store.read(key);
      assert.ok(
        states.some((state) => isSame(state, found)),
        `${key} after a restart`,
      );
      this.possible.set(key, [found]);
    }
  }

  private onItsWay(key: GroupKey, state: HardState | undefined): void {
    const states = this.possible.get(key) ?? [undefined];
    this.possible.set(key, [...states, state]);
  }

  private promised(key: GroupKey, state: HardState | undefined): void {
    const states = this.possible.get(key)!;
    this.possible.set(key, states.slice(states.lastIndexOf(state)));
  }
}

async function checkImage(image: TakenImage, figures: Figures): Promise<void> {
  figures.image(image.kind);
  try {
    const store = await recover(image.disk, image.possible, figures);
    if (figures.images % REPEATED_EVERY !== 0) return;
    figures.count('also', 'recovered twice');
    const settled = new Map([...image.possible.keys()].map((key) => [key, [store.read(key)]]));
    await recover(afterHardCut(image.disk), settled, figures);
  } catch (error) {
    throw new Violation(`${image.after}, ${image.kind}: ${messageOf(error)}`, { cause: error });
  }
}

async function recover(
  disk: SimDisk,
  possible: Possible,
  figures: Figures,
): Promise<HardStateStore> {
  figures.recoveries += 1;
  const store = await openStore(disk);
  for (const [key, states] of possible) {
    const found = store.read(key);
    if (states.some((state) => isSame(state, found))) continue;
    assert.fail(`group ${key} has ${show(found)}, which is none of ${states.map(show).join(' ')}`);
  }
  return store;
}

function openStore(disk: SimDisk, create = false): Promise<HardStateStore> {
  return openHardStateStore({ disk, path: HARD_STATE_PATH, logger: SILENT, create });
}

export function isSame(a: HardState | undefined, b: HardState | undefined): boolean {
  return a?.currentTerm === b?.currentTerm && a?.votedFor === b?.votedFor;
}

function show(state: HardState | undefined): string {
  return state === undefined ? 'nothing' : `${state.currentTerm}/${state.votedFor ?? '-'}`;
}
