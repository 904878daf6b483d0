/**
 * Messages for groups that this broker does not have yet: a new topic's leader may call for votes before the record
 * that creates the topic has reached everyone. Held for a moment, bounded, oldest dropped first. What carries records is
 * not held: it would keep whole frames alive, and is sent again.
 */
import type { QueueLength } from '../base/queue-length.ts';
import type { NodeId } from '../model/ids.ts';
import type { GroupKey } from '../model/topic-partition.ts';
import type { Message } from '../raft/messages.ts';
import { messageBytes } from './peer-item.ts';

const GROUPS_MAX = 4096;
const MESSAGES_PER_GROUP_MAX = 16;

export class EarlyMessages {
  private readonly held = new Map<GroupKey, { from: NodeId; message: Message }[]>();

  hold(key: GroupKey, from: NodeId, message: Message): void {
    if (messageBytes(message) > 0) return;
    let messages = this.held.get(key);
    if (messages === undefined) {
      if (this.held.size >= GROUPS_MAX) this.held.delete(this.held.keys().next().value!);
      messages = [];
      this.held.set(key, messages);
    }
    if (messages.length === MESSAGES_PER_GROUP_MAX) messages.shift();
    messages.push({ from, message });
  }

  get queueLength(): QueueLength {
    return {
      name: 'groups with early messages',
      length: this.held.size,
      lengthMax: GROUPS_MAX,
    };
  }

  take(key: GroupKey): readonly { from: NodeId; message: Message }[] {
    const messages = this.held.get(key) ?? [];
    this.held.delete(key);
    return messages;
  }
}
