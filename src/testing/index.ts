/** What `import ... from 'flotilla/testing'` gives. */
export { startCluster } from './start-cluster.ts';
export type { TestCluster } from './cluster.ts';
export type { Direction, ClientOptions, CrashOptions } from './cluster-controls.ts';
export type { Duration } from './duration.ts';
export type { TestBroker } from './broker-slot.ts';
export type { ClusterOptions, TopicOptions } from './options.ts';
export { TestingError } from './testing-error.ts';
export { simulate, type SimulateOptions } from './simulate.ts';
export type { SimulatedCluster } from './simulated-cluster.ts';
