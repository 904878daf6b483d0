/** Inputs in files, as test/fuzz/regressions keeps them: two lines that say what and why, then hex. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FoundInput } from './fuzz.ts';

export interface KeptInput {
  readonly target: string;
  readonly why: string;
  readonly input: Uint8Array;
}

export const REGRESSIONS = fileURLToPath(new URL('regressions/', import.meta.url));
/** Where a run leaves what it found. */
export const FOUND = fileURLToPath(new URL('../../node_modules/.cache/fuzz/', import.meta.url));

const HEX_PER_LINE = 100;

export function readKept(path: string): KeptInput {
  const text = readFileSync(path, 'utf8');
  const target = /^# target: (\S+)$/m.exec(text)?.[1];
  const why = /^# why: (.+)$/m.exec(text)?.[1];
  if (target === undefined || why === undefined) {
    throw new Error(`${path} must say "# target: NAME" and "# why: ..." before its hex`);
  }
  return { target, why, input: fromHex(text.replaceAll(/#.*|\s/g, '')) };
}

export function fromHex(hex: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) throw new Error('an input is written as hex');
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

export function readRegressions(): { readonly name: string; readonly kept: KeptInput }[] {
  return readdirSync(REGRESSIONS)
    .filter((name) => name.endsWith('.hex'))
    .map((name) => ({ name, kept: readKept(`${REGRESSIONS}${name}`) }));
}

/** Returns the path. */
export function writeFound({ target, seed, number, kind, message, input }: FoundInput): string {
  mkdirSync(FOUND, { recursive: true });
  const path = `${FOUND}${target}-${kind}-${seed}-${number}.hex`;
  const hex =
    Buffer.from(input)
      .toString('hex')
      .match(new RegExp(`.{1,${HEX_PER_LINE}}`, 'g')) ?? [];
  const why = `${kind}: ${message}`.replaceAll(/\s+/g, ' ');
  writeFileSync(path, [`# target: ${target}`, `# why: ${why}`, ...hex, ''].join('\n'));
  return path;
}
