// Goal: lines are cut at \n only, bytes are kept, however the input is chunked. Method: a plain model of the
// whole input against the splitter fed with random chunks of it.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from '../../../src/cli/produce/line-splitter.ts';

type Seen = { readonly line: number[] } | { readonly tooLong: number };

function split(chunks: readonly Uint8Array[], lineBytesMax: number): Seen[] {
  const seen: Seen[] = [];
  const splitter = new LineSplitter(lineBytesMax, {
    line: (bytes) => seen.push({ line: [...bytes] }),
    tooLong: (sizeBytes) => seen.push({ tooLong: sizeBytes }),
  });
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return seen;
}

function model(bytes: readonly number[], lineBytesMax: number): Seen[] {
  const lines: number[][] = [[]];
  for (const byte of bytes) {
    if (byte === 10) lines.push([]);
    else lines.at(-1)!.push(byte);
  }
  // Behind a last \n there is no further line.
  if (lines.at(-1)!.length === 0) lines.pop();
  return lines.map((line) => (line.length > lineBytesMax ? { tooLong: line.length } : { line }));
}

function text(input: string, lineBytesMax = 100): Seen[] {
  return split([new TextEncoder().encode(input)], lineBytesMax);
}

const codes = (input: string) => ({ line: [...new TextEncoder().encode(input)] });

test('every chunking of an input gives the lines of the whole input', () => {
  const byte = fc.oneof(fc.constant(10), fc.constant(13), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 400 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 40 }),
      (bytes, cuts, lineBytesMax) => {
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const size of cuts) {
          chunks.push(Uint8Array.from(bytes.slice(at, at + size)));
          at += size;
        }
        chunks.push(Uint8Array.from(bytes.slice(at)));
        expect(split(chunks, lineBytesMax)).toEqual(model(bytes, lineBytesMax));
      },
    ),
    { numRuns: 500 },
  );
});

test('a last line without \\n is a line, an empty input has none', () => {
  expect(text('a\nb')).toEqual([codes('a'), codes('b')]);
  expect(text('a\nb\n')).toEqual([codes('a'), codes('b')]);
  expect(text('')).toEqual([]);
});

test('an empty line is a line', () => {
  expect(text('\n\na\n')).toEqual([codes(''), codes(''), codes('a')]);
});

test('\\r stays a byte of its line', () => {
  expect(text('a\r\nb\r\n')).toEqual([codes('a\r'), codes('b\r')]);
});

test('of a line over the limit only the size is kept, and the next line is whole', () => {
  const chunk = new Uint8Array(1 << 16).fill(65);
  const chunks = Array.from({ length: 160 }, () => chunk);
  const seen = split([...chunks, new TextEncoder().encode('\nnext\n')], 1000);
  expect(seen).toEqual([{ tooLong: 160 << 16 }, codes('next')]);
});

test('a line of exactly the limit passes', () => {
  expect(text('12345\n123456\n', 5)).toEqual([codes('12345'), { tooLong: 6 }]);
});

test('a line that spans chunks does not change when its chunks are used again', () => {
  const chunk = new TextEncoder().encode('abc');
  const seen: string[] = [];
  const splitter = new LineSplitter(10, {
    line: (bytes) => seen.push(new TextDecoder().decode(bytes)),
    tooLong: () => undefined,
  });
  splitter.push(chunk);
  chunk.fill(120);
  splitter.push(new TextEncoder().encode('d\n'));
  expect(seen).toEqual(['abcd']);
});
