/** Members of groups, from Kafka's words into the broker's: where Kafka has null, a field is left out. */
import type { MemberIdentity } from '../../group/requests.ts';

export function instanceIdOf({ groupInstanceId }: { readonly groupInstanceId: string | null }): {
  readonly groupInstanceId?: string;
} {
  return groupInstanceId === null ? {} : { groupInstanceId };
}

export function identityOf(body: {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}): MemberIdentity {
  const { groupId, generationId, memberId } = body;
  return { groupId, generationId, memberId, ...instanceIdOf(body) };
}

/** Of what an administrator asks of a group: kafkajs asks some of it only once. */
export const PATIENT = { isPatient: true };
