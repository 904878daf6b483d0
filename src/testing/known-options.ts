/** A misspelt option would silently have no effect, and the test would show less than it says. */
import { nearestName } from '../config/nearest-name.ts';
import { TestingError } from './testing-error.ts';

/** `what` takes these options. Throws a TestingError that names the one which is none of them. */
export function refuseUnknownOptions(what: string, asked: object, known: readonly string[]): void {
  const unknown = Object.keys(asked).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  const advice =
    nearest === undefined ? `it knows ${known.join(', ')}.` : `did you mean "${nearest}"?`;
  throw new TestingError(`${what} has no option "${unknown}"; ${advice}`);
}
