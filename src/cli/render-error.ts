/**
 * The one place where an error becomes text: one sentence and a next step, never a stack. FLOTILLA_DEBUG=1
 * adds the stack. Errors are told apart by `name` and `code`, not by class, so that this file, which every
 * start of the command loads, pulls in no broker code.
 */
import { CommanderError } from 'commander';
import type { ErrorName } from '../model/errors.ts';
import { CliError } from './cli-error.ts';
import { splitStep } from './split-step.ts';

export interface RenderedError {
  /** Empty when there is nothing to say: help was shown. */
  readonly text: string;
  readonly exitCode: number;
}

const DEBUG_HINT = 'run it again with FLOTILLA_DEBUG=1 to see where this comes from.';

/** What a person can do about it. Names without a row speak for themselves. */
const NEXT_STEPS: Partial<Record<ErrorName, string>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'list the topics with: npx flotilla topic list',
  LEADER_NOT_AVAILABLE: 'see which brokers run with: npx flotilla cluster health',
  NOT_CONTROLLER: 'see which brokers run with: npx flotilla cluster health',
  NOT_LEADER_OR_FOLLOWER: 'see who leads with: npx flotilla leaders',
  REQUEST_TIMED_OUT: 'see whether a majority runs with: npx flotilla cluster health',
  NETWORK_EXCEPTION: 'see which brokers run with: npx flotilla cluster health',
  NOT_ENOUGH_REPLICAS: 'see which brokers run with: npx flotilla cluster health',
  INVALID_REPLICATION_FACTOR: 'choose a --replication-factor that the number of brokers allows.',
  INVALID_PARTITIONS: 'see the present numbers with: npx flotilla topic list',
  INVALID_CONFIG: 'docs/configuration.md lists the settings of topics and their values.',
  TOPIC_ALREADY_EXISTS: 'see the topics with: npx flotilla topic list',
  OFFSET_OUT_OF_RANGE: 'read from the start with: -o start',
  THROTTLING_QUOTA_EXCEEDED: 'try again in a moment.',
  COORDINATOR_NOT_AVAILABLE: 'see which brokers run with: npx flotilla cluster health',
  COORDINATOR_LOAD_IN_PROGRESS: 'try again in a moment.',
  NOT_COORDINATOR: 'try again in a moment.',
  GROUP_ID_NOT_FOUND: 'list the groups with: npx flotilla group list',
  NON_EMPTY_GROUP: 'stop its consumers, then run this again.',
  UNKNOWN_MEMBER_ID: 'stop the consumers of the group, then run this again.',
  KAFKA_STORAGE_ERROR: 'read the log of the broker that leads the partition.',
};

const SYSTEM_SENTENCES: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist.`,
  EACCES: (path) => `This user may not use ${path}.`,
  EPERM: (path) => `This user may not use ${path}.`,
  EROFS: (path) => `${path} is on a file system that is mounted read-only.`,
  ENOTDIR: (path) => `A part of ${path} is a file, not a directory.`,
  EISDIR: (path) => `${path} is a directory, not a file.`,
  ENOSPC: (path) => `The disk that holds ${path} is full.`,
  EMFILE: () => 'This process has too many files open.',
};

export interface RenderOptions {
  readonly isDebug?: boolean;
  /** What a person types to see how the command is used. */
  readonly helpCommand?: string;
}

export function renderError(error: unknown, options: RenderOptions = {}): RenderedError {
  const rendered = withoutStack(error, options.helpCommand ?? 'npx flotilla --help');
  if (options.isDebug !== true || !(error instanceof Error) || rendered.text === '')
    return rendered;
  return { ...rendered, text: `${rendered.text}\n${stackOf(error)}` };
}

function withoutStack(error: unknown, helpCommand: string): RenderedError {
  if (error instanceof CliError) {
    if (error.next !== undefined) return say(error.message, error.next, error.exitCode);
    const { sentence, next } = splitStep(error.message);
    return say(sentence, next, error.exitCode);
  }
  if (error instanceof CommanderError) return renderUsageError(error, helpCommand);
  if (!(error instanceof Error)) return say(String(error), DEBUG_HINT);
  const { code, path, errorName } = error as Error & {
    code?: unknown;
    path?: unknown;
    errorName?: ErrorName;
  };
  if (errorName !== undefined) {
    const { sentence, next } = splitStep(error.message);
    return say(sentence, next ?? NEXT_STEPS[errorName]);
  }
  const sentence = typeof code === 'string' ? SYSTEM_SENTENCES[code] : undefined;
  if (sentence !== undefined) return say(sentence(typeof path === 'string' ? path : 'A file'));
  const { sentence: own, next } = splitStep(error.message);
  return say(own, next ?? (isExpected(error) ? undefined : DEBUG_HINT));
}

/** Errors whose message was written for a person. */
function isExpected(error: Error): boolean {
  const builtIn = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'];
  return !builtIn.includes(error.name) && error.name !== 'InvariantViolation';
}

/** Commander has printed help and version already; usage errors come here unprinted. */
function renderUsageError(error: CommanderError, helpCommand: string): RenderedError {
  if (error.exitCode === 0) return { text: '', exitCode: 0 };
  if (error.code === 'commander.help') return { text: '', exitCode: 1 };
  const sentence = asOneSentence(error.message.replace(/^error: /, '').trim());
  return say(
    sentence.charAt(0).toUpperCase() + sentence.slice(1),
    `see how it is used with: ${helpCommand}`,
  );
}

/** `option '-n <n>' argument '0' is invalid. It must be 1.` -> `"0" is no value for -n <n>: it must be 1.` */
function asOneSentence(message: string): string {
  const ofOption = /^option '(.+?)' argument '(.*?)' is invalid\. (.)(.*)$/s.exec(message);
  const ofArgument =
    /^command-argument value '(.*?)' is invalid for argument '(.+?)'\. (.)(.*)$/s.exec(message);
  const [name, value] = ofOption?.slice(1, 3) ?? ofArgument?.slice(1, 3).reverse() ?? [];
  const [first, rest] = (ofOption ?? ofArgument)?.slice(3, 5) ?? [];
  if (name === undefined || first === undefined) return message;
  return `"${value}" is no value for ${name}: ${first.toLowerCase()}${rest}`;
}

function say(sentence: string, next?: string, exitCode = 1): RenderedError {
  const oneLine = sentence.replaceAll(/\s*\n\s*/g, ' ').trim();
  const ended = /[.?!)]$/.test(oneLine) ? oneLine : `${oneLine}.`;
  const text = next === undefined ? `Error: ${ended}` : `Error: ${ended}\nNext: ${next}`;
  return { text, exitCode };
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
