/** What an application may get wrong, said in one sentence before anything is asked of a broker. */
import { KafkaJSNonRetriableError } from '../errors.ts';

export function checkName(what: string, name: unknown): asserts name is string {
  if (typeof name === 'string' && name !== '') return;
  throw new KafkaJSNonRetriableError(`${String(name)} is not a valid ${what}.`);
}

/** At least one, and none twice. */
export function checkNames(what: string, names: unknown): asserts names is string[] {
  if (!Array.isArray(names)) throw new KafkaJSNonRetriableError(`The ${what}s are not an array.`);
  for (const name of names) checkName(what, name);
  if (new Set(names).size === names.length) return;
  throw new KafkaJSNonRetriableError(`A ${what} is named twice.`);
}
