/** A copy of the sources and tests in a temporary directory, in which one bug at a time is planted. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invariant } from '../../src/base/invariant.ts';
import type { Edit } from './mutant.ts';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Copied, not linked: Node resolves the imports of a linked file from where it really lies, beside what is not changed. */
const COPIED = ['src', 'test', 'config', 'package.json', 'tsconfig.json'];
const LINKED = ['docs', 'bench'];

export class PlantedTree {
  readonly directory: string;

  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'flotilla-mutants-'));
    for (const name of COPIED) {
      cpSync(join(PROJECT, name), join(this.directory, name), { recursive: true });
    }
    for (const name of LINKED) this.link(name);
    // What is built in the tree is cached in the tree.
    mkdirSync(join(this.directory, 'node_modules'));
    for (const name of readdirSync(join(PROJECT, 'node_modules'))) {
      if (name !== '.cache') this.link(`node_modules/${name}`);
    }
  }

  /** The sources have these edits while `use` runs. */
  async withEdits<T>(edits: readonly Edit[], use: () => Promise<T>): Promise<T> {
    const changed = applyEdits(edits);
    try {
      for (const [file, text] of changed) this.write(file, text);
      return await use();
    } finally {
      for (const file of changed.keys()) this.write(file, readSource(file));
    }
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  private link(path: string): void {
    symlinkSync(join(PROJECT, path), join(this.directory, path));
  }

  private write(file: string, text: string): void {
    writeFileSync(join(this.directory, 'src', file), text);
  }
}

/** Texts by file. Throws unless each text that is searched for is there exactly once. */
export function applyEdits(edits: readonly Edit[]): Map<string, string> {
  const changed = new Map<string, string>();
  for (const { file, search, replace } of edits) {
    const parts = (changed.get(file) ?? readSource(file)).split(search);
    invariant(parts.length === 2, `src/${file} has once: ${search}`);
    changed.set(file, parts.join(replace));
  }
  return changed;
}

function readSource(file: string): string {
  return readFileSync(join(PROJECT, 'src', file), 'utf8');
}
