/** Names after Jepsen's Kafka workload, where it has one. */
export type ViolationKind =
  | 'lost-write'
  | 'unseen'
  | 'duplicate'
  | 'inconsistent-offset'
  | 'aborted-read'
  | 'out-of-order'
  | 'poll-skip'
  | 'internal-poll-skip'
  | 'nonmonotonic-poll'
  | 'internal-nonmonotonic-poll'
  | 'commit-went-back'
  | 'commit-of-unread';

export interface Violation {
  readonly kind: ViolationKind;
  readonly log: string;
  readonly text: string;
}
