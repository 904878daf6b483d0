/** IncrementalAlterConfigs, 0 and 1: some configs of a topic; the others stay as they are. No config is a list here. */
import { BrokerError } from '../../../model/errors.ts';
import type { RequestBody } from '../../../protocol/kafka/registry.ts';
import type { Handler } from '../call.ts';
import { refuseUnlessTopic } from '../configs.ts';
import { adminRefusal, NO_ERROR } from '../error-codes.ts';
import { isNamedTwice } from '../names.ts';

type Change = RequestBody<'IncrementalAlterConfigs'>['resources'][number]['configs'][number];

const SET = 0;
const DELETE = 1;

export const incrementalAlterConfigs: Handler<'IncrementalAlterConfigs'> = async (
  { body },
  { broker },
) => {
  const { resources, validateOnly } = body;
  const responses = resources.map(async ({ resourceType, resourceName, configs }) => {
    try {
      refuseUnlessTopic(resourceType);
      const changes = changesOf(configs);
      if (validateOnly) broker.own.checkTopicConfig(resourceName, changes);
      else await broker.alterTopicConfig(resourceName, changes);
      return { errorCode: NO_ERROR, errorMessage: null, resourceType, resourceName };
    } catch (error) {
      return { ...adminRefusal(error), resourceType, resourceName };
    }
  });
  return { responses: await Promise.all(responses) };
};

function changesOf(configs: readonly Change[]): Record<string, string | null> {
  const isTwice = isNamedTwice(configs.map(({ name }) => name));
  return Object.fromEntries(
    configs.map(({ name, configOperation, value }) => {
      if (isTwice(name)) throw new BrokerError('INVALID_REQUEST', `${name} is changed twice.`);
      return [name, changedValue(name, configOperation, value)];
    }),
  );
}

function changedValue(name: string, operation: number, value: string | null): string | null {
  if (operation === DELETE) return null;
  if (operation !== SET) {
    throw new BrokerError('INVALID_CONFIG', `${name} is not a list; set it to a value as a whole.`);
  }
  if (value === null) throw new BrokerError('INVALID_REQUEST', `${name} is set to nothing.`);
  return value;
}
