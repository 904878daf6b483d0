import { readdirSync, readFileSync } from 'node:fs';

export const ROOT = new URL('../..', import.meta.url).pathname;

export interface SourceFile {
  /** From the root of the project, such as `src/base/brand.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file under a folder of the project, generated code aside. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(`${ROOT}${folder}`, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length))
    .filter((path) => !path.includes('/generated/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
}

/** Without comments, so that a comment may name what code may not use. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));
}

/** `src/raft/step.ts` is in `raft`, `src/server.ts` in `server.ts`. */
export function topFolder(path: string): string {
  return path.split('/')[1]!;
}
