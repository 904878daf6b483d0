/** What `import ... from 'flotilla'` and 'flotilla/client' give in Node. */
import { createAssignerProtocol } from './consumer/index.ts';
import { nodePlatform } from './node/node-platform.ts';
import { createPartitioners } from './producer/partitioners.ts';

export { Kafka } from './node/kafka.ts';
export { PartitionAssigners } from './consumer/index.ts';
export const Partitioners = createPartitioners(nodePlatform.random);
export const AssignerProtocol = createAssignerProtocol(nodePlatform.toBytes);
export * from './public.ts';

export { connect, connectAny } from './connection.ts';
export type { ConnectOptions, CreateSocket, FlotillaConnection } from './open-connection.ts';
export type { ServerHello, ServerLimits } from './hello.ts';
export type * from '../broker/api.ts';
export { BrokerError, type ErrorName } from '../model/errors.ts';
