/** Bugs of consensus: those that the model check plants and finds, and those that are beyond its model. */
import { PLANTED_BUGS } from '../model-check/planted.ts';
import type { Finder, Mutant, Mutants } from './mutant.ts';

/** Also found from outside, by what clients of whole brokers see. */
const ALSO_FOUND_BY: Readonly<Record<string, readonly Finder[]>> = {
  'vote-not-durable': [{ kind: 'swarm', seedsMax: 30 }],
  'unsynced-leader': [{ kind: 'swarm', seedsMax: 40 }],
  'unsynced-follower': [{ kind: 'swarm', seedsMax: 40 }],
};

const MODEL_CHECKED: Mutants = Object.fromEntries(
  Object.entries(PLANTED_BUGS).map(
    ([name, { what, rows, file, search, replace }]): [string, Mutant] => [
      name,
      {
        what,
        rows,
        edits: [{ file: `raft/${file}`, search, replace }],
        finders: [{ kind: 'model-check' }, ...(ALSO_FOUND_BY[name] ?? [])],
      },
    ],
  ),
);

const golden = (title: string): readonly Finder[] => [
  { kind: 'tests', file: 'golden/raft.test.ts', title },
];

export const RAFT_MUTANTS: Mutants = {
  ...MODEL_CHECKED,
  'persisted-of-another-term': {
    what: 'a write that ends counts for whatever stands in its place by now (append ABA)',
    rows: [18],
    edits: [
      {
        file: 'raft/advance-commit-index.ts',
        search: 'raft.log.termAt(position) === term;',
        replace: 'raft.log.termAt(position) !== undefined;',
      },
    ],
    finders: golden('append-aba'),
  },
  'single-voter-unsynced': {
    what: 'a group of one commits before its own disk has the entry',
    rows: [13],
    edits: [
      {
        file: 'raft/advance-commit-index.ts',
        search: '? raft.durable',
        replace: '? (log.configuration.voters.length === 1 ? log.lastPosition : raft.durable)',
      },
    ],
    finders: golden('single-voter'),
  },
  'unrounded-hint': {
    what: "the leader backtracks to the follower's hint, which is no boundary of its own",
    rows: [19],
    edits: [
      {
        file: 'raft/raft-log.ts',
        search: 'later(run.from, this.boundaryAtOrBefore(at.position))',
        replace: 'later(run.from, at.position)',
      },
    ],
    finders: golden('unrounded-hint'),
  },
  'no-catch-up': {
    what: 'a follower that needs what retention dropped is asked the same for ever',
    rows: [44],
    edits: [
      {
        file: 'raft/append-entries-response.ts',
        search: 'becomeCatchUp(raft, peer);',
        replace: '',
      },
    ],
    finders: golden('catch-up'),
  },
  'no-pre-vote': {
    what: 'a server that was cut off campaigns at once when it is back (9.6)',
    rows: [24],
    edits: [
      {
        file: 'raft/request-vote.ts',
        search: 'becomePreCandidate(raft, reason);',
        replace: 'becomeCandidate(raft, reason, false);',
      },
    ],
    finders: golden('pre-vote'),
  },
  'no-check-quorum': {
    what: 'a leader that hears nobody stays in office (6.2)',
    rows: [25],
    edits: [
      {
        file: 'raft/tick.ts',
        search: "return hearsQuorum ? undefined : 'quorum-lost';",
        replace: 'return undefined;',
      },
    ],
    finders: golden('check-quorum'),
  },
  'stalled-disk-leads': {
    what: 'a leader whose disk hangs keeps its office by heartbeats from memory',
    rows: [47],
    edits: [
      {
        file: 'raft/state.ts',
        search: 'raft.ticksSinceDiskProgress >= raft.settings.electionTicksMax;',
        replace: 'raft.ticksSinceDiskProgress === Infinity;',
      },
    ],
    finders: golden('disk-stalled'),
  },
  'heartbeats-per-group': {
    what: 'every idle group sends heartbeats of its own',
    rows: [48],
    edits: [
      {
        file: 'raft/beat.ts',
        search: 'raft.settings.hasBeats &&',
        replace: 'false &&',
      },
    ],
    finders: [{ kind: 'tests', file: 'unit/raft/beat.test.ts' }],
  },
};
