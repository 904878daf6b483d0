/** What `import ... from 'flotilla'` gives in Node. */
export { connect, connectAny } from './connection.ts';
export type { ConnectOptions, CreateSocket, FlotillaConnection } from './open-connection.ts';
export type { ServerHello, ServerLimits } from './hello.ts';
export type * from '../broker/api.ts';
export { BrokerError, type ErrorName } from '../model/errors.ts';
