/** In the order of the table. */
import type { Target } from '../target.ts';
import { batch, marker } from './batch.ts';
import { codecGzip, codecLz4, codecSnappy, codecZstd } from './codecs.ts';
import { clientFrame, serverFrame } from './door-frames.ts';
import { forwardRequest, forwardResponse } from './forwarded.ts';
import { hardState, indexFiles, logFiles, metaProperties } from './files.ts';
import { kafkaRequest, kafkaResponse } from './kafka-codec.ts';
import { kafkaSession, wsSession } from './sessions.ts';
import { logRecovery, peersFile } from './log.ts';
import { peerFrame, peerHello } from './peer.ts';
import {
  groupRequest,
  groupResponse,
  memberAssignment,
  memberMetadata,
  metadataRecord,
  metadataRequest,
  metadataResponse,
  metadataSnapshot,
  offsetsRecord,
  offsetsSnapshot,
  producerTable,
} from './state-records.ts';
import {
  commandArguments,
  environmentConfig,
  httpPath,
  originHeaders,
  topicConfig,
  yamlConfig,
} from './text.ts';

export const TARGETS: readonly Target[] = [
  kafkaRequest,
  kafkaResponse,
  kafkaSession,
  batch,
  marker,
  clientFrame,
  serverFrame,
  wsSession,
  groupRequest,
  groupResponse,
  memberMetadata,
  memberAssignment,
  peerHello,
  peerFrame,
  forwardRequest,
  forwardResponse,
  metadataRequest,
  metadataResponse,
  metadataRecord,
  metadataSnapshot,
  offsetsRecord,
  offsetsSnapshot,
  producerTable,
  logFiles,
  indexFiles,
  hardState,
  metaProperties,
  logRecovery,
  peersFile,
  codecGzip,
  codecSnappy,
  codecLz4,
  codecZstd,
  yamlConfig,
  environmentConfig,
  topicConfig,
  commandArguments,
  httpPath,
  originHeaders,
];
