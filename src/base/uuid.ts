import { invariant } from './invariant.ts';

/** 16 bytes as 22 characters of base64url, as Kafka writes topic, cluster and directory ids. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const TEXT = /^[A-Za-z0-9_-]{21}[AQgw]$/;

export function isUuidText(text: string): boolean {
  return TEXT.test(text);
}

export function uuidToText(bytes: Uint8Array): string {
  invariant(bytes.length === 16, 'a uuid has 16 bytes');
  let text = '';
  for (let i = 0; i < 16; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET[group >>> 18]! + ALPHABET[(group >>> 12) & 63]!;
    if (i < 15) text += ALPHABET[(group >>> 6) & 63]! + ALPHABET[group & 63]!;
  }
  return text;
}

export function uuidToBytes(text: string): Uint8Array {
  invariant(isUuidText(text), 'a uuid is 22 characters of base64url');
  const bytes = new Uint8Array(16);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    bits = (bits << 6) | ALPHABET.indexOf(character);
    held += 6;
    if (held >= 8 && at < 16) {
      held -= 8;
      bytes[at] = (bits >>> held) & 0xff;
      at += 1;
    }
  }
  return bytes;
}
