/**
 * `npm run shown [-- ITEM...]`: what this release claims, at full size, one line with figures for each item. The tests
 * beside this folder are the same in small. Exit code 1 when a claim does not hold.
 */
import { showDisconnects } from './disconnects.ts';
import { showGroup } from './group.ts';
import { showIdleConnections } from './idle-connections.ts';
import { showKafkaFailover } from './kafka-failover.ts';
import { showKafkaGroup } from './kafka-group.ts';
import { showKafkaIdempotent } from './kafka-idempotent.ts';
import { showKillsOfAll, showLeaderKills } from './kills.ts';
import { showMemory } from './memory.ts';
import { showPowerCuts } from './power-cut.ts';
import { showSlowSubscriber } from './slow-subscriber.ts';
import { showStart } from './start.ts';
import { showText } from './text.ts';

type Item = (tell: (line: string) => void) => Promise<string>;

const ITEMS: Readonly<Record<string, Item>> = {
  text: () => showText(0),
  'text-leader-changes': () => showText(5),
  kills: showLeaderKills,
  'kill-all': showKillsOfAll,
  'power-cut': showPowerCuts,
  start: showStart,
  memory: showMemory,
  'idle-connections': showIdleConnections,
  'slow-subscriber': showSlowSubscriber,
  disconnects: showDisconnects,
  group: showGroup,
  'kafka-group': showKafkaGroup,
  'kafka-failover': showKafkaFailover,
  'kafka-idempotent': showKafkaIdempotent,
};

async function main(wanted: readonly string[]): Promise<number> {
  const names = wanted.length === 0 ? Object.keys(ITEMS) : wanted;
  const unknown = names.find((name) => ITEMS[name] === undefined);
  if (unknown !== undefined) {
    console.error(`There is no item "${unknown}". Choose from: ${Object.keys(ITEMS).join(', ')}.`);
    return 1;
  }
  let exitCode = 0;
  for (const name of names) {
    try {
      console.log(`${name}: ${await ITEMS[name]!((line) => console.error(`  ${line}`))}`);
    } catch (error) {
      console.log(`${name}: FAILED: ${error instanceof Error ? error.message : String(error)}`);
      exitCode = 1;
    }
  }
  return exitCode;
}

process.exit(await main(process.argv.slice(2)));
