/** How a conversation between Raft servers reads in golden traces: `position^term`, cause -> effect. */
import type { LogEntry } from '../../src/model/log-entry.ts';
import { showPosition, type Position } from '../../src/model/position.ts';
import type { Effect } from '../../src/raft/effects.ts';
import type { Message } from '../../src/raft/messages.ts';
import type { Raft } from '../../src/raft/raft.ts';
import type { LogContent } from './raft-disk.ts';

export function showMessage(message: Message): string {
  switch (message.kind) {
    case 'request-vote': {
      const name = message.isPreVote ? 'PreVote' : 'RequestVote';
      const last = at(message.lastLogIndex, message.lastLogTerm);
      const flag = message.isLeadershipTransfer ? ' (transfer)' : '';
      return `${name} term ${message.term} log ${last}${flag}`;
    }
    case 'request-vote-response': {
      const name = message.isPreVote ? 'PreVote' : 'RequestVote';
      return `${name} ${message.voteGranted ? 'granted' : 'refused'}, term ${message.term}`;
    }
    case 'append-entries': {
      const { term, prevLogIndex, prevLogTerm, entries, leaderCommit, readContext } = message;
      const read = readContext === 0 ? '' : ` read ${readContext}`;
      const prev = at(prevLogIndex, prevLogTerm);
      const commit = showPosition(leaderCommit);
      return `AppendEntries term ${term} prev ${prev} ${showEntries(entries)} commit ${commit}${read}`;
    }
    case 'append-entries-response': {
      const { result, term } = message;
      const read = message.readContext === 0 ? '' : ` read ${message.readContext}`;
      if (result.kind === 'success') {
        return `success, term ${term} match ${showPosition(result.matchIndex)}${read}`;
      }
      const prev = at(result.prevLogIndex, result.prevLogTerm);
      const hint = at(result.hint.position, result.hint.term);
      return `rejected, term ${term} prev ${prev} hint ${hint}${read}`;
    }
    case 'install-snapshot':
      return `InstallSnapshot term ${message.term} base ${at(message.base.position, message.base.term)}`;
    case 'timeout-now':
      return `TimeoutNow term ${message.term}`;
  }
}

/** Undefined for effects that a message or a decision shows already. */
export function showEffect(effect: Effect): string | undefined {
  switch (effect.kind) {
    case 'persist-hard-state': {
      const { currentTerm, votedFor } = effect.hardState;
      return `write term ${currentTerm}, vote ${votedFor ?? 'none'}`;
    }
    case 'append':
      return `append ${showEntries(effect.entries)}`;
    case 'truncate':
      return `truncate to ${showPosition(effect.to)}`;
    case 'reset-log':
      return `reset the log to ${at(effect.base.position, effect.base.term)}`;
    case 'commit-moved': {
      const { commitIndex } = effect;
      return `commit ${showPosition(commitIndex)}; high watermark ${commitIndex.nextOffset}`;
    }
    case 'read-confirmed':
      return `reads ${effect.ids.join(' ')} confirmed at ${showPosition(effect.readIndex)}`;
    case 'read-refused':
      return `reads ${effect.ids.join(' ')} refused`;
    case 'transfer-ended':
      return `transfer to ${effect.to} ended: ${effect.outcome}`;
    default:
      return undefined;
  }
}

export function showLog({ base, entries }: LogContent): string {
  const from = at(base.position, base.term);
  return [from, ...entries.map((entry) => showEntry(entry))].join(' | ');
}

export function showState(raft: Raft): string {
  const { role, currentTerm, votedFor, leader, commitIndex, durable, lastPosition } = raft;
  const head =
    `${role} term ${currentTerm} vote ${votedFor ?? 'none'} leader ${leader ?? 'none'} ` +
    `end ${showPosition(lastPosition)} durable ${showPosition(durable)} commit ${showPosition(commitIndex)}`;
  const followers = raft
    .followers()
    .map(
      ({ nodeId, progress, match, next }) =>
        `${nodeId} ${progress} match ${showPosition(match)} next ${showPosition(next)}`,
    );
  return [head, ...followers].join('; ');
}

function showEntries(entries: readonly LogEntry[]): string {
  return `[${entries.map((entry) => showEntry(entry)).join(', ')}]`;
}

function showEntry(entry: LogEntry): string {
  const end = at(entry.end, entry.term);
  if (entry.kind === 'batch') {
    return `${entry.prev.nextOffset}..${entry.end.nextOffset - 1} ${end}`;
  }
  if (entry.kind === 'term-start') return `start ${end}`;
  const { voters, oldVoters } = entry.configuration;
  const ids = (replicas: readonly { nodeId: number }[]): string =>
    replicas.map(({ nodeId }) => nodeId).join(',');
  return `voters ${oldVoters === undefined ? '' : `${ids(oldVoters)} -> `}${ids(voters)} ${end}`;
}

function at(position: Position, term: number): string {
  return `${showPosition(position)}^${term}`;
}
