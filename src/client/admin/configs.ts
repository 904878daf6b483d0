import type { ConfigEntry } from '../../broker/api.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ConfigResourceTypes, ConfigSource } from '../constants.ts';
import { KafkaJSNonRetriableError, KafkaJSNotImplemented } from '../errors.ts';
import type {
  Admin,
  ConfigEntries,
  DescribeConfigResponse,
  ResourceConfigQuery,
} from '../types/admin.ts';
import { checkName } from './checks.ts';

const SOURCES = {
  topic: ConfigSource.TOPIC_CONFIG,
  broker: ConfigSource.STATIC_BROKER_CONFIG,
  default: ConfigSource.DEFAULT_CONFIG,
} as const;

export async function describeConfigs(
  cluster: Cluster,
  resources: ResourceConfigQuery[],
): Promise<DescribeConfigResponse> {
  checkResources(resources);
  const described = await Promise.all(
    resources.map(async ({ type, name, configNames }) => {
      const entries = await topicEntries(cluster, name);
      const wanted = configNames && configNames.length > 0 ? configNames : undefined;
      return {
        resourceType: type,
        resourceName: name,
        errorCode: 0,
        errorMessage: '',
        configEntries: entries
          .filter((entry) => wanted === undefined || wanted.includes(entry.name))
          .map(toConfigEntry),
      };
    }),
  );
  return { resources: described, throttleTime: 0 };
}

/** As Kafka's AlterConfigs: what is not named returns to its default. */
export async function alterConfigs(
  cluster: Cluster,
  { resources, validateOnly = false }: Parameters<Admin['alterConfigs']>[0],
): ReturnType<Admin['alterConfigs']> {
  checkResources(resources);
  if (validateOnly) throw new KafkaJSNotImplemented('Configurations cannot be tried out yet.');
  for (const { name, configEntries } of resources) {
    if (!Array.isArray(configEntries)) {
      throw new KafkaJSNonRetriableError(`The configEntries of ${name} are not an array.`);
    }
    const set = (await topicEntries(cluster, name)).filter(({ source }) => source === 'topic');
    const changes = Object.fromEntries<string | null>([
      ...set.map((entry) => [entry.name, null] as const),
      ...configEntries.map((entry) => [entry.name, entry.value] as const),
    ]);
    await cluster.request('AlterConfigs', (broker) => broker.alterTopicConfig(name, changes));
  }
  return {
    resources: resources.map(({ type, name }) => ({
      resourceType: type,
      resourceName: name,
      errorCode: 0,
      errorMessage: null,
    })),
    throttleTime: 0,
  };
}

function topicEntries(cluster: Cluster, name: string): Promise<ConfigEntry[]> {
  return cluster.request('DescribeConfigs', (broker) => broker.describeTopicConfig(name));
}

function toConfigEntry({ name, value, source }: ConfigEntry): ConfigEntries {
  return {
    configName: name,
    configValue: value,
    configSource: SOURCES[source],
    isDefault: source !== 'topic',
    isSensitive: false,
    readOnly: false,
    configSynonyms: [],
  };
}

function checkResources(resources: readonly { type: number; name: string }[]): void {
  if (!Array.isArray(resources) || resources.length === 0) {
    throw new KafkaJSNonRetriableError('The resources are not an array, or empty.');
  }
  for (const { type, name } of resources) {
    checkName('resource name', name);
    if (type === ConfigResourceTypes.TOPIC) continue;
    throw new KafkaJSNotImplemented(
      'Only topics have a configuration here; that of a broker is in its configuration file.',
    );
  }
}
