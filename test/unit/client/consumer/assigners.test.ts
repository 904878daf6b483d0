// Assignments and their bytes. Method: kafkajs's own encoder and assigner are there to compare with.
import kafkajs from 'kafkajs';
import { describe, expect, it } from 'vitest';
import {
  createAssignerProtocol,
  PartitionAssigners,
} from '../../../../src/client/consumer/assigners.ts';
import type { Assigner, AssignerCluster, Assignment } from '../../../../src/client/types.ts';
import { MalformedBytes } from '../../../../src/base/byte-reader.ts';

const toBytes = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
const AssignerProtocol = createAssignerProtocol(toBytes);
const { MemberAssignment, MemberMetadata } = AssignerProtocol;

const PARTITIONS: Record<string, number> = { a: 5, b: 2, c: 3 };
const cluster: AssignerCluster = {
  findTopicPartitionMetadata: (topic) =>
    Array.from({ length: PARTITIONS[topic] ?? 0 }, (_, partitionId) => ({
      partitionId,
      leader: 1,
    })),
};
const config = { cluster, groupId: 'g', logger: {} };

async function assignedBy(
  assigner: Assigner,
  subscriptions: Record<string, string[]>,
  topics: string[],
): Promise<Record<string, Assignment>> {
  const members = Object.entries(subscriptions).map(([memberId, names]) => ({
    memberId,
    memberMetadata: assigner.protocol({ topics: names }).metadata,
  }));
  const assignments = await assigner.assign({ members, topics });
  return Object.fromEntries(
    assignments.map(({ memberId, memberAssignment }) => [
      memberId,
      MemberAssignment.decode(memberAssignment)!.assignment,
    ]),
  );
}

describe('the consumer protocol', () => {
  it('has the bytes that kafkajs has', () => {
    const userData = Buffer.from('u');
    for (const topics of [[], ['a'], ['a', 'topic-ü']]) {
      const metadata = { version: 1, topics, userData };
      const bytes = kafkajs.AssignerProtocol.MemberMetadata.encode(metadata);
      expect(MemberMetadata.encode(metadata)).toEqual(bytes);
      expect(MemberMetadata.decode(bytes)).toEqual(metadata);
    }
    const assignment = { version: 1, assignment: { a: [0, 2], b: [] }, userData };
    const bytes = kafkajs.AssignerProtocol.MemberAssignment.encode(assignment);
    expect(MemberAssignment.encode(assignment)).toEqual(bytes);
    expect(MemberAssignment.decode(bytes)).toEqual(assignment);
  });

  it('reads no bytes as no assignment, and leaves later fields aside', () => {
    expect(MemberAssignment.decode(Buffer.alloc(0))).toBeNull();
    const metadata = { version: 3, topics: ['a'], userData: Buffer.alloc(0) };
    const later = Buffer.concat([MemberMetadata.encode(metadata), Buffer.from([0, 0, 0, 0])]);
    expect(MemberMetadata.decode(later)).toEqual(metadata);
  });

  it('refuses a count that the bytes do not hold', () => {
    const claim = Buffer.from([0, 0, 0x7f, 0xff, 0xff, 0xff]);
    expect(() => MemberMetadata.decode(claim)).toThrow(MalformedBytes);
    expect(() => MemberAssignment.decode(claim)).toThrow(MalformedBytes);
  });
});

describe('round robin', () => {
  it('assigns as kafkajs does when all subscribe to the same', async () => {
    const ours = PartitionAssigners.roundRobin(config as never);
    const theirs: Assigner = kafkajs.PartitionAssigners.roundRobin(config as never);
    expect([ours.name, ours.version]).toEqual([theirs.name, theirs.version]);
    for (const names of [['m1'], ['m2', 'm1'], ['m3', 'm1', 'm2', 'm0']]) {
      const topics = ['b', 'a', 'c'];
      const subscriptions = Object.fromEntries(names.map((name) => [name, topics]));
      expect(await assignedBy(ours, subscriptions, topics)).toEqual(
        await assignedBy(theirs, subscriptions, topics),
      );
    }
  });

  it('gives nobody a topic that he has not subscribed to', async () => {
    const ours = PartitionAssigners.roundRobin(config as never);
    const subscriptions = { m1: ['a', 'b'], m2: ['b'], m3: [] };
    expect(await assignedBy(ours, subscriptions, ['a', 'b', 'c'])).toEqual({
      m1: { a: [0, 1, 2, 3, 4], b: [1] },
      m2: { b: [0] },
      m3: {},
    });
  });
});
