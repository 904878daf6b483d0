/** The listener for Kafka clients over TCP. Sockets, sizes and pieces of frames are the network's affair, so this runs in the simulator as well. */
import type { Address, Network } from '../../platform/network.ts';
import { byAddress } from './brokers.ts';
import type { KafkaSessions } from './sessions.ts';

export interface KafkaDoor {
  readonly address: Address;
  /** Takes nobody in any more; those who are in belong to the sessions. */
  close(): Promise<void>;
}

/** Rejects with a NetworkFault. */
export async function startKafkaDoor(
  listen: Address,
  { network, sessions }: { readonly network: Pick<Network, 'listen'>; sessions: KafkaSessions },
): Promise<KafkaDoor> {
  const listener = await network.listen(listen, (connection) => {
    sessions.accept(connection, byAddress);
  });
  return { address: listener.address, close: () => listener.close() };
}
