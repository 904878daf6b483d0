/** kafkajs's admin client. */
import { type ClientContext, createParts } from '../context.ts';
import { KafkaJSNotImplemented } from '../errors.ts';
import { clientEvents } from '../events.ts';
import type { Admin, AdminConfig, AdminEvents } from '../types/admin.ts';
import * as configs from './configs.ts';
import * as groups from './groups.ts';
import * as offsets from './offsets.ts';
import * as topics from './topics.ts';

const ADMIN_EVENTS: AdminEvents = clientEvents('admin');

export function createAdmin(context: ClientContext, config: AdminConfig): Admin {
  const { cluster, emitter, logger } = createParts(context, {
    namespace: 'admin',
    retry: config.retry,
  });
  const disconnect = async (): Promise<void> => {
    const wasOpen = cluster.isOpen();
    await cluster.disconnect();
    if (wasOpen) emitter.emit(ADMIN_EVENTS.DISCONNECT, null);
  };
  return {
    connect: async (options) => {
      await cluster.connect(options);
      emitter.emit(ADMIN_EVENTS.CONNECT, null);
    },
    disconnect,
    listTopics: () => topics.listTopics(cluster),
    createTopics: (request) => topics.createTopics(cluster, request),
    deleteTopics: (request) => topics.deleteTopics(cluster, request.topics),
    createPartitions: (request) => topics.createPartitions(cluster, request),
    fetchTopicMetadata: (request) => topics.fetchTopicMetadata(cluster, request?.topics),
    describeCluster: () => topics.describeCluster(cluster),
    describeConfigs: (request) => configs.describeConfigs(cluster, request.resources),
    alterConfigs: (request) => configs.alterConfigs(cluster, request),
    fetchTopicOffsets: (topic) => offsets.fetchTopicOffsets(cluster, topic),
    fetchTopicOffsetsByTimestamp: (topic, timestamp) =>
      offsets.fetchTopicOffsetsByTimestamp(cluster, topic, timestamp),
    fetchOffsets: (request) => offsets.fetchOffsets(cluster, request),
    setOffsets: (request) => offsets.setOffsets(cluster, request),
    resetOffsets: (request) => offsets.resetOffsets(cluster, request),
    listGroups: () => groups.listGroups(cluster),
    describeGroups: (groupIds) => groups.describeGroups(cluster, groupIds),
    deleteGroups: (groupIds) => groups.deleteGroups(cluster, groupIds),
    deleteTopicRecords: () => missing('delete records before an offset; set retention instead'),
    createAcls: () => missing('keep access control lists'),
    describeAcls: () => missing('keep access control lists'),
    deleteAcls: () => missing('keep access control lists'),
    alterPartitionReassignments: () => missing('move replicas between brokers'),
    listPartitionReassignments: () => missing('move replicas between brokers'),
    on: (type, listener) => emitter.on(type, listener),
    events: ADMIN_EVENTS,
    logger: () => logger,
    status: () => cluster.status(),
    [Symbol.asyncDispose]: disconnect,
  };
}

function missing(what: string): Promise<never> {
  return Promise.reject(new KafkaJSNotImplemented(`The brokers cannot yet ${what}.`));
}
