/** What a coordinator decides, and how it collects that during one call. */
import type { BrokerError } from '../model/errors.ts';
import type { GroupRecord } from './records.ts';
import type { GroupResponse } from './requests.ts';

export type Reply =
  | { readonly token: number; readonly response: GroupResponse }
  | { readonly token: number; readonly error: BrokerError };

/** For logs and metrics. */
export type GroupEvent =
  | { readonly kind: 'rebalance-began'; readonly groupId: string; readonly reason: string }
  | {
      readonly kind: 'generation-began';
      readonly groupId: string;
      readonly generationId: number;
      /** 0: the group is empty. */
      readonly members: number;
    }
  | {
      readonly kind: 'member-removed';
      readonly groupId: string;
      readonly memberId: string;
      readonly why: string;
    }
  /** Nobody reads with this group any more: at `atMs` or later its offsets go. */
  | {
      readonly kind: 'offsets-expire-soon';
      readonly groupId: string;
      readonly offsets: number;
      readonly atMs: number;
    }
  | { readonly kind: 'offsets-expired'; readonly groupId: string; readonly offsets: number }
  | { readonly kind: 'group-removed'; readonly groupId: string };

/**
 * The host appends the records as one batch, and sends the replies only when these records and all that were
 * decided earlier are committed. A reply may belong to an earlier request.
 */
export interface Outcome {
  readonly replies: readonly Reply[];
  readonly records: readonly GroupRecord[];
  readonly events: readonly GroupEvent[];
}
