import { invariant } from '../../base/invariant.ts';

/** The versions in which something exists, ends included: `3`, `3-7`, or `3+` for 3 and all after it. */
export type Versions = `${number}` | `${number}+` | `${number}-${number}`;

export interface VersionRange {
  readonly min: number;
  readonly max: number;
}

export const ALL_VERSIONS: VersionRange = { min: 0, max: Infinity };

export function parseVersions(text: Versions): VersionRange {
  const match = /^(\d+)(?:(\+)|-(\d+))?$/.exec(text);
  invariant(match !== null, `versions are written as 3, 3+ or 3-7, not ${text}`);
  const min = Number(match[1]);
  const end = match[3] === undefined ? min : Number(match[3]);
  const max = match[2] === '+' ? Infinity : end;
  invariant(min <= max, `${text} is a range of versions`);
  return { min, max };
}

export function isWithin(range: VersionRange, version: number): boolean {
  return version >= range.min && version <= range.max;
}
