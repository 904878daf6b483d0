/** What one client of the Kafka door may cost. All are on by default (FAILURES.md section 4). */

const KIB = 1024;
const MIB = 1024 * KIB;

export interface KafkaLimits {
  /** Of a frame that holds a produce request. */
  readonly frameBytesMax: number;
  /** Of every other request: decoding turns 2 bytes into an object of 40 or more. */
  readonly requestBytesMax: number;
  /** Without one request by then, nobody is there. */
  readonly firstRequestMsMax: number;
  /** Kafka's connections.max.idle.ms. */
  readonly idleMsMax: number;
  /** From here on nothing is read until something is answered. */
  readonly requestsInFlightMax: number;
  readonly bytesInFlightMax: number;
  readonly fetchBytesMax: number;
  /** Shared by the fetches of a connection; beyond it each still gets `fetchBytesLeast`. */
  readonly fetchBytesInFlight: number;
  readonly fetchBytesLeast: number;
  readonly waitMsMax: number;
  readonly produceTimeoutMsMax: number;
  /** Topics that one Metadata request may bring about. */
  readonly autoCreatedTopicsMax: number;
  /** Buffered and held answers together; a reader that leaves more unread is closed. */
  readonly unsentBytesMax: number;
  /** How long the connection may stay congested. */
  readonly stallMsMax: number;
}

export const KAFKA_LIMITS: KafkaLimits = {
  frameBytesMax: 8 * MIB,
  requestBytesMax: MIB,
  firstRequestMsMax: 10_000,
  idleMsMax: 600_000,
  requestsInFlightMax: 64,
  bytesInFlightMax: 8 * MIB,
  fetchBytesMax: 55 * MIB,
  fetchBytesInFlight: 55 * MIB,
  fetchBytesLeast: 256 * KIB,
  waitMsMax: 300_000,
  produceTimeoutMsMax: 300_000,
  autoCreatedTopicsMax: 100,
  unsentBytesMax: 128 * MIB,
  stallMsMax: 30_000,
};
