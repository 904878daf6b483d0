/** Values that tell who sent them: each is sent once in a run, so it stands for its record. */
import type { Origin } from '../checkers/no-duplicate.ts';
import type { SimRandom } from '../sim-random.ts';

const PADDING_BYTES_MAX = 200;

/** `2-17-0-xxxx`: the record 0 of the 17th send of writer 2, which may have given up on others. */
export function rawValue(writer: number, send: number, at: number, random: SimRandom): string {
  return `${writer}-${send}-${at}-${padding(random)}`;
}

/** `p2-17-xxxx`: the 17th record of idempotent producer 2. */
export function producerValue(producer: number, send: number, random: SimRandom): string {
  return `p${producer}-${send}-${padding(random)}`;
}

/** Of what an idempotent producer sent. */
export function originOf(value: string): Origin | undefined {
  const [, producer, number] = /^(p\d+)-(\d+)-/.exec(value) ?? [];
  return producer === undefined ? undefined : { producer, number: Number(number) };
}

function padding(random: SimRandom): string {
  return 'x'.repeat(random.integer(0, PADDING_BYTES_MAX));
}
