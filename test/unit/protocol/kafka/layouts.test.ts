// Goal: no layout changes unseen. Method: the sample value of every API, version and direction, encoded, is in
// test/golden/bytes/kafka/layouts.txt. kafka-clients 4.3.0 read each of these, gave every field the same name and value,
// and wrote the same bytes. UPDATE_GOLDEN=1 rewrites the file; commit only a difference that you understand.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Api } from '../../../../src/protocol/kafka/api.ts';
import { APIS } from '../../../../src/protocol/kafka/registry.ts';
import { WireWriter } from '../../../../src/protocol/kafka/wire-writer.ts';
import { LAYOUTS, sampleValue, type Layout } from './messages.ts';

const FILE = new URL('../../../golden/bytes/kafka/layouts.txt', import.meta.url);

function lineOf(layout: Layout): string {
  const { name, version, direction } = layout;
  const api: Api = APIS[name];
  const writer = new WireWriter();
  api[direction].write(writer, version, sampleValue(layout));
  return `${name} ${version} ${direction} ${Buffer.concat(writer.chunks()).toString('hex')}`;
}

it('every layout is as it was', () => {
  const lines = LAYOUTS.map(lineOf);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, `${lines.join('\n')}\n`);
  expect(lines).toEqual(readFileSync(FILE, 'utf8').trimEnd().split('\n'));
});
