/**
 * DescribeConfigs, 1 to 4: every config of a topic, or of this broker, with where its value comes from. From 3 on with
 * types and documentation.
 */
import { kindOf, type SettingKind } from '../../../config/setting.ts';
import { SETTINGS, type SettingName } from '../../../config/settings.ts';
import { TOPIC_SETTINGS } from '../../../metadata/topic-configs.ts';
import type { ConfigEntry } from '../../../model/topics.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { CallContext, Handler } from '../call.ts';
import { BROKER, checkOwnName, CONFIG_SOURCES, noSuchConfigs, TOPIC } from '../configs.ts';
import { adminRefusal, NO_ERROR } from '../error-codes.ts';

type Wanted = RequestBody<'DescribeConfigs'>['resources'][number];
type Described = ResponseDraft<'DescribeConfigs'>['results'][number];

/** Kafka's ConfigType. */
const TYPES: Readonly<Record<SettingKind, number>> = {
  boolean: 1,
  string: 2,
  integer: 5,
  number: 6,
  array: 7,
};

export const describeConfigs: Handler<'DescribeConfigs'> = async ({ body }, at) => {
  return { results: await Promise.all(body.resources.map((wanted) => describe(wanted, body, at))) };
};

async function describe(
  { resourceType, resourceName, configurationKeys }: Wanted,
  { includeSynonyms, includeDocumentation }: RequestBody<'DescribeConfigs'>,
  at: CallContext,
): Promise<Described> {
  try {
    const entries = await entriesOf(resourceType, resourceName, at);
    const wanted = entries.filter(({ name }) => configurationKeys?.includes(name) ?? true);
    const configs = wanted.map((entry) => {
      const source = CONFIG_SOURCES[entry.source];
      return {
        name: entry.name,
        value: entry.value,
        readOnly: resourceType === BROKER,
        configSource: source,
        isSensitive: false,
        synonyms: includeSynonyms ? [{ name: entry.name, value: entry.value, source }] : [],
        configType: TYPES[kindOfEntry(resourceType, entry)],
        documentation: includeDocumentation ? documentationOf(entry) : null,
      };
    });
    return { errorCode: NO_ERROR, errorMessage: null, resourceType, resourceName, configs };
  } catch (error) {
    return { ...adminRefusal(error), resourceType, resourceName, configs: [] };
  }
}

function documentationOf({ documentation, hasEffect }: ConfigEntry): string {
  return hasEffect ? documentation : `Accepted without effect. ${documentation}`;
}

async function entriesOf(
  type: number,
  name: string,
  { broker }: CallContext,
): Promise<readonly ConfigEntry[]> {
  if (type === TOPIC) return broker.describeTopicConfig(name);
  if (type !== BROKER) throw noSuchConfigs(type);
  // Without a name: what was set for all brokers at run time, which is nothing.
  if (name === '') return [];
  await checkOwnName(name, broker);
  return broker.own.describeConfig();
}

function kindOfEntry(type: number, { name }: ConfigEntry): SettingKind {
  const setting = type === TOPIC ? TOPIC_SETTINGS[name]! : SETTINGS[name as SettingName];
  return kindOf(setting.schema);
}
