import { defineApi } from '../api.ts';
import { bool, int16, int32, int8, list, string, structs } from '../schema.ts';

/** Null names ask for all configs of a resource. Version 3 has types and documentation. */
export const describeConfigs = defineApi({
  key: 32,
  name: 'DescribeConfigs',
  versions: '1-4',
  flexibleFrom: 4,
  request: {
    resources: structs({
      resourceType: int8(),
      resourceName: string(),
      configurationKeys: list(string(), { nullable: true }),
    }),
    includeSynonyms: bool(),
    includeDocumentation: bool({ versions: '3+' }),
  },
  response: {
    throttleTimeMs: int32({ default: 0 }),
    results: structs({
      errorCode: int16(),
      errorMessage: string({ nullable: true }),
      resourceType: int8(),
      resourceName: string(),
      configs: structs({
        name: string(),
        value: string({ nullable: true }),
        readOnly: bool(),
        configSource: int8({ default: -1 }),
        isSensitive: bool(),
        synonyms: structs({
          name: string(),
          value: string({ nullable: true }),
          source: int8(),
        }),
        configType: int8({ versions: '3+' }),
        documentation: string({ versions: '3+', nullable: true }),
      }),
    }),
  },
});
