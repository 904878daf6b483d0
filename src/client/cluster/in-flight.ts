/** The requests that wait for an answer, by connection: so that one that is left ends when it is of no use any more. */
import type { FlotillaConnection } from '../open-connection.ts';
import type { ApiName } from './request-observer.ts';

interface Waiting {
  produces: number;
  others: number;
  /** Called when none is left. */
  onIdle: (() => void) | undefined;
}

export class InFlight {
  private readonly connections = new Map<FlotillaConnection, Waiting>();

  /** `call` is made before this returns. */
  async during<T>(
    api: ApiName,
    connection: FlotillaConnection,
    call: () => Promise<T>,
  ): Promise<T> {
    const waiting = this.connections.get(connection) ?? newlyUsed();
    this.connections.set(connection, waiting);
    const kind = api === 'Produce' ? 'produces' : 'others';
    waiting[kind] += 1;
    try {
      return await call();
    } finally {
      waiting[kind] -= 1;
      if (waiting.produces + waiting.others === 0) {
        this.connections.delete(connection);
        waiting.onIdle?.();
      }
    }
  }

  hasProduces(connection: FlotillaConnection): boolean {
    return (this.connections.get(connection)?.produces ?? 0) > 0;
  }

  /** At once if nothing is in flight there. */
  whenIdle(connection: FlotillaConnection, act: () => void): void {
    const waiting = this.connections.get(connection);
    if (waiting === undefined) act();
    else waiting.onIdle = act;
  }
}

function newlyUsed(): Waiting {
  return { produces: 0, others: 0, onIdle: undefined };
}
