/**
 * What may not be, in one history. Unknown outcomes are neither written nor lost: nothing follows from them but that the
 * record may be read.
 */
import type { Event } from '../history.ts';
import { findAbortedReads } from './aborted-reads.ts';
import { findCommitFaults } from './commits.ts';
import { findLostWrites } from './lost-writes.ts';
import { findOutOfOrder } from './order.ts';
import { placesOf } from './places.ts';
import { findPollFaults } from './polls.ts';
import type { Violation } from './violation.ts';

export function checkHistory(history: readonly Event[]): Violation[] {
  const { places, violations } = placesOf(history);
  return [
    ...violations,
    ...findLostWrites(history, places),
    ...findAbortedReads(history),
    ...findOutOfOrder(history),
    ...findPollFaults(history),
    ...findCommitFaults(history),
  ];
}
