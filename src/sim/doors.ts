/** The doors of a simulated broker, the sessions that ship, on frames of the simulated network. */
import type { LocalBroker } from '../broker/local-api.ts';
import { startKafkaDoor } from '../gateway/kafka/door.ts';
import { KafkaSessions } from '../gateway/kafka/sessions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Network } from '../platform/network.ts';
import { noMeter } from './observers.ts';
import { openSessionDoor } from './session-door.ts';

export const WEB_SOCKET_PORT = 8080;
export const KAFKA_PORT = 9092;

export interface DoorsModules {
  readonly broker: LocalBroker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly network: Network;
}

export interface Doors {
  /** As a planned stop does, before the broker itself stops. */
  close(): Promise<void>;
}

const DRAIN_MS = 1000;
const BYTES_IN_FLIGHT_MAX = 64 * 1024 * 1024;

export async function openDoors(host: string, modules: DoorsModules): Promise<Doors> {
  const webSocket = await openSessionDoor(modules, { host, port: WEB_SOCKET_PORT });
  const sessions = new KafkaSessions(
    { autoCreatesTopics: false, bytesInFlightOfAllMax: BYTES_IN_FLIGHT_MAX, drainMs: DRAIN_MS },
    { ...modules, meter: noMeter },
  );
  const { network } = modules;
  const kafka = await startKafkaDoor({ host, port: KAFKA_PORT }, { network, sessions });
  return {
    close: async () => {
      await Promise.all([webSocket.drain(DRAIN_MS), kafka.close(), sessions.close()]);
    },
  };
}
