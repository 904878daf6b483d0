/**
 * ApiVersions, 0 to 4: what this door serves, and who the client is (from 3 on). Features are none: what Kafka has
 * them for (the transaction protocol, KIP-848) is not served.
 */
import { announcedVersions, API_NAMES, APIS, SERVED } from '../../../protocol/kafka/registry.ts';
import { ERRORS } from '../../../model/errors.ts';
import type { Handler } from '../call.ts';
import { NO_ERROR } from '../error-codes.ts';

/** KIP-511. */
const SOFTWARE = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?$/;

const API_KEYS = API_NAMES.filter((name) => SERVED.has(name)).map((name) => {
  const { min, max } = announcedVersions(name);
  return { apiKey: APIS[name].key, minVersion: min, maxVersion: max };
});

export const apiVersions: Handler<'ApiVersions'> = async ({ version, body }, { client }) => {
  const { clientSoftwareName, clientSoftwareVersion } = body;
  if (version >= 3) {
    if (!SOFTWARE.test(clientSoftwareName) || !SOFTWARE.test(clientSoftwareVersion)) {
      return { errorCode: ERRORS.INVALID_REQUEST.code, apiKeys: [] };
    }
    client.softwareName = clientSoftwareName;
  }
  return { errorCode: NO_ERROR, apiKeys: API_KEYS };
};
