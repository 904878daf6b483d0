// Writes docs/kafka-api.md from the registry of Kafka's APIs:
//   npx tsx config/tooling/generate-kafka-api-doc.ts
import { writeFileSync } from 'node:fs';
import { kafkaApiDoc } from '../../src/protocol/kafka/api-doc.ts';

writeFileSync(new URL('../../docs/kafka-api.md', import.meta.url), kafkaApiDoc());
