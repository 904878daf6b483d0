/** Numbers as people read them. */
export function showCount(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 record`, `2,000 records`. */
export function countOf(value: number, noun: string): string {
  return `${showCount(value)} ${value === 1 ? noun : `${noun}s`}`;
}

export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}
