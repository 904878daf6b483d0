/** A checker looks at what happened and throws BrokenPromise. How often it looked, and at how much, goes into a tally. */

/** A promise is broken; the run ends with it. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

export class Tally {
  readonly checker: string;
  looks = 0;
  things = 0;

  constructor(checker: string) {
    this.checker = checker;
  }
}

export abstract class Checker {
  private readonly tally: Tally;

  constructor(tally: Tally) {
    this.tally = tally;
  }

  protected looked(things = 1): void {
    this.tally.looks += 1;
    this.tally.things += things;
  }

  protected broken(what: string): never {
    throw new BrokenPromise(`${this.tally.checker}: ${what}`);
  }
}
