/** The known name that someone most likely meant, or undefined when none is close. */
export function nearestName(wanted: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let nearestDistance = Number.POSITIVE_INFINITY;
  const lowered = wanted.slice(0, 100).toLowerCase();
  for (const name of known) {
    const distance = editDistance(lowered, name.toLowerCase());
    if (distance < nearestDistance) {
      nearestDistance = distance;
      nearest = name;
    }
  }
  return nearestDistance <= Math.max(2, lowered.length / 2) ? nearest : undefined;
}

/** Levenshtein. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
