/** What a run of storage-net looked at, counted. */

export class Violation extends Error {
  override readonly name = 'Violation';
}

export class Figures {
  /** Different ones of each operation: an image that equals another of the same moment is not counted. */
  images = 0;
  /** Opened, and read to the end. */
  recoveries = 0;
  private readonly imagesMax: number;
  private readonly counts = new Map<string, Map<string, number>>();

  constructor(imagesMax: number) {
    this.imagesMax = imagesMax;
  }

  get isEnough(): boolean {
    return this.images >= this.imagesMax;
  }

  count(table: string, row: string, by = 1): void {
    const rows = this.counts.get(table) ?? new Map<string, number>();
    this.counts.set(table, rows);
    rows.set(row, (rows.get(row) ?? 0) + by);
  }

  image(kind: string): void {
    this.images += 1;
    this.count('images', kind);
  }

  /** `images: process 12, synced 9`, a line for each table. */
  lines(): string[] {
    return [...this.counts].map(([table, rows]) => {
      const shown = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([row, n]) => `${row} ${n}`);
      return `${table}: ${shown.join(', ')}`;
    });
  }
}

/** A part of the storage that the net looks at: lives one after another, each from a seed, until enough is seen. */
export interface Subject {
  readonly what: string;
  /** Of the images of a run over all subjects. */
  readonly share: number;
  readonly live: (seed: number, figures: Figures) => Promise<void>;
}
