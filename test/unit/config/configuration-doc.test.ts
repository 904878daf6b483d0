// Goal: docs/configuration.md and config/broker.yaml say what the tables say.
// Method: make them anew and compare; read the file with every comment taken away.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBrokerConfig, configValue } from '../../../src/config/broker-config.ts';
import { brokerYaml, configurationDoc } from '../../../src/config/configuration-doc.ts';
import { SETTING_NAMES, SETTINGS } from '../../../src/config/settings.ts';
import { TOPIC_SETTINGS } from '../../../src/metadata/topic-configs.ts';

const ROOT = new URL('../../../', import.meta.url);
const STALE = 'run: npx tsx config/tooling/generate-configuration-doc.ts';

function file(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

describe('the generated documentation', () => {
  it('is up to date', () => {
    expect(file('docs/configuration.md'), STALE).toBe(configurationDoc(TOPIC_SETTINGS));
    expect(file('config/broker.yaml'), STALE).toBe(brokerYaml());
  });

  it('names every setting', () => {
    const doc = configurationDoc(TOPIC_SETTINGS);
    for (const name of [...SETTING_NAMES, ...Object.keys(TOPIC_SETTINGS)]) {
      expect(doc).toContain(`\`${name}\``);
    }
  });

  it('gives a file that is accepted as it is, and with every default uncommented', () => {
    parseBrokerConfig(brokerYaml(), 'broker.yaml');
    const uncommented = brokerYaml().replaceAll(/^# ([a-z.]+:( \S+)?)$/gm, '$1');
    const config = parseBrokerConfig(uncommented, 'broker.yaml');
    for (const name of SETTING_NAMES) {
      expect(configValue(config, name)).toEqual(SETTINGS[name].default);
      const isSet = SETTINGS[name].default !== undefined;
      expect(config.origins[name].startsWith('broker.yaml:')).toBe(isSet);
    }
  });
});
