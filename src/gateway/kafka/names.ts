/** Kafka refuses a request that names the same thing twice, for that thing. */
export function isNamedTwice(names: readonly string[]): (name: string) => boolean {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) (once.has(name) ? twice : once).add(name);
  return (name) => twice.has(name);
}
