// Goal: a configuration is taken whole and typed, or refused in one sentence that names place and cure.
// Method: small files with one thing wrong each; every setting at and beyond its bounds.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ConfigError,
  configValue,
  environmentLayer,
  isLoopback,
  parseBrokerConfig,
  resolveBrokerConfig,
  showConfig,
} from '../../../src/config/broker-config.ts';
import { nearestName } from '../../../src/config/nearest-name.ts';
import { SETTING_NAMES, SETTINGS } from '../../../src/config/settings.ts';

function faultOf(yaml: string): string {
  try {
    parseBrokerConfig(yaml, 'broker.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a broker configuration', () => {
  it('has every default when the file is empty or only comments', () => {
    for (const yaml of ['', '# http.port: 1\n', '---\n']) {
      const config = parseBrokerConfig(yaml, 'broker.yaml');
      for (const name of SETTING_NAMES) {
        expect(configValue(config, name)).toEqual(SETTINGS[name].default);
        expect(config.origins[name]).toBe('default');
      }
    }
  });

  it('is typed, and knows where each value comes from', () => {
    const yaml = [
      '# ports',
      'http.port: 8081',
      'log.durability: fsync',
      'allowed.origins: [https://a.example, https://b.example]',
      'node.id:',
    ].join('\n');
    const config = parseBrokerConfig(yaml, 'broker.yaml', [
      environmentLayer({ FLOTILLA_CONFIG_HTTP_PORT: '8082', PATH: '/bin', FLOTILLA_URL: 'x' }),
      { origin: '--data', settings: { 'data.dir': '/var/lib/flotilla' } },
    ]);
    expect(config).toMatchObject({
      httpPort: 8082,
      logDurability: 'fsync',
      allowedOrigins: ['https://a.example', 'https://b.example'],
      nodeId: undefined,
      dataDir: '/var/lib/flotilla',
      raftElectionTimeoutMinMs: 600,
    });
    expect(config.origins).toMatchObject({
      'http.port': 'FLOTILLA_CONFIG_HTTP_PORT',
      'log.durability': 'broker.yaml:3',
      'data.dir': '--data',
      'node.id': 'default',
    });
  });

  it('takes the largest int64 for "no limit"', () => {
    const config = parseBrokerConfig('log.retention.ms: 9223372036854775807', 'broker.yaml');
    expect(config.logRetentionMs).toBe(Number.MAX_SAFE_INTEGER);
    expect(showConfig(config)).toContain('9223372036854775807');
  });

  it('takes text from the environment for every kind of value', () => {
    const config = resolveBrokerConfig([
      environmentLayer({
        FLOTILLA_CONFIG_ALLOW_UNAUTHENTICATED: 'TRUE',
        FLOTILLA_CONFIG_ALLOWED_ORIGINS: 'https://a.example, https://b.example',
        FLOTILLA_CONFIG_LOG_RETENTION_MS: '-1',
        FLOTILLA_CONFIG_LOG_LEVEL: 'debug',
      }),
    ]);
    expect(config).toMatchObject({
      allowUnauthenticated: true,
      allowedOrigins: ['https://a.example', 'https://b.example'],
      logRetentionMs: -1,
      logLevel: 'debug',
    });
  });

  it('is shown in columns, with origins', () => {
    const lines = showConfig(parseBrokerConfig('http.port: 8081', 'broker.yaml')).split('\n');
    expect(lines[0]).toMatch(/^NAME +VALUE +ORIGIN$/);
    expect(lines).toHaveLength(SETTING_NAMES.length + 2);
    expect(lines.find((line) => line.startsWith('http.port '))).toMatch(/ 8081 +broker\.yaml:1$/);
    expect(lines.find((line) => line.startsWith('peer.port '))).toMatch(/ 9090 +default$/);
  });
});

describe('a broker configuration is refused', () => {
  it.each([
    ['http.prot: 1', 'http.prot (broker.yaml:1) is not a setting; the nearest name is http.port.'],
    [
      '\nlog.retention.hours: 1',
      'log.retention.hours (broker.yaml:2) is not a setting; the nearest name is log.retention.ms.',
    ],
    [
      'zzzzzzzzzzzzzz: 1',
      'zzzzzzzzzzzzzz (broker.yaml:1) is not a setting; docs/configuration.md lists them all.',
    ],
    [
      'http.port: 70000',
      'http.port (broker.yaml:1) is 70000; it must be an integer from 0 to 65535.',
    ],
    [
      'http.port: 80.5',
      'http.port (broker.yaml:1) is 80.5; it must be an integer from 0 to 65535.',
    ],
    [
      'http.port: web',
      'http.port (broker.yaml:1) is "web"; it must be an integer from 0 to 65535.',
    ],
    [
      'log.retention.ms: -2',
      'log.retention.ms (broker.yaml:1) is -2; it must be an integer, at least -1.',
    ],
    [
      'log.retention.ms: 1e300',
      'log.retention.ms (broker.yaml:1) is 1e+300; it must be an integer, at least -1.',
    ],
    [
      'allow.unauthenticated: maybe',
      'allow.unauthenticated (broker.yaml:1) is "maybe"; it must be true or false.',
    ],
    ['log.durability: none', 'log.durability (broker.yaml:1) is "none"; it must be fsync.'],
    ['data.dir: ""', 'data.dir (broker.yaml:1) is ""; it must be text that is not empty.'],
    ['allowed.origins: [1]', 'allowed.origins (broker.yaml:1) is [1]; it must be a list of texts.'],
    [
      'http:\n  port: 1',
      'broker.yaml:1 has a mapping under http; names are written out, as in "http.port: 8080".',
    ],
    ['http.port: 1\nhttp.port: 2', 'broker.yaml:2 is not YAML: Map keys must be unique'],
    ['http.port: *a', 'broker.yaml cannot be read: Unresolved alias'],
    [`# ${'x'.repeat(100_000)}`, 'broker.yaml has more than 100000 characters.'],
    ['- a', 'broker.yaml does not hold "name: value" lines.'],
    ['just text', 'broker.yaml does not hold "name: value" lines.'],
    ['12: 3', 'broker.yaml:1 has a key that is not a name.'],
    [
      '__proto__: 3',
      '__proto__ (broker.yaml:1) is not a setting; docs/configuration.md lists them all.',
    ],
    [
      'http.host: 0.0.0.0',
      'http.host (broker.yaml:1) is 0.0.0.0, which other machines reach, and brokers do not ask yet who someone is; set allow.unauthenticated: true if the network is yours.',
    ],
    [
      'raft.heartbeat.ms: 600',
      'raft.heartbeat.ms (broker.yaml:1) is 600; it must be at most half of raft.election.timeout.min.ms (default), which is 600.',
    ],
    [
      'raft.election.timeout.min.ms: 150',
      'raft.heartbeat.ms (default) is 100; it must be at most half of raft.election.timeout.min.ms (broker.yaml:1), which is 150.',
    ],
    [
      'message.max.bytes: 9000000',
      'message.max.bytes (broker.yaml:1) is 9000000; it must be less than frame.max.bytes, which is 8388608.',
    ],
  ])('%j', (yaml, sentence) => {
    expect(faultOf(yaml)).toContain(sentence.replace(/\.$/, ''));
    expect(faultOf(yaml)).not.toContain('\n');
  });

  it('for an unknown variable of the environment', () => {
    expect(() => environmentLayer({ FLOTILLA_CONFIG_HTTP_PROT: '1' })).toThrow(
      'FLOTILLA_CONFIG_HTTP_PROT names no setting; the nearest name is FLOTILLA_CONFIG_HTTP_PORT.',
    );
  });

  it('or accepted, whatever the text is: never another error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...SETTING_NAMES),
        (text, name) => {
          faultOf(text);
          faultOf(`${name}: ${text}`);
          faultOf(`${name}: ${JSON.stringify(text)}`);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('names and hosts', () => {
  it('the nearest name is the one with the fewest edits, if it is near', () => {
    const names = ['retention.ms', 'retention.bytes', 'segment.ms'];
    expect(nearestName('retension.ms', names)).toBe('retention.ms');
    expect(nearestName('RETENTION.BYTE', names)).toBe('retention.bytes');
    expect(nearestName('q', names)).toBeUndefined();
    expect(nearestName('x'.repeat(100_000), names)).toBeUndefined();
  });

  it('loopback is 127.0.0.0/8, ::1 and localhost', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '10.0.0.1', '127.example.org', ''].some(isLoopback)).toBe(false);
  });
});
