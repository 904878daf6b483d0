/** What one client may cost. All are on by default; a hello tells the client those that it must know. */

const KIB = 1024;
const MIB = 1024 * KIB;

export interface SessionLimits {
  /** Of a frame that holds a produce request. */
  readonly frameBytesMax: number;
  /** Of every other request: decoding turns 2 bytes into an object of 40 or more. */
  readonly requestBytesMax: number;
  readonly helloMsMax: number;
  /** From here on nothing is read until something is answered. */
  readonly requestsInFlightMax: number;
  readonly bytesInFlightMax: number;
  readonly fetchesInFlightMax: number;
  readonly fetchBytesMax: number;
  /** Shared by the fetches of a connection; beyond it each still gets `fetchBytesLeast`. */
  readonly fetchBytesInFlight: number;
  readonly fetchBytesLeast: number;
  readonly waitMsMax: number;
  readonly produceTimeoutMsMax: number;
  /** Buffered and held answers together; a reader that leaves more unread is closed. */
  readonly unsentBytesMax: number;
  /** How long the connection may stay congested, or without room for what subscriptions have to send. */
  readonly stallMsMax: number;
  readonly subscriptionsMax: number;
  /** Of what is unsent; beyond it subscriptions send nothing more. */
  readonly pushBytesMax: number;
}

export const SESSION_LIMITS: SessionLimits = {
  frameBytesMax: 8 * MIB,
  requestBytesMax: MIB,
  helloMsMax: 5000,
  requestsInFlightMax: 1024,
  bytesInFlightMax: 16 * MIB,
  fetchesInFlightMax: 128,
  fetchBytesMax: 8 * MIB,
  fetchBytesInFlight: 32 * MIB,
  fetchBytesLeast: 256 * KIB,
  waitMsMax: 60_000,
  produceTimeoutMsMax: 300_000,
  unsentBytesMax: 64 * MIB,
  stallMsMax: 30_000,
  subscriptionsMax: 10_000,
  pushBytesMax: MIB,
};

/** WebSocket close codes as this door uses them (docs/websocket-protocol.md). */
export const CLOSE = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  textFrame: 1003,
  policy: 1008,
  tooBig: 1009,
  serverError: 1011,
  tryAgainLater: 1013,
} as const;

/** The bytes of requests that all sessions of a door hold at once. */
export class ByteBudget {
  private readonly bytesMax: number;
  private used = 0;
  private waiting = new Set<() => void>();

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get isExhausted(): boolean {
    return this.used >= this.bytesMax;
  }

  take(bytes: number): void {
    this.used += bytes;
  }

  giveBack(bytes: number): void {
    this.used -= bytes;
    if (this.isExhausted || this.waiting.size === 0) return;
    const woken = this.waiting;
    this.waiting = new Set();
    for (const wake of woken) wake();
  }

  /** Calls `wake` once, when there is room again. */
  wait(wake: () => void): void {
    this.waiting.add(wake);
  }

  cancel(wake: () => void): void {
    this.waiting.delete(wake);
  }
}

/** Of things of which all sessions of a door together may have only so many. */
export class Allowance {
  private readonly most: number;
  private used = 0;

  constructor(most: number) {
    this.most = most;
  }

  get taken(): number {
    return this.used;
  }

  /** False when all are taken. */
  take(): boolean {
    if (this.used >= this.most) return false;
    this.used += 1;
    return true;
  }

  giveBack(): void {
    this.used -= 1;
  }
}
