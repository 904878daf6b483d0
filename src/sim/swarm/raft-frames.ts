/** Which frames between brokers may be lost, repeated or late: those with nothing but messages of Raft. */
import { MalformedBytes } from '../../base/byte-reader.ts';
import { splitFrame } from '../../protocol/peer-frame.ts';

/**
 * Raft is made for it. Beats are numbered and answered in order, leaderships replace each other, and requests are carried
 * out once: for them a connection is a stream.
 */
export function isRaftFrame(frame: Uint8Array): boolean {
  try {
    const { messages, leadership, beats, beatAnswer, requests, responses } =
      splitFrame(frame).header;
    const others = leadership.length + requests.length + responses.length;
    return messages.length > 0 && others === 0 && !beats && !beatAnswer;
  } catch (error) {
    // Of another protocol.
    if (error instanceof MalformedBytes) return false;
    throw error;
  }
}
