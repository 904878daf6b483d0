/**
 * Raft's messages to and from peer.proto. What comes in is doubted: bounds, contiguity, the checksum of every batch,
 * and that the offset and epoch stamped into it are those of its entry. Batches are views on the frame.
 */
import { MalformedBytes, type ByteReader } from '../base/byte-reader.ts';
import { crc32c } from '../base/crc32c.ts';
import { uuidToBytes, uuidToText } from '../base/uuid.ts';
import {
  NODE_ID_MAX,
  nodeId,
  TERM_MAX,
  term,
  uuid,
  type NodeId,
  type Term,
  type Uuid,
} from '../model/ids.ts';
import type { Configuration, LogBase, LogEntry, ReplicaId } from '../model/log-entry.ts';
import {
  afterBatch,
  afterMarker,
  isSamePosition,
  position,
  type Position,
} from '../model/position.ts';
import type { GroupId } from '../model/topic-partition.ts';
import type { flotilla } from '../protocol/generated/peer.js';
import type {
  AppendEntriesRequest,
  AppendEntriesResponse,
  InstallSnapshotRequest,
  Message,
} from '../raft/messages.ts';
import {
  baseOffsetAt,
  BATCH_HEADER_BYTES,
  batchSizeAt,
  crcIsTrue,
  lastOffsetDeltaAt,
  leaderEpochAt,
  MAGIC_V2,
  magicAt,
} from '../record/batch-header.ts';

type WireGroupMessage = flotilla.peer.v1.GroupMessage.$Properties;
type WireEntry = flotilla.peer.v1.EntryHeader.$Properties;
type WirePosition = { nextOffset?: number | null; ordinal?: number | null };

/** EntryKind of peer.proto. */
const BATCH = 0;
const TERM_START = 1;
const CONFIGURATION = 2;

/** Ids are the same few over and over; their bytes are made once. */
const uuidBytes = new Map<Uuid, Uint8Array>();
const UUIDS_CACHED_MAX = 10_000;

export function bytesOfUuid(id: Uuid): Uint8Array {
  let bytes = uuidBytes.get(id);
  if (bytes === undefined) {
    if (uuidBytes.size >= UUIDS_CACHED_MAX) uuidBytes.clear();
    bytes = uuidToBytes(id);
    uuidBytes.set(id, bytes);
  }
  return bytes;
}

export function encodeGroupMessage(
  group: GroupId,
  message: Message,
  payloads: Uint8Array[],
): WireGroupMessage {
  const to = { topicId: bytesOfUuid(group.topicId), partition: group.partition };
  switch (message.kind) {
    case 'request-vote':
      return { ...to, requestVote: message };
    case 'request-vote-response':
      return { ...to, requestVoteResponse: message };
    case 'append-entries':
      return { ...to, appendEntries: encodeAppendEntries(message, payloads) };
    case 'append-entries-response':
      return { ...to, appendEntriesResponse: encodeAppendEntriesResponse(message) };
    case 'install-snapshot':
      return { ...to, installSnapshot: encodeInstallSnapshot(message, payloads) };
    case 'timeout-now':
      return { ...to, timeoutNow: { term: message.term } };
  }
}

function encodeAppendEntries(
  message: AppendEntriesRequest,
  payloads: Uint8Array[],
): flotilla.peer.v1.AppendEntriesRequest.$Properties {
  return { ...message, entries: message.entries.map((entry) => encodeEntry(entry, payloads)) };
}

function encodeEntry(entry: LogEntry, payloads: Uint8Array[]): WireEntry {
  const { end, term: entryTerm } = entry;
  switch (entry.kind) {
    case 'batch':
      payloads.push(entry.bytes);
      return { kind: BATCH, end, term: entryTerm, size: entry.bytes.length };
    case 'term-start':
      return { kind: TERM_START, end, term: entryTerm };
    case 'configuration':
      return {
        kind: CONFIGURATION,
        end,
        term: entryTerm,
        configuration: encodeConfiguration(entry.configuration),
      };
  }
}

function encodeAppendEntriesResponse(
  message: AppendEntriesResponse,
): flotilla.peer.v1.AppendEntriesResponse.$Properties {
  const { term: messageTerm, readContext, result } = message;
  if (result.kind === 'success')
    return { term: messageTerm, readContext, matchIndex: result.matchIndex };
  const { prevLogIndex, prevLogTerm, hint } = result;
  return {
    term: messageTerm,
    readContext,
    rejected: { prevLogIndex, prevLogTerm, hintPosition: hint.position, hintTerm: hint.term },
  };
}

function encodeInstallSnapshot(
  message: InstallSnapshotRequest,
  payloads: Uint8Array[],
): flotilla.peer.v1.InstallSnapshotRequest.$Properties {
  const { base, state } = message;
  payloads.push(state);
  return {
    term: message.term,
    base: {
      position: base.position,
      term: base.term,
      configuration: encodeConfiguration(base.configuration),
    },
    logStartOffset: message.logStartOffset,
    stateSize: state.length,
    stateCrc32c: crc32c(state),
  };
}

function encodeConfiguration(
  configuration: Configuration,
): flotilla.peer.v1.Configuration.$Properties {
  const { voters, learners, oldVoters } = configuration;
  return {
    voters: voters.map(encodeReplica),
    learners: learners.map(encodeReplica),
    isJoint: oldVoters !== undefined,
    oldVoters: (oldVoters ?? []).map(encodeReplica),
  };
}

function encodeReplica(replica: ReplicaId): flotilla.peer.v1.ReplicaId.$Properties {
  return { nodeId: replica.nodeId, directoryId: bytesOfUuid(replica.directoryId) };
}

export function decodeGroupMessage(wire: WireGroupMessage, payloads: ByteReader): Message {
  if (wire.requestVote)
    return decodeRequestVote(wire.requestVote as flotilla.peer.v1.RequestVoteRequest);
  if (wire.requestVoteResponse) {
    const response = wire.requestVoteResponse as flotilla.peer.v1.RequestVoteResponse;
    const { isPreVote, voteGranted } = response;
    return {
      kind: 'request-vote-response',
      isPreVote,
      term: decodeTerm(response.term),
      voteGranted,
    };
  }
  if (wire.appendEntries) {
    return decodeAppendEntries(
      wire.appendEntries as flotilla.peer.v1.AppendEntriesRequest,
      payloads,
    );
  }
  if (wire.appendEntriesResponse) {
    return decodeAppendEntriesResponse(
      wire.appendEntriesResponse as flotilla.peer.v1.AppendEntriesResponse,
    );
  }
  if (wire.installSnapshot) {
    return decodeInstallSnapshot(
      wire.installSnapshot as flotilla.peer.v1.InstallSnapshotRequest,
      payloads,
    );
  }
  if (wire.timeoutNow) return { kind: 'timeout-now', term: decodeTerm(wire.timeoutNow.term) };
  throw new MalformedBytes('a group message is of no known kind');
}

function decodeRequestVote(wire: flotilla.peer.v1.RequestVoteRequest): Message {
  return {
    kind: 'request-vote',
    isPreVote: wire.isPreVote,
    term: decodeTerm(wire.term),
    lastLogIndex: decodePosition(wire.lastLogIndex),
    lastLogTerm: decodeTerm(wire.lastLogTerm),
    isLeadershipTransfer: wire.isLeadershipTransfer,
  };
}

function decodeAppendEntries(
  wire: flotilla.peer.v1.AppendEntriesRequest,
  payloads: ByteReader,
): Message {
  const prevLogIndex = decodePosition(wire.prevLogIndex);
  const entries: LogEntry[] = [];
  let prev = prevLogIndex;
  for (const header of wire.entries) {
    const entry = decodeEntry(header as flotilla.peer.v1.EntryHeader, prev, payloads);
    entries.push(entry);
    prev = entry.end;
  }
  return {
    kind: 'append-entries',
    term: decodeTerm(wire.term),
    prevLogIndex,
    prevLogTerm: decodeTerm(wire.prevLogTerm),
    entries,
    leaderCommit: decodePosition(wire.leaderCommit),
    readContext: wire.readContext,
  };
}

function decodeEntry(
  wire: flotilla.peer.v1.EntryHeader,
  prev: Position,
  payloads: ByteReader,
): LogEntry {
  const end = decodePosition(wire.end);
  const entryTerm = decodeTerm(wire.term);
  const kind: number = wire.kind;
  if (kind === BATCH) {
    const bytes = payloads.bytes(wire.size);
    checkBatch(bytes, { prev, end, term: entryTerm });
    return { kind: 'batch', prev, end, term: entryTerm, bytes };
  }
  if (!isSamePosition(end, afterMarker(prev)))
    throw new MalformedBytes('a marker does not end behind its start');
  if (kind === TERM_START) return { kind: 'term-start', prev, end, term: entryTerm };
  if (kind === CONFIGURATION && wire.configuration) {
    const configuration = decodeConfiguration(wire.configuration as flotilla.peer.v1.Configuration);
    return { kind: 'configuration', prev, end, term: entryTerm, configuration };
  }
  throw new MalformedBytes('an entry is of no known kind');
}

/** The checksum of a batch starts at byte 21; what lies before it is checked against the entry's header. */
function checkBatch(bytes: Uint8Array, entry: { prev: Position; end: Position; term: Term }): void {
  if (bytes.length < BATCH_HEADER_BYTES || batchSizeAt(bytes) !== bytes.length) {
    throw new MalformedBytes('the size of a batch is not what its header says');
  }
  if (magicAt(bytes) !== MAGIC_V2) throw new MalformedBytes('a batch is not of format v2');
  if (baseOffsetAt(bytes) !== entry.prev.nextOffset || leaderEpochAt(bytes) !== entry.term) {
    throw new MalformedBytes('a batch bears another offset or epoch than its entry');
  }
  const offsetCount = lastOffsetDeltaAt(bytes) + 1;
  const isBeyond = entry.prev.nextOffset + lastOffsetDeltaAt(bytes) >= Number.MAX_SAFE_INTEGER;
  if (
    offsetCount < 1 ||
    isBeyond ||
    !isSamePosition(afterBatch(entry.prev, offsetCount), entry.end)
  ) {
    throw new MalformedBytes('a batch spans other offsets than its entry');
  }
  if (!crcIsTrue(bytes)) throw new MalformedBytes('a batch fails its checksum');
}

function decodeAppendEntriesResponse(wire: flotilla.peer.v1.AppendEntriesResponse): Message {
  const head = {
    kind: 'append-entries-response',
    term: decodeTerm(wire.term),
    readContext: wire.readContext,
  } as const;
  if (wire.matchIndex) {
    return { ...head, result: { kind: 'success', matchIndex: decodePosition(wire.matchIndex) } };
  }
  const rejected = wire.rejected as flotilla.peer.v1.AppendEntriesRejection | null | undefined;
  if (!rejected) throw new MalformedBytes('an append-entries response has no result');
  return {
    ...head,
    result: {
      kind: 'rejected',
      prevLogIndex: decodePosition(rejected.prevLogIndex),
      prevLogTerm: decodeTerm(rejected.prevLogTerm),
      hint: {
        position: decodePosition(rejected.hintPosition),
        term: decodeTerm(rejected.hintTerm),
      },
    },
  };
}

function decodeInstallSnapshot(
  wire: flotilla.peer.v1.InstallSnapshotRequest,
  payloads: ByteReader,
): Message {
  const state = payloads.bytes(wire.stateSize);
  if (crc32c(state) !== wire.stateCrc32c) throw new MalformedBytes('a snapshot fails its checksum');
  if (!wire.base) throw new MalformedBytes('a snapshot has no base');
  return {
    kind: 'install-snapshot',
    term: decodeTerm(wire.term),
    base: decodeBase(wire.base as flotilla.peer.v1.LogBase),
    logStartOffset: wire.logStartOffset,
    state,
  };
}

function decodeBase(wire: flotilla.peer.v1.LogBase): LogBase {
  if (!wire.configuration) throw new MalformedBytes('a log base has no configuration');
  return {
    position: decodePosition(wire.position),
    term: decodeTerm(wire.term),
    configuration: decodeConfiguration(wire.configuration as flotilla.peer.v1.Configuration),
  };
}

function decodeConfiguration(wire: flotilla.peer.v1.Configuration): Configuration {
  const voters = wire.voters.map((replica) => decodeReplica(replica as flotilla.peer.v1.ReplicaId));
  const learners = wire.learners.map((replica) =>
    decodeReplica(replica as flotilla.peer.v1.ReplicaId),
  );
  if (!wire.isJoint) return { voters, learners };
  const oldVoters = wire.oldVoters.map((replica) =>
    decodeReplica(replica as flotilla.peer.v1.ReplicaId),
  );
  return { voters, learners, oldVoters };
}

function decodeReplica(wire: flotilla.peer.v1.ReplicaId): ReplicaId {
  return { nodeId: decodeNodeId(wire.nodeId), directoryId: decodeUuid(wire.directoryId) };
}

export function decodeNodeId(value: number): NodeId {
  if (value > NODE_ID_MAX) throw new MalformedBytes('a node id is out of range');
  return nodeId(value);
}

export function decodeTerm(value: number | null | undefined): Term {
  const found = value ?? 0;
  if (found > TERM_MAX) throw new MalformedBytes('a term is out of range');
  return term(found);
}

/** The same few ids come thousands of times a second: by their first four bytes, checked in full. */
const uuidTexts = new Map<number, { readonly bytes: Uint8Array; readonly text: Uuid }>();

export function decodeUuid(bytes: Uint8Array): Uuid {
  if (bytes.length !== 16) throw new MalformedBytes('an id does not have 16 bytes');
  const start = (bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
  const known = uuidTexts.get(start);
  if (known !== undefined && isSame(known.bytes, bytes)) return known.text;
  const text = uuid(uuidToText(bytes));
  if (uuidTexts.size >= UUIDS_CACHED_MAX) uuidTexts.clear();
  uuidTexts.set(start, { bytes: bytes.slice(), text });
  return text;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < 16; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

export function decodePosition(wire: WirePosition | null | undefined): Position {
  return position(wire?.nextOffset ?? 0, wire?.ordinal ?? 0);
}
