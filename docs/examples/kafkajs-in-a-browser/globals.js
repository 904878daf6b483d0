/** Names that are global in Node; esbuild puts them where a file uses them. */
export { Buffer } from './buffer.js';

export const process = {
  env: { KAFKAJS_NO_PARTITIONER_WARNING: '1' },
  hrtime: () => {
    const nowMs = performance.now();
    return [Math.floor(nowMs / 1000), Math.floor((nowMs % 1000) * 1e6)];
  },
};

/** A timer of 0 ms is one of 4 ms in browsers, once they are nested. */
export function setImmediate(work, ...args) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    work(...args);
  };
  port2.postMessage(undefined);
}
