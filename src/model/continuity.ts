import type { Offset } from './ids.ts';

/**
 * How what a reader gets next follows what it has got. It is always told; nothing is left out in silence.
 *
 * - `gap`: retention removed the records of [from, to) before they were read.
 * - `truncated`: records that the reader saw from `from` on are not in the log any more. With an intact majority this
 *   happens only when a topic was deleted and made again under its name.
 */
export type Continuity =
  | { readonly kind: 'contiguous' }
  | { readonly kind: 'gap'; readonly from: Offset; readonly to: Offset }
  | { readonly kind: 'truncated'; readonly from: Offset };

export const CONTIGUOUS: Continuity = { kind: 'contiguous' };
