/** All Kafka clients of a broker, whichever way they came: a session for each connection, and what they share. */
import type { LocalBroker } from '../../broker/local-api.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Meter } from '../../platform/meter.ts';
import { ByteBudget } from '../ws/limits.ts';
import type { SessionConnection } from '../ws/session.ts';
import type { Naming } from './brokers.ts';
import { KAFKA_LIMITS, type KafkaLimits } from './limits.ts';
import { createKafkaMeter } from './meter.ts';
import { KafkaSession, type KafkaSessionModules } from './session.ts';

export interface KafkaSessionsOptions {
  readonly autoCreatesTopics: boolean;
  readonly limits?: Partial<KafkaLimits>;
  /** Of the requests of all clients together. */
  readonly bytesInFlightOfAllMax: number;
  /** How long requests in flight may take before a planned stop. */
  readonly drainMs: number;
}

export interface KafkaSessionsModules {
  readonly broker: LocalBroker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: Meter;
}

export class KafkaSessions {
  private readonly sessions = new Set<KafkaSession>();
  private readonly modules: KafkaSessionModules;
  private readonly drainMs: number;
  private isClosing = false;
  private emptied = (): void => undefined;

  constructor(options: KafkaSessionsOptions, modules: KafkaSessionsModules) {
    const { meter } = modules;
    this.drainMs = options.drainMs;
    this.modules = {
      ...modules,
      meter: createKafkaMeter(meter),
      limits: { ...KAFKA_LIMITS, ...options.limits },
      budget: new ByteBudget(options.bytesInFlightOfAllMax),
      autoCreatesTopics: options.autoCreatesTopics,
    };
    meter.gauge('flotilla_kafka_connections', 'Open connections of Kafka clients.', [], () => [
      { labels: {}, value: this.sessions.size },
    ]);
  }

  get limits(): KafkaLimits {
    return this.modules.limits;
  }

  /** `ended` is called once. */
  accept(
    connection: SessionConnection,
    nodeOf: Naming,
    ended: () => void = () => undefined,
  ): KafkaSession {
    const session: KafkaSession = new KafkaSession(this.modules, connection, {
      nodeOf,
      ended: () => {
        this.sessions.delete(session);
        ended();
        if (this.sessions.size === 0) this.emptied();
      },
    });
    this.sessions.add(session);
    if (this.isClosing) session.stop();
    return session;
  }

  /** Answers what is in flight, as long as `drainMs` allows; takes nobody in any more. */
  async close(): Promise<void> {
    this.isClosing = true;
    if (this.sessions.size === 0) return;
    const empty = new Promise<void>((resolve) => (this.emptied = resolve));
    const deadline = this.modules.clock.setTimer(this.drainMs, () => {
      for (const session of [...this.sessions]) session.stop();
    });
    for (const session of [...this.sessions]) session.drain();
    await empty;
    deadline.cancel();
  }
}
