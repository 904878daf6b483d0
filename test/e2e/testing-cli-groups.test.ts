// Goal: the commands for groups do what they say, as a person runs them. Method: processes of the built command against
// a test cluster.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { flotilla, type CommandOptions, type CommandResult } from '../support/run-command.ts';

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startCluster({ topics: { orders: 3 } });
});

afterAll(() => cluster[Symbol.asyncDispose]());

async function run(words: string, options: CommandOptions = {}): Promise<CommandResult> {
  return await flotilla(words.split(' '), {
    env: { FLOTILLA_BROKERS: cluster.urls.join(',') },
    ...options,
  });
}

function linesOf({ stdout }: CommandResult): string[] {
  return stdout.toString().split('\n').slice(0, -1);
}

it('two runs of consume -g divide the records among them: each goes on where the other stopped', async () => {
  const numbers = Array.from({ length: 300 }, (_, i) => `${i}`);
  await run('produce orders --compression gzip --batch-bytes 200', {
    input: `${numbers.join('\n')}\n`,
  });
  const first = await run('consume orders -g app -n 100');
  expect(first).toMatchObject({ code: 0 });
  expect(linesOf(first)).toHaveLength(100);
  const second = await run('consume orders -g app -n 200');
  expect([...linesOf(first), ...linesOf(second)].toSorted((a, b) => Number(a) - Number(b))).toEqual(
    numbers,
  );

  const described = JSON.parse(
    (await run('group describe app --format json')).stdout.toString(),
  ) as { state: string; partitions: { lag: number; committed: number }[] };
  expect(described.state).toBe('Empty');
  expect(described.partitions.every(({ lag }) => lag === 0)).toBe(true);
  expect(described.partitions.reduce((sum, { committed }) => sum + committed, 0)).toBe(300);

  expect(linesOf(await run('group list'))).toEqual([
    'GROUP  STATE  PROTOCOL',
    'app    Empty  consumer',
  ]);
  const plan = await run('group seek app --to start');
  expect(plan.stderr).toContain('Nothing has changed yet.');
  const moved = await run('group seek app --to start --execute');
  expect(moved.stdout).toEqual(plan.stdout);
  expect(linesOf(await run('consume orders -g app -n 300'))).toHaveLength(300);
  expect(linesOf(await run('group delete app'))).toEqual(['Deleted group app.']);
  expect(linesOf(await run('group list'))).toEqual(['GROUP  STATE  PROTOCOL']);
}, 120_000);

it.each([
  ['group describe nobody', 'There is no group "nobody".'],
  ['group delete nobody', 'There is no group "nobody".'],
  ['group seek nobody --to start', 'There is no group "nobody".'],
  ['group seek app --to yesterday', '"yesterday" is no value for --to <offset>'],
  ['group seek app --to end -p 1', '-p is a partition of one topic.'],
  ['consume orders -g app -e', '-e and -g exclude each other'],
  ['consume orders -g app -o 7', 'With -g, -o is start or end'],
  ['consume nothing -g app', 'There is no topic "nothing"'],
  ['produce orders --compression zip', '--compression <codec>'],
])('%s: one sentence and the next step', async (words, sentence) => {
  const { code, stderr } = await run(words);
  expect(code).toBe(1);
  expect(stderr).toContain(sentence);
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(stderr).toContain('\nNext: ');
});
