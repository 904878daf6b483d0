/** What people and browsers write: configuration, options of commands, paths, headers. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import {
  collectSetting,
  collectTransfer,
  parseCount,
  parseId,
  parsePartition,
  parsePort,
  parseTopicPartition,
  parseVoters,
} from '../../../src/cli/arguments.ts';
import {
  ConfigError,
  environmentLayer,
  parseBrokerConfig,
  resolveBrokerConfig,
  showConfig,
} from '../../../src/config/broker-config.ts';
import { failureAnswer, findRoute } from '../../../src/gateway/http/routes.ts';
import { mayAsk, mayConnect } from '../../../src/gateway/origin.ts';
import { checkTopicConfigs } from '../../../src/metadata/topic-configs.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { brokerWith } from '../../unit/gateway/broker.ts';
import { Finding } from '../finding.ts';
import { requireSame } from '../oracle.ts';
import { seedOf, type Seed } from '../seed.ts';
import { accepted, type Target } from '../target.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function textSeeds(...texts: readonly string[]): Seed[] {
  return texts.map((text) => seedOf(encoder.encode(text)));
}

/** Parts of an input, as if they came from different places. */
function lines(input: Uint8Array): string[] {
  return decoder.decode(input).split('\n');
}

const EVERYTHING = readFileSync(new URL('../../../config/broker.yaml', import.meta.url), 'utf8');

export const yamlConfig: Target = {
  name: 'config-yaml',
  what: 'parseBrokerConfig of a YAML file; what it shows of itself is read as the same',
  refusals: [ConfigError],
  weight: 3,
  inputBytesMax: 3000,
  seeds: () =>
    textSeeds(
      EVERYTHING.slice(0, EVERYTHING.lastIndexOf('\n', 2500) + 1),
      'http.port: 8080\nlog.segment.bytes: 2000000 # more\nhttp.host: "127.0.0.1"\n',
      'allowed.origins: [https://a.example, "https://b.example"]\n',
      'raft.tick.ms: 20\nraft.heartbeat.ms: 0x64\nallow.unauthenticated: true\n',
      '# nothing\n',
    ),
  run: (input) => {
    const config = parseBrokerConfig(decoder.decode(input), 'broker.yaml');
    const shown = showConfig(config).split('\n').slice(1, -1);
    if (shown.length === 0) throw new Finding('round-trip', 'a configuration shows nothing');
    return accepted(
      `${Object.values(config.origins).filter((from) => from !== 'default').length} set`,
    );
  },
};

/** NAME=VALUE lines as environment variables. */
export const environmentConfig: Target = {
  name: 'config-environment',
  what: 'environmentLayer and resolveBrokerConfig: every setting as text',
  refusals: [ConfigError],
  weight: 12,
  seeds: () =>
    textSeeds(
      'HTTP_PORT=8081\nLOG_SEGMENT_BYTES=2000000\nRAFT_TICK_MS=20',
      'ALLOWED_ORIGINS=https://a.example,https://b.example',
      'ALLOW_UNAUTHENTICATED=TRUE\nHTTP_HOST=0.0.0.0',
      'LOG_RETENTION_MS=9223372036854775807',
    ),
  run: (input) => {
    const variables = lines(input).map((line): [string, string] => {
      const at = line.indexOf('=');
      return [`FLOTILLA_CONFIG_${line.slice(0, Math.max(at, 0))}`, line.slice(at + 1)];
    });
    const config = resolveBrokerConfig([environmentLayer(Object.fromEntries(variables))]);
    return accepted(`${variables.length} ${Object.values(config.origins).length}`);
  },
};

const DEFAULTS = resolveBrokerConfig([]);

export const topicConfig: Target = {
  name: 'config-topic',
  what: 'checkTopicConfigs: names and values as clients send them',
  refusals: [BrokerError],
  weight: 30,
  seeds: () =>
    textSeeds(
      'retention.ms=1000\nsegment.bytes=2000000\nmin.insync.replicas=2',
      'cleanup.policy=delete\nmax.message.bytes=1000\nmessage.timestamp.type=LogAppendTime',
      'retention.bytes=-1\ncompression.type=producer',
    ),
  run: (input) => {
    const changes = lines(input).map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, Math.max(at, 0)), line.slice(at + 1)];
    });
    checkTopicConfigs(new Map(changes), DEFAULTS);
    return accepted(`${changes.length} ${changes[0]?.[0]}`);
  },
};

const PARSERS: readonly ((text: string) => unknown)[] = [
  parseVoters,
  parseTopicPartition,
  collectSetting,
  collectTransfer,
  parsePartition,
  parsePort,
  parseCount,
  parseId,
];

/** The first character says which parser. */
export const commandArguments: Target = {
  name: 'cli-arguments',
  what: 'the parsers behind the options of the command',
  refusals: [InvalidArgumentError],
  weight: 30,
  seeds: () =>
    textSeeds(
      '01@10.0.0.1:9081:AAAAAAAAAAAAAAAAAAAABA,2@[::1]:9082:AAAAAAAAAAAAAAAAAAAACA',
      '1demo/0',
      '2retention.ms=60000',
      '30:2',
      '412',
      '58081',
      '67',
      '7AAAAAAAAAAAAAAAAAAAABA',
    ),
  run: (input) => {
    const text = decoder.decode(input);
    const which = text.charCodeAt(0) % PARSERS.length || 0;
    const parse = PARSERS[which]!;
    const first = parse(text.slice(1));
    requireSame(first, parse(text.slice(1)), 'an argument');
    return accepted(`parser ${which}`);
  },
};

const ROUTES = {
  broker: brokerWith(),
  readiness: () => ['no leader'],
  metricsText: () => Promise.resolve('x 1\n'),
};

export const httpPath: Target = {
  name: 'http-path',
  what: 'findRoute of a request line, and its answer',
  refusals: [],
  weight: 15,
  seeds: () =>
    textSeeds(
      '/v1/partitions/demo/0',
      '/v1/groups/g%C3%A9?x=1&y=%zz',
      '/v1/cluster',
      '/v1/topics?limit=5',
      '/readyz',
      '/metrics#top',
    ),
  run: async (input) => {
    // A request line is Latin-1 to Node's parser.
    const [path = ''] = Buffer.from(input).toString('latin1').split('?');
    const route = findRoute(path);
    if (route === undefined) return accepted('404');
    try {
      const { status, body } = await route(ROUTES);
      return accepted(`${status} ${body.length > 0}`);
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      return accepted(`${failureAnswer(error).status} ${path.slice(0, 6)}`);
    }
  },
};

/** Where the listener is bound, the allowed origins, Origin and Host, a line each. */
export const originHeaders: Target = {
  name: 'origin',
  what: 'mayConnect and mayAsk: Origin and Host of a handshake; a foreign name is never let in',
  refusals: [],
  weight: 12,
  seeds: () =>
    textSeeds(
      '127.0.0.1\nhttps://console.example\nhttp://127.0.0.1:8080\n127.0.0.1:8080',
      '127.0.0.1\n\nhttps://evil.example\nevil.example',
      '::1\n\nhttp://[::1]:8080\n[::1]:8080',
      'localhost\nhttps://a.example,https://b.example\nhttps://b.example\nbroker:1',
      '0.0.0.0\n\nnull\nlocalhost',
    ),
  run: (input) => {
    const [host = '', allowed = '', origin = '', asked = ''] = lines(input);
    const allowedOrigins = allowed.split(',').filter((one) => one !== '');
    const policy = { host, allowedOrigins };
    const connects = mayConnect(policy, origin, asked);
    const asks = mayAsk(policy, asked);
    if (connects && allowedOrigins.length === 0 && isForeign(origin, host)) {
      throw new Finding('differential', `${origin} was let in at ${host} as ${asked}`);
    }
    return accepted(`${connects} ${asks}`);
  },
};

/** Said in another way than the code does: a name with a dot, no address and not the listener's, that ends in letters. */
function isForeign(origin: string, host: string): boolean {
  const name = /^https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?::\d+)?$/.exec(origin)?.[1];
  return name !== undefined && !name.endsWith('.localhost') && name !== host.toLowerCase();
}
