/** An entry of the client as a bundler makes it for a page. */
import { build } from 'esbuild';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export type BrowserEntry = 'browser' | 'light' | 'core';

export interface Bundle {
  readonly code: string;
  readonly gzippedBytes: number;
  /** The files that are in it. */
  readonly inputs: readonly string[];
}

/** `globalName`: as a script that sets it, instead of a module. */
export async function bundleForBrowser(entry: BrowserEntry, globalName?: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.resolve(import.meta.dirname, `../../src/client/${entry}.ts`)],
    ...(globalName === undefined ? { format: 'esm' } : { format: 'iife', globalName }),
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const code = outputFiles[0]!.text;
  return {
    code,
    gzippedBytes: gzipSync(code, { level: 9 }).length,
    inputs: Object.keys(metafile.inputs),
  };
}
