/**
 * The listener for Kafka clients: a session for each connection. Sockets, sizes and pieces of frames are the network's
 * affair, so this runs in the simulator as well.
 */
import type { LocalBroker } from '../../broker/local-api.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Meter } from '../../platform/meter.ts';
import type { Address, Connection, Network } from '../../platform/network.ts';
import { ByteBudget } from '../ws/limits.ts';
import { KAFKA_LIMITS, type KafkaLimits } from './limits.ts';
import { createKafkaMeter } from './meter.ts';
import { KafkaSession } from './session.ts';

export interface KafkaDoorOptions {
  readonly listen: Address;
  readonly autoCreatesTopics: boolean;
  readonly limits?: Partial<KafkaLimits>;
  /** Of the requests of all clients together. */
  readonly bytesInFlightOfAllMax: number;
  /** How long requests in flight may take before a planned stop. */
  readonly drainMs: number;
}

export interface KafkaDoorModules {
  readonly broker: LocalBroker;
  readonly network: Pick<Network, 'listen'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: Meter;
}

export interface KafkaDoor {
  readonly address: Address;
  /** Answers what is in flight, as long as `drainMs` allows. */
  close(): Promise<void>;
}

/** Rejects with a NetworkFault. */
export async function startKafkaDoor(
  options: KafkaDoorOptions,
  modules: KafkaDoorModules,
): Promise<KafkaDoor> {
  const { network, clock, meter } = modules;
  const sessions = new Set<KafkaSession>();
  let isClosing = false;
  let emptied = (): void => undefined;
  const sessionModules = {
    ...modules,
    meter: createKafkaMeter(meter),
    limits: { ...KAFKA_LIMITS, ...options.limits },
    budget: new ByteBudget(options.bytesInFlightOfAllMax),
    autoCreatesTopics: options.autoCreatesTopics,
  };
  const accept = (connection: Connection): void => {
    const session: KafkaSession = new KafkaSession(sessionModules, connection, () => {
      sessions.delete(session);
      if (sessions.size === 0) emptied();
    });
    sessions.add(session);
    if (isClosing) session.stop();
  };
  const listener = await network.listen(options.listen, accept);
  meter.gauge('flotilla_kafka_connections', 'Open connections of Kafka clients.', [], () => [
    { labels: {}, value: sessions.size },
  ]);
  return {
    address: listener.address,
    close: async () => {
      isClosing = true;
      await listener.close();
      if (sessions.size === 0) return;
      const empty = new Promise<void>((resolve) => (emptied = resolve));
      const deadline = clock.setTimer(options.drainMs, () => {
        for (const session of [...sessions]) session.stop();
      });
      for (const session of [...sessions]) session.drain();
      await empty;
      deadline.cancel();
    },
  };
}
