/** Who of a group gets which partitions, and how Kafka's clients write it down. */
import type { Bytes } from '../types/bytes.ts';
import type {
  Assignment,
  ISerializer,
  MemberAssignment,
  MemberMetadata,
  PartitionAssigner,
} from '../types/consumer.ts';
import {
  decodeMemberAssignment,
  decodeMemberMetadata,
  encodeMemberAssignment,
  encodeMemberMetadata,
} from './assigner-protocol.ts';

/** Its name is part of the protocol: kafkajs's assigner has the same one, and assigns the same. */
const NAME = 'RoundRobinAssigner';
const VERSION = 0;

/**
 * All partitions of all topics, dealt out one by one to the members in the order of their ids. A member that has not
 * subscribed to a topic is passed over; kafkajs would give it the partition, and nobody would read it.
 */
const roundRobin: PartitionAssigner = ({ cluster }) => ({
  name: NAME,
  version: VERSION,
  protocol: ({ topics }) => ({
    name: NAME,
    metadata: encodeMemberMetadata({ version: VERSION, topics }) as Bytes,
  }),
  assign: async ({ members, topics }) => {
    const dealt = members
      .map(({ memberId, memberMetadata }) => ({
        memberId,
        topics: new Set(decodeMemberMetadata(memberMetadata).topics),
        assignment: Object.create(null) as Assignment,
      }))
      .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
    let turn = 0;
    for (const topic of topics) {
      if (!dealt.some((member) => member.topics.has(topic))) continue;
      for (const { partitionId } of cluster.findTopicPartitionMetadata(topic)) {
        while (!dealt[turn % dealt.length]!.topics.has(topic)) turn += 1;
        (dealt[turn % dealt.length]!.assignment[topic] ??= []).push(partitionId);
        turn += 1;
      }
    }
    return dealt.map(({ memberId, assignment }) => ({
      memberId,
      memberAssignment: encodeMemberAssignment({ version: VERSION, assignment }) as Bytes,
    }));
  },
});

export const PartitionAssigners = { roundRobin };

export interface AssignerProtocols {
  readonly MemberMetadata: ISerializer<MemberMetadata>;
  readonly MemberAssignment: ISerializer<MemberAssignment>;
}

/** For assigners of the application's own, in the bytes that it knows. */
export function createAssignerProtocol(toBytes: (bytes: Uint8Array) => Bytes): AssignerProtocols {
  return {
    MemberMetadata: {
      encode: (metadata) => toBytes(encodeMemberMetadata(metadata)),
      decode: (bytes) => {
        const { version, topics, userData } = decodeMemberMetadata(bytes);
        return { version, topics: [...topics], userData: toBytes(userData) };
      },
    },
    MemberAssignment: {
      encode: (assignment) => toBytes(encodeMemberAssignment(assignment)),
      decode: (bytes) => {
        const decoded = decodeMemberAssignment(bytes);
        return decoded && { ...decoded, userData: toBytes(decoded.userData) };
      },
    },
  };
}
