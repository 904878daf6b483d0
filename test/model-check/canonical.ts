/** One form for all states that differ only in the names of the servers. */
import type { Histories } from './histories.ts';
import { renamings, type Renamings } from './renamings.ts';
import type { Renaming } from './server-text.ts';
import type { Sites } from './sites.ts';

export interface CanonicalForm {
  /** Of the servers, without what was sent to them. */
  readonly locals: readonly number[];
  readonly history: number;
  readonly sites: readonly number[];
}

export class Canonical {
  private readonly sites: Sites;
  private readonly histories: Histories;
  private readonly renamings: Renamings;

  constructor(servers: number, sites: Sites, histories: Histories) {
    this.sites = sites;
    this.histories = histories;
    this.renamings = renamings(servers);
  }

  formOf(sites: readonly number[], history: number): CanonicalForm {
    const { locals } = this.sites;
    const signatures = sites.map((site, i) =>
      locals.codeOf(this.sites.localOf(site), this.renamings.othersOf(i)),
    );
    const [first, ...others] = this.renamings
      .sorting(signatures)
      .map(({ order, renaming }) => this.renamed(sites, history, order, renaming));
    return others.reduce((least, form) => (isLess(form, least) ? form : least), first!);
  }

  private renamed(
    sites: readonly number[],
    history: number,
    order: readonly number[],
    renaming: Renaming,
  ): CanonicalForm {
    const codes = order.map((index) => this.sites.codeOf(sites[index]!, renaming));
    return {
      locals: codes.map((code) => this.sites.localOfCode(code)),
      history: this.histories.codeOf(history, renaming),
      sites: codes,
    };
  }
}

function isLess(a: CanonicalForm, b: CanonicalForm): boolean {
  const numbersOfB = [...b.locals, b.history, ...b.sites];
  for (const [i, number] of [...a.locals, a.history, ...a.sites].entries()) {
    if (number !== numbersOfB[i]!) return number < numbersOfB[i]!;
  }
  return false;
}
