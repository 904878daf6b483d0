import type { MetadataDecision } from './controller.ts';
import { existingTopic } from './existing-topic.ts';
import type { MetadataImage } from './image.ts';
import { DONE, type MetadataRequestOf } from './requests.ts';

export function deleteTopic(
  image: MetadataImage,
  { name }: MetadataRequestOf<'delete-topic'>,
): MetadataDecision {
  const { topicId } = existingTopic(image, name);
  return { response: DONE, records: [{ kind: 'topic-deleted', topicId }] };
}
