// Writes docs/configuration.md and config/broker.yaml from the tables of settings:
//   npx tsx config/tooling/generate-configuration-doc.ts
import { writeFileSync } from 'node:fs';
import { brokerYaml, configurationDoc } from '../../src/config/configuration-doc.ts';
import { TOPIC_SETTINGS } from '../../src/metadata/topic-configs.ts';

const ROOT = new URL('../../', import.meta.url);

writeFileSync(new URL('docs/configuration.md', ROOT), configurationDoc(TOPIC_SETTINGS));
writeFileSync(new URL('config/broker.yaml', ROOT), brokerYaml());
