/** What a session under test is made of, with a broker that answers what the test says. */
import type { BrokerApi } from '../../../src/broker/api.ts';
import {
  Allowance,
  ByteBudget,
  SESSION_LIMITS,
  type SessionLimits,
} from '../../../src/gateway/ws/limits.ts';
import type { SessionModules } from '../../../src/gateway/ws/session.ts';
import { createSessionMeter } from '../../../src/gateway/ws/session-meter.ts';
import { SharedFetches } from '../../../src/gateway/ws/shared-fetches.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import type { Logger } from '../../../src/platform/logger.ts';
import { silentMeter } from './broker.ts';

export function sessionModules(
  broker: BrokerApi,
  clock: Clock,
  logger: Logger,
  limits: Partial<SessionLimits> & { readonly budgetBytes?: number } = {},
): SessionModules {
  const { budgetBytes = 1e9, ...others } = limits;
  return {
    broker,
    clock,
    logger,
    meter: createSessionMeter(silentMeter),
    limits: { ...SESSION_LIMITS, ...others },
    budget: new ByteBudget(budgetBytes),
    fetches: new SharedFetches(broker),
    allowance: new Allowance(1_000_000),
    serverVersion: '1.2.3',
  };
}
