/** AlterConfigs, 0 to 2: all configs of a topic at once; what is not named goes back to its default. */
import type { LocalBroker } from '../../../broker/local-api.ts';
import type { RequestBody } from '../../../protocol/kafka/registry.ts';
import type { Handler } from '../call.ts';
import { refuseUnlessTopic } from '../configs.ts';
import { adminRefusal, NO_ERROR } from '../error-codes.ts';

type Wanted = RequestBody<'AlterConfigs'>['resources'][number];

export const alterConfigs: Handler<'AlterConfigs'> = async ({ body }, { broker }) => {
  const { resources, validateOnly } = body;
  const responses = resources.map(async (wanted) => {
    const { resourceType, resourceName } = wanted;
    try {
      refuseUnlessTopic(resourceType);
      const changes = await changesOf(wanted, broker);
      if (validateOnly) broker.own.checkTopicConfig(resourceName, changes);
      else await broker.alterTopicConfig(resourceName, changes);
      return { errorCode: NO_ERROR, errorMessage: null, resourceType, resourceName };
    } catch (error) {
      return { ...adminRefusal(error), resourceType, resourceName };
    }
  });
  return { responses: await Promise.all(responses) };
};

async function changesOf(
  { resourceName, configs }: Wanted,
  broker: LocalBroker,
): Promise<Record<string, string | null>> {
  const before = await broker.describeTopicConfig(resourceName);
  const own = before.filter(({ source }) => source === 'topic');
  return Object.fromEntries([
    ...own.map(({ name }) => [name, null]),
    ...configs.map(({ name, value }) => [name, value]),
  ]);
}
