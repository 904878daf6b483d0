/** The WebSocket door of a simulated broker: its sessions, on frames of the simulated network instead of sockets. */
import type { BrokerApi } from '../broker/api.ts';
import { Allowance, ByteBudget, SESSION_LIMITS } from '../gateway/ws/limits.ts';
import { createSessionMeter } from '../gateway/ws/session-meter.ts';
import { Session, type SessionModules } from '../gateway/ws/session.ts';
import { SharedFetches } from '../gateway/ws/shared-fetches.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Address, Network } from '../platform/network.ts';
import { noMeter } from './observers.ts';

export interface SessionDoorModules {
  readonly broker: BrokerApi;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly network: Network;
}

export interface SessionDoor {
  /** Takes nobody in any more, and tells the clients that the broker stops within so many ms. */
  drain(withinMs: number): Promise<void>;
}

const BYTES_IN_FLIGHT_MAX = 256 * 1024 * 1024;
const SUBSCRIPTIONS_MAX = 100_000;

export async function openSessionDoor(
  { broker, clock, logger, network }: SessionDoorModules,
  address: Address,
): Promise<SessionDoor> {
  const modules: SessionModules = {
    broker,
    clock,
    logger,
    meter: createSessionMeter(noMeter),
    limits: SESSION_LIMITS,
    budget: new ByteBudget(BYTES_IN_FLIGHT_MAX),
    fetches: new SharedFetches(broker),
    allowance: new Allowance(SUBSCRIPTIONS_MAX),
    serverVersion: 'simulated',
  };
  const sessions = new Set<Session>();
  const listener = await network.listen(address, (connection) => {
    const session = new Session(modules, connection);
    const { lifetime } = session;
    if (lifetime.aborted) return;
    sessions.add(session);
    lifetime.addEventListener('abort', () => sessions.delete(session), { once: true });
  });
  return {
    drain: async (withinMs) => {
      await listener.close();
      for (const session of sessions) session.drain(withinMs);
    },
  };
}
