/** What a Kafka object is made from. Names and defaults are kafkajs's; what is ours says so. */
import type { Clock } from '../../platform/clock.ts';
import type { Random } from '../../platform/random.ts';
import type { logLevel } from '../constants.ts';
import type { CreateSocket } from '../open-connection.ts';

export type BrokersFunction = () => readonly string[] | Promise<readonly string[]>;

export interface KafkaConfig {
  /** `ws://host:port`, `wss://host:port`, `http://host:port` or `host:port`. One is enough: any broker takes any request. */
  brokers: readonly string[] | BrokersFunction;
  clientId?: string;
  /** How long one round of connecting to the brokers may take, in ms. Default 1000. */
  connectionTimeout?: number;
  /** How long an answer may take beyond what the request itself allows, in ms. Default 30000. */
  requestTimeout?: number;
  retry?: RetryOptions;
  /** Default: warnings and errors. kafkajs has INFO. */
  logLevel?: logLevel;
  logCreator?: logCreator;
  /** True: `host:port` means `wss://host:port`. Certificates are for `createSocket` to say. */
  ssl?: boolean;
  /** Refused: the brokers have no authentication yet. */
  sasl?: object;
  /** Accepted for kafkajs's sake and without effect: authentication and its time-outs do not exist yet, and every request has a time-out. */
  authenticationTimeout?: number;
  reauthenticationThreshold?: number;
  enforceRequestTimeout?: boolean;

  /** Ours: the socket to a broker's URL, when the usual WebSocket will not do. */
  createSocket?: CreateSocket;
  /** Ours, for simulations: time and chance. */
  clock?: Clock;
  random?: Random;
}

export interface RetryOptions {
  /** The longest wait between two tries, in ms. Default 30000. */
  maxRetryTime?: number;
  /** Default 300 ms. */
  initialRetryTime?: number;
  /** How far a wait may lie off its mean, as a share of it. Default 0.2. */
  factor?: number;
  /** Default 2. */
  multiplier?: number;
  /** Default 5. An idempotent producer has no limit. */
  retries?: number;
  /** Of a consumer: whether it starts again after a failure that retries did not cure. */
  restartOnFailure?: (error: Error) => Promise<boolean>;
}

export interface LogEntry {
  namespace: string;
  level: logLevel;
  label: string;
  log: LoggerEntryContent;
}

export interface LoggerEntryContent {
  readonly timestamp: string;
  readonly message: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- kafkajs's type
  [key: string]: any;
}

export type logCreator = (level: logLevel) => (entry: LogEntry) => void;

export interface Logger {
  info: (message: string, extra?: object) => void;
  error: (message: string, extra?: object) => void;
  warn: (message: string, extra?: object) => void;
  debug: (message: string, extra?: object) => void;
  namespace: (namespace: string, level?: logLevel) => Logger;
  setLogLevel: (level: logLevel) => void;
}

/** Ours: gives up waiting. What was sent before may still happen. */
export interface Abortable {
  signal?: AbortSignal;
}
