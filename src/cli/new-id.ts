import { randomBytes } from 'node:crypto';
import { uuidToText } from '../base/uuid.ts';

/** Kafka's form of an id. One that begins with a dash would be taken for an option on a command line. */
export function newId(): string {
  for (;;) {
    const id = uuidToText(randomBytes(16));
    if (!id.startsWith('-')) return id;
  }
}
