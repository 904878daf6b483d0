/** What `import ... from 'flotilla/testing'` gives. */
export { startCluster } from './start-cluster.ts';
export type { TestCluster, Direction, ClientOptions } from './cluster.ts';
export type { TestBroker } from './broker-slot.ts';
export type { ClusterOptions, TopicOptions } from './options.ts';
export { TestingError } from './testing-error.ts';
