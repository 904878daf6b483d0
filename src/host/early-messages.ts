/**
 * Messages for groups that this broker does not have yet: a new topic's leader may call for votes before the record
 * that creates the topic has reached everyone. Held for a moment, bounded, oldest dropped first.
 */
import type { NodeId } from '../model/ids.ts';
import type { GroupKey } from '../model/topic-partition.ts';
import type { Message } from '../raft/messages.ts';

const GROUPS_MAX = 4096;
const MESSAGES_PER_GROUP_MAX = 16;

export class EarlyMessages {
  private readonly held = new Map<GroupKey, { from: NodeId; message: Message }[]>();

  hold(key: GroupKey, from: NodeId, message: Message): void {
    let messages = this.held.get(key);
    if (messages === undefined) {
      if (this.held.size >= GROUPS_MAX) this.held.delete(this.held.keys().next().value!);
      messages = [];
      this.held.set(key, messages);
    }
    if (messages.length === MESSAGES_PER_GROUP_MAX) messages.shift();
    messages.push({ from, message });
  }

  take(key: GroupKey): readonly { from: NodeId; message: Message }[] {
    const messages = this.held.get(key) ?? [];
    this.held.delete(key);
    return messages;
  }
}
