/** What one broker asks of another on behalf of a client, and its answers (broker/forwarding.ts). */
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import {
  answerForwarded,
  RemoteBroker,
  type ForwardedOperations,
} from '../../../src/broker/forwarding.ts';
import type { ReplicaState } from '../../../src/broker/api.ts';
import type { Peers } from '../../../src/host/peers.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId, offset, term, uuid } from '../../../src/model/ids.ts';
import { flotilla } from '../../../src/protocol/generated/peer.js';
import { RECEIPT } from '../../unit/gateway/broker.ts';
import { simpleBatch } from '../../unit/record/samples.ts';
import { Finding } from '../finding.ts';
import { accepted, refused, type Target, type Verdict } from '../target.ts';
import { frameSeeds } from './door-frames.ts';

const { ForwardResponse } = flotilla.peer.v1;

const TP = { topic: 'orders', partition: 3 };
const TOPIC_ID = uuid('AAAAAAAAAAAAAAAAAAAABA');
const STATE: ReplicaState = {
  role: 'leader',
  term: term(7),
  votedFor: nodeId(1),
  leader: nodeId(1),
  logStartOffset: offset(2),
  logEnd: [9, 1],
  syncedEnd: [9, 1],
  commitIndex: [8, 0],
  highWatermark: offset(8),
  followers: [],
};

/** Says yes to everything. */
const OPERATIONS: ForwardedOperations = {
  produce: async () => RECEIPT,
  fetch: async () => ({
    batches: [simpleBatch(1)],
    highWatermark: offset(9),
    logStartOffset: offset(1),
    leaderEpoch: term(2),
  }),
  listOffsets: async () => ({ offset: offset(4), timestampMs: 5, leaderEpoch: term(2) }),
  describeReplica: async () => STATE,
  changeMetadata: async (request) => request,
  transferLeadership: async () => undefined,
  group: async (_partition, request) => request,
  deleteRecords: async (_tp, before) => before,
};

export const forwardRequest: Target = {
  name: 'forward-request',
  what: 'answerForwarded over operations that say yes: every answer can be read, and says by name what is wrong',
  refusals: [],
  weight: 60,
  seeds: () => frameSeeds('peer', 'flotilla.peer.v1', 'ForwardRequest'),
  run: async (input) => {
    const answer = await answerForwarded(OPERATIONS, { body: input, payloads: [simpleBatch(1)] });
    const { error, response } = ForwardResponse.decode(answer.body);
    if (!error) return accepted(String(response));
    if (error.name !== 'UNKNOWN_SERVER_ERROR') return refused(String(error.name));
    throw new Finding('exception', `answered with: ${error.message}`);
  },
};

/** Each of them reads the part of an answer that is for it; the others say that it is not to the question. */
const QUESTIONS: readonly ((remote: RemoteBroker) => Promise<unknown>)[] = [
  (remote) => remote.produce({ ...TP, acks: -1, records: simpleBatch(1), timeoutMs: 1 }),
  (remote) => remote.fetch({ ...TP, offset: offset(0), bytesMin: 0, bytesMax: 9, waitMsMax: 0 }),
  (remote) => remote.listOffsets({ ...TP, at: { kind: 'latest' } }),
  (remote) => remote.describeReplica(TP),
  (remote) => remote.changeMetadata(new Uint8Array()),
  (remote) => remote.transferLeadership(TP, nodeId(2)),
  (remote) => remote.group(0, new Uint8Array()),
  (remote) => remote.deleteRecords({ ...TP, topicId: TOPIC_ID }, offset(0)),
];

export const forwardResponse: Target = {
  name: 'forward-response',
  what: 'RemoteBroker, asked everything: it takes the answer, or says in a typed error that it cannot',
  refusals: [],
  weight: 60,
  seeds: () => frameSeeds('peer', 'flotilla.peer.v1', 'ForwardResponse'),
  run: async (input) => {
    const answer = { body: input, payloads: [simpleBatch(1)] };
    const peers = { forward: async () => answer } as unknown as Peers;
    const remote = new RemoteBroker(peers, nodeId(2), 1000);
    const verdicts: Verdict[] = [];
    for (const ask of QUESTIONS) verdicts.push(await judged(ask(remote)));
    return verdicts.find(({ isAccepted }) => isAccepted) ?? verdicts[0]!;
  },
};

async function judged(asked: Promise<unknown>): Promise<Verdict> {
  try {
    const result = await asked;
    return accepted(result === undefined ? 'nothing' : Object.keys(result as object).join());
  } catch (error) {
    // An error is an answer, too.
    if (error instanceof BrokerError) return accepted(error.errorName);
    if (error instanceof MalformedBytes) return refused('malformed');
    throw error;
  }
}
