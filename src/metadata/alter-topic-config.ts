import type { MetadataContext, MetadataDecision } from './controller.ts';
import { existingTopic } from './existing-topic.ts';
import type { MetadataImage } from './image.ts';
import { DONE, type MetadataRequestOf } from './requests.ts';
import { checkTopicConfigs } from './topic-configs.ts';

/** All changes or, when one of them is refused, none. Those that change nothing are left out. */
export function alterTopicConfig(
  image: MetadataImage,
  request: MetadataRequestOf<'alter-topic-config'>,
  { config }: MetadataContext,
): MetadataDecision {
  const topic = existingTopic(image, request.name);
  const wanted = new Map(Object.entries(request.changes));
  checkTopicConfigs(wanted, config);
  const changes = new Map(
    [...wanted].filter(([name, value]) => (topic.configs.get(name) ?? null) !== value),
  );
  if (changes.size === 0) return { response: DONE, records: [] };
  const { topicId } = topic;
  return { response: DONE, records: [{ kind: 'topic-config-changed', topicId, changes }] };
}
