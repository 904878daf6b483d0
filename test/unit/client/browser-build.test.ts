// What a page loads of the client. Method: bundles as esbuild makes them, whose `browser` field puts tables in the place of
// generated code. Sizes are of the minified bundle after gzip, in bytes.
import { describe, expect, it } from 'vitest';
import { type BrowserEntry, bundleForBrowser } from '../../support/browser-bundle.ts';

const KIB = 1024;

/** The first is the promise of the project; the others are what they are, and not to grow unnoticed. */
const BYTES_MAX: Record<BrowserEntry, number> = {
  core: 25 * KIB,
  light: 44 * KIB,
  browser: 52 * KIB,
};

describe.each(Object.entries(BYTES_MAX))('the %s build', (entry, bytesMax) => {
  it(`has at most ${bytesMax} bytes, and nothing of Node, protobufjs or Long`, async () => {
    const { gzippedBytes, inputs } = await bundleForBrowser(entry as BrowserEntry);
    expect(gzippedBytes).toBeLessThanOrEqual(bytesMax);
    expect(inputs.filter((file) => /node_modules|protocol\/generated|\/node\//.test(file))).toEqual(
      [],
    );
    expect(inputs.length).toBeGreaterThan(20);
    if (entry === 'core')
      expect(inputs.filter((file) => /client\/(admin|consumer|producer)\//.test(file))).toEqual([]);
  });
});
