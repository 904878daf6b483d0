/** What the disk of the damaged broker does to what lies on it; mostly it dies with that, and has to start on it. */
import { SECTOR_BYTES } from '../disk-tree.ts';
import type { SimRandom } from '../sim-random.ts';
import type { DamageTarget } from './damage-targets.ts';
import { damageTargets } from './damage-targets.ts';
import type { DamagedBroker } from './damaged-broker.ts';
import type { FaultContext } from './faults.ts';

/** So many draws until one changes anything. */
const DRAWS = 20;
/** Kinds of files, by their names; a broker that has lost one of the last line is out for good. */
const KINDS: readonly { readonly names: RegExp; readonly weight: number }[] = [
  { names: /\.log$/, weight: 12 },
  { names: /\.(index|timeindex)$/, weight: 3 },
  {
    names: /\/(log-start|producer-state|clean-stop|rewrite|reset|partition\.metadata)$/,
    weight: 3,
  },
  { names: /^\/data\/(hard-state|meta\.properties|peers)$/, weight: 2 },
];
const WEIGHT = KINDS.reduce((sum, { weight }) => sum + weight, 0);

interface Spoiled {
  readonly at: number;
  readonly bytes: Uint8Array;
}

type Damage = (
  target: DamageTarget,
  random: SimRandom,
  all: readonly DamageTarget[],
) => Spoiled | undefined;

export function flipBit(context: FaultContext): boolean {
  return spoil(context, ({ node, end }, random) => {
    const at = random.integer(0, end - 1);
    const byte = node.readDurable(at, 1)[0]!;
    return { at, bytes: Uint8Array.of(byte ^ (1 << random.integer(0, 7))) };
  });
}

/** A sector of one file lies where one of another file, or of another place of the same, should. */
export function misdirectWrite(context: FaultContext): boolean {
  return spoil(context, (target, random, all) => {
    const from = all[random.integer(0, all.length - 1)]!.node;
    const sector = drawSector(target, random);
    const source = random.integer(0, Math.ceil(from.durableSize / SECTOR_BYTES) - 1);
    if (sector === undefined) return undefined;
    const bytes = new Uint8Array(SECTOR_BYTES);
    bytes.set(from.readDurable(source * SECTOR_BYTES, SECTOR_BYTES));
    return within(target, sector, bytes);
  });
}

/** A write that was synced has not reached the medium: the sector is as it was before. */
export function loseWrite(context: FaultContext): boolean {
  return spoil(context, (target, random) => {
    const sector = drawSector(target, random);
    const bytes = sector === undefined ? undefined : target.node.staleSector(sector);
    return bytes && within(target, sector!, bytes);
  });
}

/** A whole one, or the last of the file. */
function drawSector({ node, end }: DamageTarget, random: SimRandom): number | undefined {
  const count =
    end === node.durableSize ? Math.ceil(end / SECTOR_BYTES) : Math.floor(end / SECTOR_BYTES);
  return count === 0 ? undefined : random.integer(0, count - 1);
}

function within({ node }: DamageTarget, sector: number, bytes: Uint8Array): Spoiled {
  const at = sector * SECTOR_BYTES;
  return { at, bytes: bytes.slice(0, node.durableSize - at) };
}

function spoil({ world, random }: FaultContext, damage: Damage): boolean {
  const { fleet, simulation } = world;
  const { damaged } = world.checks;
  if (damaged === undefined || !fleet.isUp(damaged.id)) return false;
  const targets = damageTargets(damaged.disk, fleet.hostedLogs(damaged.id));
  for (let n = 0; n < DRAWS; n += 1) {
    const target = drawTarget(targets, random);
    const spoiled = target && damage(target, random, targets);
    if (spoiled === undefined || !changesAnything(target!, spoiled)) continue;
    const { path, node } = target!;
    node.damage(spoiled.at, spoiled.bytes);
    damaged.hit({ path, node, ...spoiled });
    simulation.trace(`swarm: ${path} of ${damaged.id} is spoiled at ${spoiled.at}`);
    dieOfIt({ world, random }, damaged);
    return true;
  }
  return false;
}

function drawTarget(targets: readonly DamageTarget[], random: SimRandom): DamageTarget | undefined {
  let drawn = random.integer(1, WEIGHT);
  const kind = KINDS.find(({ weight }) => (drawn -= weight) <= 0)!;
  const named = targets.filter(({ path }) => kind.names.test(path));
  // A start reads the last segment to its end, and of others the indexes.
  const last = named.filter(({ isLastSegment }) => isLastSegment);
  const among = last.length > 0 && random.chance(0.5) ? last : named;
  return among.length === 0 ? undefined : among[random.integer(0, among.length - 1)];
}

function changesAnything({ node }: DamageTarget, { at, bytes }: Spoiled): boolean {
  return node.readDurable(at, bytes.length).some((byte, i) => byte !== bytes[i]);
}

/** At once, soon, or only when something else kills it. */
function dieOfIt({ world, random }: FaultContext, { id }: DamagedBroker): void {
  const { fleet, simulation } = world;
  const kind = random.chance(0.5) ? 'power' : 'process';
  const how = random.integer(0, 3);
  if (how === 3) return;
  if (how < 2) return fleet.kill(id, kind);
  simulation.after(random.integer(10, 2000), () => {
    if (!world.isRepairing && fleet.isUp(id)) fleet.kill(id, kind);
  });
}
