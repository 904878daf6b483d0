import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { crc32c, crc32cPure, installNativeCrc32c } from '../../../src/base/crc32c.ts';

const encoder = new TextEncoder();

/** Bit by bit, straight from the polynomial: slow, but plain to see. */
function crc32cByBits(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f6_3b78 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

afterEach(() => installNativeCrc32c(crc32cPure));

describe('crc32c', () => {
  // The vectors of RFC 3720, appendix B.4, and the check value of the algorithm.
  it.each([
    ['nothing', new Uint8Array(0), 0],
    ['123456789', encoder.encode('123456789'), 0xe306_9283],
    ['32 zeros', new Uint8Array(32), 0x8a91_36aa],
    ['32 ones', new Uint8Array(32).fill(255), 0x62a8_ab43],
    ['0 to 31', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd_794e],
    ['31 to 0', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113f_db5c],
  ])('of %s is the published value', (_, bytes, expected) => {
    expect(crc32cPure(bytes)).toBe(expected);
    expect(crc32c(bytes)).toBe(expected);
  });

  it('is what the polynomial says, for any bytes at any alignment', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(7), (bytes, shift) => {
        const shifted = Uint8Array.from([...new Uint8Array(shift), ...bytes]).subarray(shift);
        expect(crc32cPure(shifted)).toBe(crc32cByBits(bytes));
      }),
    );
  });

  it('of two pieces chains to that of the whole', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
        const [a, b] = [bytes.subarray(0, cut), bytes.subarray(cut)];
        expect(crc32c(b, crc32c(a))).toBe(crc32c(bytes));
      }),
    );
  });

  it('goes to the native version only where it pays', () => {
    const lengths: number[] = [];
    installNativeCrc32c((bytes, seed) => {
      lengths.push(bytes.length);
      return crc32cPure(bytes, seed);
    });
    for (const length of [0, 63, 64, 1000]) crc32c(new Uint8Array(length));
    expect(lengths).toEqual([64, 1000]);
  });
});
