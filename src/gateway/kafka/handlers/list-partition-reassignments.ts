/** ListPartitionReassignments, 0: replicas stay where they were placed, so there is never one under way. */
import type { Handler } from '../call.ts';
import { NO_ERROR } from '../error-codes.ts';

export const listPartitionReassignments: Handler<'ListPartitionReassignments'> = async () => ({
  errorCode: NO_ERROR,
  errorMessage: null,
  topics: [],
});
