import { DiskFault, type DiskFaultKind } from '../platform/disk.ts';

export type DiskOperation =
  | 'makeDirectory'
  | 'list'
  | 'open'
  | 'size'
  | 'read'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'close'
  | 'rename'
  | 'remove'
  | 'removeDirectory'
  | 'syncDirectory'
  | 'lock';

interface PlannedFault {
  readonly operation: DiskOperation;
  readonly pathPart: string;
  readonly kind: DiskFaultKind;
  /** How many matching operations still go well before it. */
  passes: number;
  readonly isLasting: boolean;
}

/** The faults that a test has ordered, as data. */
export class DiskFaults {
  private planned: PlannedFault[] = [];

  add(fault: PlannedFault): void {
    this.planned.push(fault);
  }

  clear(): void {
    this.planned = [];
  }

  /** The fault that this operation has to end in, if any. */
  take(operation: DiskOperation, path: string): DiskFault | undefined {
    for (const fault of this.planned) {
      if (fault.operation !== operation || !path.includes(fault.pathPart)) continue;
      if (fault.passes > 0) {
        fault.passes -= 1;
        continue;
      }
      if (!fault.isLasting) this.planned.splice(this.planned.indexOf(fault), 1);
      return new DiskFault(fault.kind, path, `${operation} ${path}: simulated ${fault.kind}`);
    }
    return undefined;
  }
}
