// Goal: however a stream is cut into pieces, the same frames come out. Method: random frames, random cuts.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameAssembler, frameHeader, FrameTooLong } from '../../../src/base/frame-assembler.ts';
import { coalesce } from '../../../src/transport/outgoing.ts';

const KIB = 1024;
const MIB = KIB * KIB;

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

  it('gives the same frames when the rest of large ones is read into its place', () => {
    const frames = fc.array(
      fc.oneof(fc.nat(2000), fc.integer({ min: 127 * KIB, max: 129 * KIB }), fc.nat(700 * KIB)),
      { minLength: 1, maxLength: 6 },
    );
    const reads = fc.array(
      fc.record({
        size: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.nat(200_000)),
        room: fc.boolean(),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(frames, reads, (sizes, plan) => {
        const sent = sizes.map((size, i) =>
          new Uint8Array(size).map((_, at) => at + (at >> 8) + i),
        );
        const stream = Buffer.concat(sent.flatMap((body) => [frameHeader(body.length), body]));
        const assembler = new FrameAssembler(1 << 20);
        const received: Uint8Array[] = [];
        for (let at = 0, i = 0; at < stream.length; i += 1) {
          const { size, room: wantsRoom } = plan[i % plan.length]!;
          const room = wantsRoom ? assembler.room() : undefined;
          const piece = stream.subarray(at, at + Math.min(size + 1, room?.length ?? Infinity));
          at += piece.length;
          if (room === undefined) assembler.push(Uint8Array.from(piece));
          else {
            room.set(piece);
            assembler.filled(piece.length);
          }
          // Not after every read: a paused connection takes none up.
          if (i % 3 === 2 && at < stream.length) continue;
          for (let next = assembler.next(); next !== undefined; next = assembler.next())
            received.push(next);
        }
        expect(received.map(({ length }) => length)).toEqual(sizes);
        expect(received.every((body, i) => Buffer.compare(body, sent[i]!) === 0)).toBe(true);
        expect(assembler.hasPartialFrame).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  describe('what it allocates for a large frame', () => {
    const allocated: number[] = [];
    const allocate = (bytes: number): Uint8Array => {
      allocated.push(bytes);
      return new Uint8Array(bytes);
    };
    const fill = (assembler: FrameAssembler, bytes: number): void => {
      for (let left = bytes; left > 0;) {
        const room = assembler.room()!;
        const count = Math.min(left, room.length);
        assembler.filled(count);
        left -= count;
      }
    };

    it('is twice of what came, not what was announced', () => {
      allocated.length = 0;
      const assembler = new FrameAssembler(64 * MIB, allocate);
      assembler.push(frameHeader(60 * MIB));
      expect(assembler.next()).toBeUndefined();
      expect(assembler.room()).toHaveLength(64 * KIB);
      for (let came = 1000; came < 2 * MIB; came += 1000) {
        fill(assembler, 1000);
        expect(assembler.next()).toBeUndefined();
        expect(allocated.at(-1)).toBeLessThanOrEqual(Math.max(64 * KIB, 2 * came + 2));
      }
      expect(allocated.length).toBeLessThan(8);
    });

    it('is all of it at once when the frame before was as large, up to 4 MiB', () => {
      const assembler = new FrameAssembler(64 * MIB, allocate);
      const send = (bytes: number): number | undefined => {
        allocated.length = 0;
        assembler.push(frameHeader(bytes));
        assembler.next();
        fill(assembler, bytes);
        expect(assembler.next()).toHaveLength(bytes);
        return allocated[0];
      };
      send(MIB);
      expect(send(MIB)).toBe(MIB);
      expect(allocated).toHaveLength(1);
      expect(send(8 * MIB)).toBe(MIB);
      expect(send(8 * MIB)).toBe(4 * MIB);
      expect(send(200 * KIB)).toBe(200 * KIB);
      expect(send(MIB)).toBe(200 * KIB);
    });

    it('is nothing for a small frame, between frames, and for one that is whole', () => {
      const assembler = new FrameAssembler(64 * MIB, allocate);
      expect(assembler.room()).toBeUndefined();
      assembler.push(frameHeader(1000));
      expect([assembler.next(), assembler.room()]).toEqual([undefined, undefined]);
      assembler.push(new Uint8Array(1000));
      assembler.push(frameHeader(MIB));
      expect(assembler.next()).toHaveLength(1000);
      expect(assembler.next()).toBeUndefined();
      fill(assembler, MIB);
      expect(assembler.room()).toBeUndefined();
      expect(assembler.next()).toHaveLength(MIB);
      expect(assembler.room()).toBeUndefined();
    });
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
