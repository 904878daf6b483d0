import { fileURLToPath } from 'node:url';

/** This command itself: compiled, in one piece (config/tooling/bundle-command.mjs), or under tsx. It lies beside this file. */
export function mainPath(): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`main.${extension}`, import.meta.url));
}
