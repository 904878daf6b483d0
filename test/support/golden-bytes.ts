import { readdirSync, readFileSync } from 'node:fs';

const DIRECTORY = new URL('../golden/bytes/', import.meta.url);

/** A file of test/golden/bytes: hex with a comment behind "#" on any line. */
export function goldenBytes(name: string): Uint8Array {
  const text = readFileSync(new URL(`${name}.hex`, DIRECTORY), 'utf8');
  return Uint8Array.from(Buffer.from(text.replaceAll(/#.*|\s/g, ''), 'hex'));
}

export function goldenNames(): string[] {
  return readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.hex'))
    .map((name) => name.slice(0, -'.hex'.length));
}

/** In place; twice is as before. `bit` counts from the first byte's lowest. */
export function flipBit(bytes: Uint8Array, bit: number): void {
  const at = Math.floor(bit / 8);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
}
