/**
 * Every batch that a client gets is a whole batch v2 whose CRC is true, whatever happened to the disk that it came from
 * (FAILURES.md rows 7, 9, 51, 52). That its records belong to this partition is seen by NoPhantomRead: every value names
 * its partition's sends. Looks at every batch that any reader gets.
 */
import { batchSizeAt, crcIsTrue, MAGIC_V2, magicAt } from '../../record/batch-header.ts';
import { Checker } from './checker.ts';

export class NoServeCorrupt extends Checker {
  served(partition: string, batches: readonly Uint8Array[]): void {
    this.looked(batches.length);
    for (const batch of batches) {
      const isSound = magicAt(batch) === MAGIC_V2 && batchSizeAt(batch) === batch.length;
      if (!isSound || !crcIsTrue(batch)) {
        this.broken(`${partition}: a batch of ${batch.length} bytes was served that is damaged`);
      }
    }
  }
}
