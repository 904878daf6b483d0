/**
 * The configuration of one broker: a file in YAML with one flat mapping of dotted names, then the environment
 * (`FLOTILLA_CONFIG_HTTP_PORT=8081`), then the command line. A later layer wins, and each value knows its origin.
 */
import type { z } from 'zod';
import { ConfigError, type ConfigLayer, nearestHint, oneLine, yamlLayer } from './layers.ts';
import { nearestName } from './nearest-name.ts';
import { readSetting, showValue } from './setting.ts';
import { type SettingName, SETTING_NAMES, SETTINGS } from './settings.ts';

type Camel<Name extends string> = Name extends `${infer Head}.${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

type ValueOf<Name extends SettingName> =
  | z.infer<(typeof SETTINGS)[Name]['schema']>
  | ((typeof SETTINGS)[Name]['default'] extends undefined ? undefined : never);

/** 'default', 'config/broker.yaml:12', 'FLOTILLA_CONFIG_HTTP_PORT', '--data', ... */
export type Origins = Readonly<Record<SettingName, string>>;

/** `log.segment.bytes` is `logSegmentBytes`. */
export type BrokerConfig = {
  readonly [Name in SettingName as Camel<Name>]: ValueOf<Name>;
} & { readonly origins: Origins };

export { ConfigError, type ConfigLayer, environmentLayer } from './layers.ts';

export const DEFAULT_ORIGIN = 'default';

/** `origin` is the file's name, as messages show it. The layers win over the file, the last most. */
export function parseBrokerConfig(
  yamlText: string,
  origin: string,
  layers: readonly ConfigLayer[] = [],
): BrokerConfig {
  return resolveBrokerConfig([yamlLayer(yamlText, origin), ...layers]);
}

/** Defaults, and over them the layers. */
export function resolveBrokerConfig(layers: readonly ConfigLayer[]): BrokerConfig {
  const values = new Map<SettingName, unknown>();
  const origins = new Map<SettingName, string>();
  for (const name of SETTING_NAMES) {
    values.set(name, SETTINGS[name].default);
    origins.set(name, DEFAULT_ORIGIN);
  }
  for (const { origin, settings } of layers) {
    for (const [key, raw] of Object.entries(settings)) {
      const from = typeof origin === 'string' ? origin : origin(key);
      const name = knownName(key, from);
      const read = readSetting(SETTINGS[name].schema, raw);
      if (read.kind === 'fault') throw new ConfigError(`${name} (${from}) is ${read.fault}.`);
      values.set(name, read.value);
      origins.set(name, from);
    }
  }
  const config = Object.fromEntries([...values].map(([name, value]) => [camelCase(name), value]));
  const resolved = { ...config, origins: Object.fromEntries(origins) } as unknown as BrokerConfig;
  checkTogether(resolved);
  return Object.freeze(resolved);
}

/** NAME, VALUE and ORIGIN of every setting, in columns. */
export function showConfig(config: BrokerConfig): string {
  const rows = SETTING_NAMES.map((name) => [
    name,
    showValue(configValue(config, name)),
    config.origins[name],
  ]);
  const table = [['NAME', 'VALUE', 'ORIGIN'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map(([name, value, from]) =>
      `${name!.padEnd(widths[0]!)}  ${value!.padEnd(widths[1]!)}  ${from}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** By dotted name, for code that walks over settings. */
export function configValue(config: BrokerConfig, name: SettingName): unknown {
  return (config as unknown as Record<string, unknown>)[camelCase(name)];
}

function knownName(key: string, place: string): SettingName {
  if (Object.hasOwn(SETTINGS, key)) return key as SettingName;
  throw new ConfigError(
    `${oneLine(key)} (${place}) is not a setting${nearestHint(nearestName(key, SETTING_NAMES))}.`,
  );
}

function camelCase(name: string): string {
  return name.replaceAll(/\.([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What no single setting can say. */
function checkTogether(config: BrokerConfig): void {
  const { origins } = config;
  for (const name of ['http.host', 'peer.host', 'kafka.host'] as const) {
    const host = String(configValue(config, name));
    if (!isLoopback(host) && !config.allowUnauthenticated) {
      throw new ConfigError(
        `${name} (${origins[name]}) is ${host}, which other machines reach, and brokers do not ask yet who someone is; set allow.unauthenticated: true if the network is yours.`,
      );
    }
  }
  requireOrder(config, 'raft.tick.ms', 'raft.heartbeat.ms');
  requireRoomForHeartbeats(config);
  requireOrder(config, 'raft.election.timeout.min.ms', 'raft.election.timeout.max.ms');
  requireOrder(config, 'message.max.bytes', 'frame.max.bytes');
  requireOrder(config, 'frame.max.bytes', 'peer.frame.max.bytes');
  requireOrder(config, 'group.min.session.timeout.ms', 'group.max.session.timeout.ms');
}

/** One lost heartbeat starts no election. Compared in ticks, as the core counts. */
function requireRoomForHeartbeats(config: BrokerConfig): void {
  const { raftTickMs, raftHeartbeatMs, raftElectionTimeoutMinMs, origins } = config;
  const ticksOf = (ms: number): number => Math.max(1, Math.round(ms / raftTickMs));
  if (2 * ticksOf(raftHeartbeatMs) <= ticksOf(raftElectionTimeoutMinMs)) return;
  throw new ConfigError(
    `raft.heartbeat.ms (${origins['raft.heartbeat.ms']}) is ${raftHeartbeatMs}; it must be at most half of raft.election.timeout.min.ms (${origins['raft.election.timeout.min.ms']}), which is ${raftElectionTimeoutMinMs}.`,
  );
}

function requireOrder(config: BrokerConfig, less: SettingName, more: SettingName): void {
  const [low, high] = [configValue(config, less), configValue(config, more)] as [number, number];
  if (low < high) return;
  throw new ConfigError(
    `${less} (${config.origins[less]}) is ${low}; it must be less than ${more}, which is ${high}.`,
  );
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
