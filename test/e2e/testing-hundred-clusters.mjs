// Starts and ends many clusters, one after another, and says what is left of them: `node --expose-gc <this> <module> <count>`.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const [modulePath, count] = process.argv.slice(2);
const { startCluster } = await import(modulePath);

function looksAt() {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    resources: process
      .getActiveResourcesInfo()
      .filter((name) => name !== 'PipeWrap')
      .sort(),
    listeners: process.eventNames().map((name) => `${String(name)} ${process.listenerCount(name)}`),
    directories: readdirSync(tmpdir()).filter((name) => name.startsWith('flotilla-testing-')),
    heapBytes: heapUsed + arrayBuffers,
  };
}

/** Handles that were closed in this turn are gone in the next; and some garbage only a second collection finds. */
async function settled() {
  for (let round = 0; round < 3; round += 1) {
    await sleep(10);
    global.gc();
  }
  return looksAt();
}

async function oneCluster(number) {
  const storage = number % 10 === 0 ? 'disk' : 'memory';
  const cluster = await startCluster({ storage, topics: { orders: 2 } });
  const client = await cluster.client();
  await client.describeTopics(['orders']);
  if (number % 5 === 0) {
    const leader = await cluster.leaderOf('orders');
    await cluster.kill(leader);
    cluster.partition(1, 2);
  }
  // In the middle of whatever the brokers do.
  await cluster[Symbol.asyncDispose]();
}

const before = await settled();
const looks = [];
for (let number = 1; number <= Number(count); number += 1) {
  await oneCluster(number);
  if (number % 10 === 0) looks.push(await settled());
}
console.log(JSON.stringify({ before, looks }));
