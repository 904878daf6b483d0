import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kib: 1024,
  m: 1024 * 1024,
  mib: 1024 * 1024,
};

/** `100`, `16KiB`, `1MiB`; K and M are binary too. */
export function parseBytes(low: number, high: number): (text: string) => number {
  return (text) => {
    const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
    const unit = UNITS[match?.[2]?.toLowerCase() ?? 'none'];
    const bytes = match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
    if (!Number.isInteger(bytes) || bytes < low || bytes > high) {
      throw new InvalidArgumentError(
        `It must be a size from ${low} to ${high} bytes, such as 100, 16KiB or 1MiB.`,
      );
    }
    return bytes;
  };
}

/** A decimal number, for seconds and rates. */
export function parseAmount(low: number, high: number): (text: string) => number {
  return (text) => {
    const amount = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(amount >= low && amount <= high)) {
      throw new InvalidArgumentError(`It must be a number from ${low} to ${high}.`);
    }
    return amount;
  };
}
