// Goal: a forwarded request ends exactly once, and with the truth: answered, certainly not carried out, or unknown.
// Method: virtual time, with a `send` that the test plays.
import { describe, expect, test } from 'vitest';
import { ForwardedRequests } from '../../../src/host/requests.ts';
import type { PeerRequest, PeerResponse } from '../../../src/host/peer-item.ts';
import type { BrokerError } from '../../../src/model/errors.ts';
import { nodeId } from '../../../src/model/ids.ts';
import { simulatedWorld, sleep } from '../../support/worlds.ts';

const PEER = nodeId(2);
const BODY = { body: Uint8Array.of(7), payloads: [] };

function rig(pendingMax = 100) {
  const world = simulatedWorld();
  const requests = new ForwardedRequests(world.clock, pendingMax);
  const sent: PeerRequest[] = [];
  const forward = (to = PEER, timeoutMs = 1000): Promise<string> =>
    requests
      .forward(to, BODY, timeoutMs, (request) => {
        sent.push(request);
        return true;
      })
      .then(
        (response) => `answer ${response.body[0]}`,
        (error: BrokerError) => error.errorName,
      );
  return { ...world, requests, sent, forward };
}

function answer(id: number, value: number): PeerResponse {
  return { kind: 'response', id, body: Uint8Array.of(value), payloads: [] };
}

describe('a forwarded request', () => {
  test('gets the answer with its id, in whatever order answers come', async () => {
    const { requests, sent, forward, run } = rig();
    const all = [forward(), forward(), forward()];
    expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
    for (const { id } of sent.toReversed()) requests.answered(answer(id, id));
    const expected = sent.map(({ id }) => `answer ${id}`);
    expect(await run(() => Promise.all(all))).toEqual(expected);
  });

  test('is unknown when its time is over, not a moment earlier; a late answer changes nothing', async () => {
    const { requests, sent, forward, run, clock } = rig();
    let outcome = 'none yet';
    void forward(PEER, 500).then((name) => (outcome = name));
    await run(() => sleep(clock, 499));
    expect(outcome).toBe('none yet');
    await run(() => sleep(clock, 2));
    expect(outcome).toBe('REQUEST_TIMED_OUT');
    requests.answered(answer(sent[0]!.id, 1));
    expect(outcome).toBe('REQUEST_TIMED_OUT');
  });

  test('is unknown when the connection ends, and only those to that broker are', async () => {
    const { requests, sent, forward, run } = rig();
    const lost = forward(PEER);
    const kept = forward(nodeId(3));
    requests.disconnected(PEER);
    requests.answered(answer(sent[1]!.id, 9));
    expect(await run(() => lost)).toBe('NETWORK_EXCEPTION');
    expect(await run(() => kept)).toBe('answer 9');
  });

  test('that never left is certainly not carried out, and says so at once', async () => {
    const { requests, run } = rig();
    const work = requests.forward(PEER, BODY, 1000, () => false);
    await expect(run(() => work)).rejects.toMatchObject({ errorName: 'LEADER_NOT_AVAILABLE' });
    requests.disconnected(PEER);
  });

  test('beyond the bound is refused, and there is room again after an answer', async () => {
    const { requests, sent, forward, run } = rig(2);
    const first = forward();
    void forward();
    expect(() => forward()).toThrow(/2 forwarded requests wait/);
    expect(sent).toHaveLength(2);
    requests.answered(answer(sent[0]!.id, 1));
    await run(() => first);
    void forward();
    expect(sent).toHaveLength(3);
  });
});
