/**
 * A known bug, as the change of our sources that would make it ours, and who has to find it. No switch stands in what
 * ships (docs/decisions/0026): the change is made in a copy of the sources, and a row whose text is not found exactly
 * once there fails, so that rows follow the sources.
 */

export interface Edit {
  /** Below `src/`. */
  readonly file: string;
  readonly search: string;
  readonly replace: string;
}

export type Finder =
  /** A world of test/model-check; `PLANTED_BUGS` names it, and what must be found broken. */
  | { readonly kind: 'model-check' }
  /** `npm run sim -- --seeds 1..N`, or from a first seed on: not every seed has every kind of fault. */
  | { readonly kind: 'swarm'; readonly seedsMax: number; readonly firstSeed?: number }
  /** `npm run storage-net -- SUBJECT --images N`. */
  | { readonly kind: 'storage-net'; readonly subject: string; readonly imagesMax: number }
  /** A file below `test/`; with a title only the tests whose names hold it. */
  | { readonly kind: 'tests'; readonly file: string; readonly title?: string };

export interface Mutant {
  readonly what: string;
  /** Of FAILURES.md section 1, whose table docs/testing/mutants.md repeats by number; none for a rule of our own. */
  readonly rows: readonly number[];
  readonly edits: readonly Edit[];
  /** Each of them finds it. */
  readonly finders: readonly Finder[];
}

export type Mutants = Readonly<Record<string, Mutant>>;
