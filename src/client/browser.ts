/** What `import ... from 'flotilla'` and 'flotilla/client' give in a browser: the same as index.ts, on the WebSocket that is there. */
import { installBrowserCodecs } from './browser-codecs.ts';
import { browserPlatform } from './browser-platform.ts';
import { createAssignerProtocol } from './consumer/index.ts';
import { Kafka as IsomorphicKafka } from './kafka.ts';
import { createPartitioners } from './producer/partitioners.ts';
import type { KafkaConfig } from './types/config.ts';

installBrowserCodecs();

export class Kafka extends IsomorphicKafka {
  constructor(config: KafkaConfig) {
    super(config, browserPlatform);
  }
}

export { PartitionAssigners } from './consumer/index.ts';
export const Partitioners = createPartitioners(browserPlatform.random);
export const AssignerProtocol = createAssignerProtocol(browserPlatform.toBytes);
export * from './public.ts';

export { connect, connectAny } from './browser-connect.ts';
export type { ConnectOptions, CreateSocket, FlotillaConnection } from './open-connection.ts';
export type { ServerHello, ServerLimits } from './hello.ts';
export type * from '../broker/api.ts';
export { BrokerError, type ErrorName } from '../model/errors.ts';
