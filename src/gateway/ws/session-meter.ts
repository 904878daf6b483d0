import type { ErrorName } from '../../model/errors.ts';
import type { Meter } from '../../platform/meter.ts';
import type { RequestKind } from '../../protocol/client-frame.ts';

/** The numbers of the WebSocket door. */
export interface SessionMeter {
  received(bytes: number): void;
  sent(bytes: number): void;
  requested(kind: RequestKind): void;
  /** Records to a subscription. */
  pushed(records: number): void;
  failed(error: ErrorName): void;
  /** By the door, with this code. */
  ended(code: number): void;
}

export function createSessionMeter(meter: Meter): SessionMeter {
  const received = meter.counter(
    'flotilla_websocket_received_bytes_total',
    'Bytes of frames received from WebSocket clients.',
  );
  const sent = meter.counter(
    'flotilla_websocket_sent_bytes_total',
    'Bytes of frames sent to WebSocket clients.',
  );
  const requests = meter.counter(
    'flotilla_websocket_requests_total',
    'Requests of WebSocket clients.',
    ['request'],
  );
  const pushes = meter.counter(
    'flotilla_websocket_pushed_records_total',
    'Records sent to subscriptions. Subscribers at the same offset share one fetch, which counts once in the fetched records.',
  );
  const errors = meter.counter(
    'flotilla_websocket_errors_total',
    'Requests of WebSocket clients that were answered with an error.',
    ['error'],
  );
  const closes = meter.counter(
    'flotilla_websocket_closes_total',
    'WebSocket connections that the broker closed, by close code.',
    ['code'],
  );
  return {
    received: (bytes) => received.add(bytes),
    sent: (bytes) => sent.add(bytes),
    requested: (request) => requests.add(1, { request }),
    pushed: (records) => pushes.add(records),
    failed: (error) => errors.add(1, { error }),
    ended: (code) => closes.add(1, { code: String(code) }),
  };
}
