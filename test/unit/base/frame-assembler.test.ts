// Goal: however a stream is cut into pieces, the same frames come out. Method: random frames, random cuts.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameAssembler, frameHeader, FrameTooLong } from '../../../src/base/frame-assembler.ts';
import { coalesce } from '../../../src/transport/outgoing.ts';

function drain(assembler: FrameAssembler): number[][] {
  const frames: number[][] = [];
  for (let frame = assembler.next(); frame !== undefined; frame = assembler.next()) {
    frames.push([...frame]);
  }
  return frames;
}

const pieceSizes = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9000 })),
  {
    minLength: 1,
    maxLength: 50,
  },
);

describe('a frame assembler', () => {
  it('gives the frames that were sent, however the stream is cut', () => {
    const frames = fc.array(fc.uint8Array({ maxLength: 12_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(frames, pieceSizes, (sent, sizes) => {
        const stream = Buffer.concat(sent.flatMap((body) => [frameHeader(body.length), body]));
        const assembler = new FrameAssembler(1 << 20);
        const received: number[][] = [];
        for (let at = 0, i = 0; at < stream.length; i += 1) {
          const size = sizes[i % sizes.length]!;
          assembler.push(Uint8Array.from(stream.subarray(at, at + size)));
          at += size;
          received.push(...drain(assembler));
        }
        expect(received).toEqual(sent.map((body) => [...body]));
      }),
      { numRuns: 200 },
    );
  });

  it('holds little more than the bytes of a frame that comes byte by byte', () => {
    const assembler = new FrameAssembler(1 << 20);
    assembler.push(frameHeader(1 << 20));
    for (let i = 0; i < 200_000; i += 1) assembler.push(Uint8Array.of(i));
    expect(assembler.next()).toBeUndefined();
    expect((assembler as unknown as { pieces: unknown[] }).pieces.length).toBeLessThan(8);
  });

  it('refuses a frame over the limit by its header alone, and takes one at the limit', () => {
    const assembler = new FrameAssembler(4);
    assembler.push(Uint8Array.of(0, 0, 0, 4, 1, 2, 3, 4, 0, 0, 0, 5));
    expect(assembler.next()).toHaveLength(4);
    expect(() => assembler.next()).toThrow(FrameTooLong);
  });
});

describe('coalescing', () => {
  it('keeps the bytes, joins small neighbours, and does not copy large chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1, 4, 100, 4096, 4097, 20_000), { maxLength: 30 }),
        (sizes) => {
          const chunks = sizes.map((size, i) => new Uint8Array(size).fill(i));
          const result = coalesce(chunks);
          expect(Buffer.concat(result).equals(Buffer.concat(chunks))).toBe(true);
          const large = chunks.filter((chunk) => chunk.length > 4096);
          expect(large.every((chunk) => result.includes(chunk))).toBe(true);
          expect(result.length).toBeLessThanOrEqual(2 * large.length + 1);
        },
      ),
    );
  });
});
