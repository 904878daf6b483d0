/** Majorities, of one set of voters or of both halves of a joint configuration (Raft 6, RAFT.md rules 10 and 11). */
import { invariant } from '../base/invariant.ts';
import type { Configuration, ReplicaId } from '../model/log-entry.ts';
import { comparePositions, earlier, type Position } from '../model/position.ts';

export type Ballot = 'won' | 'lost' | 'open';

/** `answerOf` says yes, no, or undefined while nothing was heard. */
export function countVotes(
  configuration: Configuration,
  answerOf: (replica: ReplicaId) => boolean | undefined,
): Ballot {
  const ballots = halves(configuration).map((voters) => countHalf(voters, answerOf));
  if (ballots.includes('lost')) return 'lost';
  return ballots.includes('open') ? 'open' : 'won';
}

export function isQuorum(
  configuration: Configuration,
  has: (replica: ReplicaId) => boolean,
): boolean {
  return countVotes(configuration, has) === 'won';
}

/** The greatest position that a quorum has reached. */
export function quorumPosition(
  configuration: Configuration,
  matchOf: (replica: ReplicaId) => Position,
): Position {
  return halves(configuration)
    .map((voters) => majorityPosition(voters.map(matchOf)))
    .reduce(earlier);
}

/** Every replica that the configuration names, once. */
export function membersOf(configuration: Configuration): readonly ReplicaId[] {
  const members = [...votersOf(configuration), ...configuration.learners];
  return members.filter((one, i) => members.findIndex((other) => isSameReplica(one, other)) === i);
}

export function isVoter(configuration: Configuration, replica: ReplicaId): boolean {
  return votersOf(configuration).some((voter) => isSameReplica(voter, replica));
}

/** A wiped disk is another replica: node id and directory id both count. */
export function isSameReplica(a: ReplicaId, b: ReplicaId): boolean {
  return a.nodeId === b.nodeId && a.directoryId === b.directoryId;
}

function votersOf(configuration: Configuration): readonly ReplicaId[] {
  return [...configuration.voters, ...(configuration.oldVoters ?? [])];
}

function halves(configuration: Configuration): readonly (readonly ReplicaId[])[] {
  return configuration.oldVoters === undefined
    ? [configuration.voters]
    : [configuration.voters, configuration.oldVoters];
}

function countHalf(
  voters: readonly ReplicaId[],
  answerOf: (replica: ReplicaId) => boolean | undefined,
): Ballot {
  const answers = voters.map(answerOf);
  const majority = majorityOf(voters.length);
  const granted = answers.filter((answer) => answer === true).length;
  const refused = answers.filter((answer) => answer === false).length;
  if (granted >= majority) return 'won';
  return voters.length - refused < majority ? 'lost' : 'open';
}

function majorityPosition(matches: readonly Position[]): Position {
  invariant(matches.length > 0, 'a quorum is of somebody');
  const descending = [...matches].sort((a, b) => comparePositions(b, a));
  return descending[majorityOf(matches.length) - 1]!;
}

/** Nobody is no majority of nobody: a server that has not joined yet never wins. */
function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1;
}
