/**
 * The states that were seen, but for those that another one covers: where servers, history and budget are the same and
 * every server was sent at least as much, everything can happen that can happen here. Exact: no hashes.
 */
import type { CanonicalForm } from './canonical.ts';
import type { Sites } from './sites.ts';

interface Seen {
  readonly sites: readonly number[];
  readonly record: number;
}

export class Covered {
  private readonly sites: Sites;
  /** Only equal states cover each other. */
  private readonly isPlain: boolean;
  private readonly seen = new Map<string, Seen[]>();
  /** Servers, history and budget, without what was sent. */
  readonly kernels = new Set<string>();

  constructor(sites: Sites, isPlain: boolean) {
    this.sites = sites;
    this.isPlain = isPlain;
  }

  /** Undefined when it is covered, else the records that it now covers. */
  add(form: CanonicalForm, budget: number, record: number): readonly number[] | undefined {
    const { locals, history, sites } = form;
    const kernel = `${locals.join()} ${history} ${budget}`;
    this.kernels.add(kernel);
    const key = this.isPlain ? `${kernel} ${sites.join()}` : kernel;
    const alike = this.seen.get(key) ?? [];
    if (alike.some((other) => this.covers(other.sites, sites))) return undefined;
    const [below, beside] = [[] as Seen[], [] as Seen[]];
    for (const other of alike) (this.covers(sites, other.sites) ? below : beside).push(other);
    beside.push({ sites, record });
    this.seen.set(key, beside);
    return below.map((other) => other.record);
  }

  private covers(more: readonly number[], less: readonly number[]): boolean {
    for (const [i, code] of less.entries()) if (!this.sites.hasAllOf(more[i]!, code)) return false;
    return true;
  }
}
