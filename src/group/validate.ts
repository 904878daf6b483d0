/** What a request may say at all, whatever the state of its group. */
import { BrokerError } from '../model/errors.ts';
import { bytesOf } from './member.ts';
import type { JoinGroupRequest } from './requests.ts';
import type { GroupSettings } from './settings.ts';

/** Kafka has no bound; but every record of a group bears its id. */
const GROUP_ID_LENGTH_MAX = 249;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Two texts that differ are then never the same bytes. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

export function checkGroupId(groupId: string): void {
  if (groupId === '') throw new BrokerError('INVALID_GROUP_ID', 'The group id is empty.');
  if (groupId.length > GROUP_ID_LENGTH_MAX) {
    throw new BrokerError(
      'INVALID_GROUP_ID',
      `The group id has ${groupId.length} characters, the most is ${GROUP_ID_LENGTH_MAX}.`,
    );
  }
  if (!isWellFormed(groupId)) {
    throw new BrokerError('INVALID_GROUP_ID', 'The group id is not well-formed text.');
  }
}

const NAME_LENGTH_MAX = 255;
const PROTOCOLS_MAX = 100;

/** What a member says of itself goes into records and into its id. */
export function checkJoin(request: JoinGroupRequest, settings: GroupSettings): void {
  checkGroupId(request.groupId);
  const { sessionTimeoutMs, protocols, groupInstanceId } = request;
  const { sessionTimeoutMinMs, sessionTimeoutMaxMs, memberBytesMax } = settings;
  if (!(sessionTimeoutMs >= sessionTimeoutMinMs && sessionTimeoutMs <= sessionTimeoutMaxMs)) {
    throw new BrokerError(
      'INVALID_SESSION_TIMEOUT',
      `The session time-out is ${sessionTimeoutMs} ms; this cluster allows ${sessionTimeoutMinMs} to ${sessionTimeoutMaxMs} ms.`,
    );
  }
  checkName('The client id', request.clientId);
  checkName('The host of the client', request.clientHost);
  checkName('The protocol type', request.protocolType);
  for (const { name } of protocols) checkName('A protocol name', name);
  if (groupInstanceId !== undefined) checkName('The group instance id', groupInstanceId);
  if (groupInstanceId === '') throw invalid('The group instance id is empty; leave it out.');
  if (protocols.length > PROTOCOLS_MAX) throw invalid('A member names more than 100 protocols.');
  if (bytesOf(protocols) > memberBytesMax) {
    throw invalid(`A member describes itself with more than ${memberBytesMax} bytes.`);
  }
}

function checkName(what: string, name: string): void {
  if (name.length > NAME_LENGTH_MAX) {
    throw invalid(`${what} has ${name.length} characters, the most is ${NAME_LENGTH_MAX}.`);
  }
  if (!isWellFormed(name)) throw invalid(`${what} is not well-formed text.`);
}

function invalid(what: string): BrokerError {
  return new BrokerError('INVALID_REQUEST', what);
}
