import { defineApi } from '../api.ts';
import { bool, int16, int32, int64, list, string, structs } from '../schema.ts';

/**
 * Null topics ask for all. Version 3 has an error for the whole response, 4 the size of the volume, 5 whether the
 * directory is closed to new partitions.
 */
export const describeLogDirs = defineApi({
  key: 35,
  name: 'DescribeLogDirs',
  versions: '1-5',
  flexibleFrom: 2,
  request: {
    topics: structs(
      {
        topic: string(),
        partitions: list(int32()),
      },
      { nullable: true },
    ),
  },
  response: {
    throttleTimeMs: int32({ default: 0 }),
    errorCode: int16({ versions: '3+' }),
    results: structs({
      errorCode: int16(),
      logDir: string(),
      topics: structs({
        name: string(),
        partitions: structs({
          partitionIndex: int32(),
          partitionSize: int64(),
          offsetLag: int64(),
          isFutureKey: bool(),
        }),
      }),
      totalBytes: int64({ versions: '4+', default: -1 }),
      usableBytes: int64({ versions: '4+', default: -1 }),
      isCordoned: bool({ versions: '5+' }),
    }),
  },
});
