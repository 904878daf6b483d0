/** gzip and unzip, with the streams that browsers have. */
import { Buffer } from './buffer.js';

async function through(stream, bytes) {
  const response = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return Buffer.from(await response.arrayBuffer());
}

function calledBack(promise, callback) {
  promise.then((bytes) => callback(null, bytes), callback);
}

export function gzip(bytes, callback) {
  calledBack(through(new CompressionStream('gzip'), bytes), callback);
}

export function unzip(bytes, callback) {
  calledBack(through(new DecompressionStream('gzip'), bytes), callback);
}
