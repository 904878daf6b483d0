/** kafkajs, with its sockets led through a WebSocket, as a bundler makes it for a page by the recipe of docs/kafkajs-over-websocket.md. */
import { build, type BuildOptions } from 'esbuild';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RECIPE = path.join(ROOT, 'docs/examples/kafkajs-in-a-browser/bundle.mjs');

/** As a script that sets `globalName`: what kafkajs exports, and `socketFactory`. */
export async function bundleKafkajs(globalName: string): Promise<string> {
  const { kafkajsInBrowser } = (await import(RECIPE)) as { kafkajsInBrowser: BuildOptions };
  const { outputFiles } = await build({
    ...kafkajsInBrowser,
    stdin: {
      contents: `
        export { Kafka, CompressionTypes, logLevel } from 'kafkajs';
        export { socketFactory } from './src/client/kafkajs/browser.ts';`,
      resolveDir: ROOT,
    },
    format: 'iife',
    globalName,
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
