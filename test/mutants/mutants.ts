import { BROKER_MUTANTS } from './broker-mutants.ts';
import type { Mutants } from './mutant.ts';
import { RAFT_MUTANTS } from './raft-mutants.ts';
import { STORAGE_MUTANTS } from './storage-mutants.ts';

/** All of them, by name. */
export const MUTANTS: Mutants = { ...RAFT_MUTANTS, ...STORAGE_MUTANTS, ...BROKER_MUTANTS };
