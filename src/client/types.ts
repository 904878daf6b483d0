/** Every public type of the client, by kafkajs's names. Offsets and timestamps are decimal text, as there. */
export type * from './types/bytes.ts';
export type * from './types/config.ts';
export type * from './types/events.ts';
export type * from './types/producer.ts';
export type * from './types/consumer.ts';
export type * from './types/admin.ts';
