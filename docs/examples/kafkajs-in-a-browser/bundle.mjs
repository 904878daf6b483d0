/** Options of esbuild with which kafkajs 2.2.4 runs in a browser, over sockets of flotilla/kafkajs. */
import path from 'node:path';

const here = (name) => path.join(import.meta.dirname, name);
const STAND_INS = {
  assert: 'assert.cjs',
  crypto: 'nothing.js',
  events: 'events.cjs',
  net: 'nothing.js',
  tls: 'nothing.js',
  util: 'util.js',
  zlib: 'zlib.js',
};

export const kafkajsInBrowser = {
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  alias: Object.fromEntries(Object.entries(STAND_INS).map(([name, file]) => [name, here(file)])),
  inject: [here('globals.js')],
  define: { global: 'globalThis' },
};
