// Messages in pieces mean what the joined bytes mean, wherever they were cut. Method: every cut of a frame into two, and
// random cuts into several, against the whole.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRequest } from '../../../src/protocol/client-frame.ts';
import {
  messageInPieces,
  wholeMessage,
  type ClientMessage,
} from '../../../src/protocol/client-message.ts';
import { flotilla } from '../../../src/protocol/generated/flotilla.js';

const records = Uint8Array.from({ length: 60 }, (_, i) => i);
const produce = { topic: 'demo', partition: 3, acks: 1, timeoutMs: 30_000, records };
const FRAME = Uint8Array.from(Buffer.concat(encodeRequest(70_000, { produce })));
const HEAD_BYTES = FRAME.length - records.length;

/** What it says, or that it is malformed. */
function reading(message: ClientMessage): unknown {
  const read = (part: () => object): unknown => {
    try {
      return JSON.stringify(part());
    } catch (error) {
      return (error as Error).name;
    }
  };
  return [message.size, read(() => message.envelope()), read(() => message.decode())];
}

describe('a message in pieces', () => {
  it('that was cut before its records keeps them as they are', () => {
    const head = FRAME.subarray(0, HEAD_BYTES);
    const message = messageInPieces([head, records]);
    expect(message.envelope()).toEqual({ kind: 'produce', correlationId: 70_000 });
    expect(message.decode().produce!.records).toBe(records);
    expect(reading(message)).toEqual(reading(wholeMessage(FRAME)));
  });

  it('means the same wherever it was cut in two', () => {
    const whole = reading(wholeMessage(FRAME));
    for (let at = 0; at <= FRAME.length; at += 1) {
      expect(reading(messageInPieces([FRAME.subarray(0, at), FRAME.subarray(at)]))).toEqual(whole);
    }
  });

  it('means the same in any number of pieces, also none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: FRAME.length })), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), FRAME.length];
        const pieces = at.slice(1).map((end, i) => FRAME.subarray(at[i], end));
        expect(reading(messageInPieces(pieces))).toEqual(reading(wholeMessage(FRAME)));
      }),
    );
    expect(reading(messageInPieces([]))).toEqual(reading(wholeMessage(new Uint8Array())));
  });

  it('with any changed byte in its head means what the joined bytes mean', () => {
    for (let at = 0; at < HEAD_BYTES; at += 1) {
      for (const value of [0, 1, 2, 5, 0x2a, 0x7a, 0x7f, 0x80, 0xff, FRAME[at]! + 1]) {
        const changed = FRAME.slice();
        changed[at] = value;
        const pieces = [changed.subarray(0, HEAD_BYTES), changed.subarray(HEAD_BYTES)];
        expect(reading(messageInPieces(pieces))).toEqual(reading(wholeMessage(changed)));
      }
    }
  });

  it('with the fields in another order is still read', () => {
    const { ClientFrame } = flotilla.v1;
    const reordered = Uint8Array.from(
      Buffer.concat([
        ClientFrame.encode({ produce }).finish(),
        ClientFrame.encode({ correlationId: 5 }).finish(),
      ]),
    );
    const pieces = [reordered.subarray(0, 20), reordered.subarray(20)];
    expect(messageInPieces(pieces).envelope()).toEqual({ kind: 'produce', correlationId: 5 });
  });
});
