// Goal: an error is one sentence and a next step, never a stack. Method: each kind of error, exact text.
import { expect, test } from 'vitest';
import { CliError } from '../../../src/cli/cli-error.ts';
import { buildProgram, helpCommandFor } from '../../../src/cli/program.ts';
import { renderError } from '../../../src/cli/render-error.ts';
import { invariant } from '../../../src/base/invariant.ts';
import { unknownTopic } from '../../../src/broker/errors.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { DiskFault } from '../../../src/platform/disk.ts';

const text = (error: unknown) => renderError(error).text;

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('a CliError brings its sentence, its next step and its exit code', () => {
  expect(renderError(new CliError('It is so', 'do that.', 3))).toEqual({
    text: 'Error: It is so.\nNext: do that.',
    exitCode: 3,
  });
});

test('a broker error brings its own sentence and a next step by its name', () => {
  expect(text(new BrokerError('NOT_CONTROLLER'))).toBe(
    'Error: The metadata group has no leader at the moment.\nNext: see which brokers run with: npx flotilla cluster health',
  );
});

test('a next step that the broker gave stands on its own line, ready to be copied', () => {
  expect(text(unknownTopic('x'))).toBe(
    'Error: There is no topic "x".\nNext: create it with: npx flotilla topic create x',
  );
  const step = 'ask another broker, or see: npx flotilla cluster health';
  expect(text(new BrokerError('LEADER_NOT_AVAILABLE', `It is so, and so; ${step}`))).toBe(
    `Error: It is so, and so.\nNext: ${step}`,
  );
  // Three dots stand for what a person fills in.
  expect(text(new CliError('It is so; make it with: npx flotilla x ...'))).toBe(
    'Error: It is so.\nNext: make it with: npx flotilla x ...',
  );
  expect(text(new BrokerError('INVALID_REQUEST', 'It is so; do: npx flotilla x.'))).toBe(
    'Error: It is so.\nNext: do: npx flotilla x',
  );
});

test('an error that was written for a person needs no next step', () => {
  expect(text(new DiskFault('locked', '/d', 'process 7 holds the lock /d'))).toBe(
    'Error: process 7 holds the lock /d.',
  );
});

test('a system error becomes a sentence', () => {
  const error = Object.assign(new Error("ENOENT: no such file or directory, open '/x'"), {
    code: 'ENOENT',
    path: '/x',
  });
  expect(text(error)).toBe('Error: /x does not exist.');
});

test.each([
  new TypeError('x is not a function'),
  caught(() => invariant(false, 'a fact')),
  'a thrown string',
])('%s, which nobody expected, says how to see more', (error) => {
  expect(text(error)).toMatch(/^Error: .*\.\nNext: run it again with FLOTILLA_DEBUG=1/);
  expect(text(error)).not.toContain('render-error.test');
});

test('several lines become one', () => {
  expect(text(new CliError('one\n  two'))).toBe('Error: one two.');
});

test('FLOTILLA_DEBUG shows the stack, and that of the cause', () => {
  const error = new CliError('It is so');
  error.cause = new Error('deep down');
  const rendered = renderError(error, { isDebug: true }).text;
  expect(rendered).toContain('render-error.test');
  expect(rendered).toContain('Caused by: Error: deep down');
});

async function usage(...args: string[]): Promise<{ text: string; exitCode: number }> {
  const program = await buildProgram(args[0]);
  try {
    await program.parseAsync(['node', 'flotilla', ...args]);
  } catch (error) {
    return renderError(error, { helpCommand: helpCommandFor(program, args) });
  }
  throw new Error('it was accepted');
}

test('usage errors look like all the others', async () => {
  expect(await usage('topic', 'create')).toEqual({
    text: "Error: Missing required argument 'name'.\nNext: see how it is used with: npx flotilla topic create --help",
    exitCode: 1,
  });
  expect((await usage('consume', 'demo', '-o', 'soon')).text).toMatch(
    /^Error: "soon" is no value for -o, --offset <offset>: it must be start/,
  );
  expect((await usage('raft', 'describe', 'demo')).text).toBe(
    'Error: "demo" is no value for topic/partition: it must look like demo/0: TOPIC/PARTITION.\nNext: see how it is used with: npx flotilla raft describe --help',
  );
  expect((await usage('consume', 'demo', '-n', '0')).text).toMatch(
    /^Error: "0" is no value for -n, --count <n>: it must be a whole number, 1 or more\.\n/,
  );
  expect((await usage('leadres')).text).toContain('Did you mean leaders?');
  expect((await usage('dev', '--brokers', '0')).text).toContain('from 1 to 9');
});
