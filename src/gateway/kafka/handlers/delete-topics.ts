/** DeleteTopics, 1 to 6: names up to 5, names or ids from 6 on. */
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { CallContext, Handler } from '../call.ts';
import { adminRefusal, NO_ERROR } from '../error-codes.ts';
import { unknownTopicId } from '../topic-ids.ts';
import { NO_ID } from './metadata.ts';

type Wanted = RequestBody<'DeleteTopics'>['topics'][number];
type Deleted = ResponseDraft<'DeleteTopics'>['responses'][number];

export const deleteTopics: Handler<'DeleteTopics'> = async ({ version, body }, at) => {
  const wanted =
    version < 6 ? body.topicNames.map((name) => ({ name, topicId: NO_ID })) : body.topics;
  return { responses: await Promise.all(wanted.map((one) => remove(one, at))) };
};

async function remove({ name, topicId }: Wanted, { broker }: CallContext): Promise<Deleted> {
  const found = name ?? broker.own.topicName(topicId) ?? null;
  try {
    if (found === null) throw unknownTopicId();
    await broker.deleteTopic(found);
    return { name: found, topicId, errorCode: NO_ERROR };
  } catch (error) {
    return { name: found, topicId, ...adminRefusal(error) };
  }
}
