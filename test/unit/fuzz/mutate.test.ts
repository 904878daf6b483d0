// Goal: inputs are what the fuzzer says of them: the same for the same seed, within their bound, near to a valid one, and
// with every sort of change. Method: many draws from small seeds.
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { APIS } from '../../../src/protocol/kafka/registry.ts';
import { Draft } from '../../fuzz/draft.ts';
import { InputSource } from '../../fuzz/input-source.ts';
import { MarkingWriter, protobufMarks } from '../../fuzz/marks.ts';
import { mutate } from '../../fuzz/mutate.ts';
import { FuzzRandom } from '../../fuzz/random.ts';
import { joined, seedOf, type Seed } from '../../fuzz/seed.ts';
import { accepted, type Target } from '../../fuzz/target.ts';

const BYTES = Uint8Array.from({ length: 40 }, (_, i) => i + 1);
const SEED = seedOf(BYTES, [{ at: 4, width: 4 }]);
const OTHER = seedOf(new Uint8Array(20).fill(0xaa));

function changed(count: number, seed: Seed = SEED, bytesMax = 4096): Uint8Array[] {
  const random = new FuzzRandom(7, 'test');
  const draft = new Draft(bytesMax);
  return Array.from({ length: count }, () => {
    draft.load(seed.bytes);
    mutate(draft, { random, seed, other: OTHER });
    return draft.finish();
  });
}

function targetOf(seeds: readonly Seed[], repair?: (input: Uint8Array) => void): Target {
  return {
    name: 'test',
    what: '',
    refusals: [MalformedBytes],
    weight: 1,
    seeds: () => seeds,
    run: () => accepted(''),
    ...(repair === undefined ? {} : { repair }),
  };
}

function drawn(source: InputSource, count: number): Uint8Array[] {
  return Array.from({ length: count }, () => source.next());
}

describe('a mutation', () => {
  const inputs = changed(4000);

  it('leaves the seed as it was, and stays within the bound', () => {
    expect(SEED.bytes).toEqual(BYTES);
    expect(inputs.every(({ length }) => length <= 4096)).toBe(true);
    expect(Math.max(...changed(2000, SEED, 50).map(({ length }) => length))).toBe(50);
  });

  it('cuts, lengthens, repeats, splices, and changes in place', () => {
    const isPrefix = (input: Uint8Array) => input.every((byte, i) => byte === BYTES[i]);
    const differences = (input: Uint8Array) =>
      input.length === BYTES.length ? BYTES.filter((byte, i) => byte !== input[i]).length : -1;
    expect(inputs.filter((input) => input.length < 40 && isPrefix(input)).length).toBeGreaterThan(
      50,
    );
    expect(inputs.filter(({ length }) => length > 200).length).toBeGreaterThan(20);
    expect(inputs.filter((input) => differences(input) === 1).length).toBeGreaterThan(200);
    expect(inputs.filter((input) => input.at(-1) === 0xaa).length).toBeGreaterThan(50);
  });

  it('prefers the places that the seed marks: a number there is changed more often than elsewhere', () => {
    const touched = (at: number) =>
      inputs.filter(({ length }) => length === 40).filter((input) => input[at] !== BYTES[at])
        .length;
    expect(touched(7)).toBeGreaterThan(2 * touched(30));
  });

  it('makes something of nothing', () => {
    expect(changed(50, seedOf(new Uint8Array(0))).some(({ length }) => length > 0)).toBe(true);
  });
});

describe('the inputs of a target', () => {
  it('begin with its seeds, and are the same for the same seed', () => {
    const source = () => new InputSource(targetOf([SEED, OTHER]), [SEED, OTHER], 3);
    const first = drawn(source(), 300);
    expect(first.slice(0, 2)).toEqual([SEED.bytes, OTHER.bytes]);
    expect(drawn(source(), 300)).toEqual(first);
    const other = drawn(new InputSource(targetOf([SEED, OTHER]), [SEED, OTHER], 4), 300);
    expect(other).not.toEqual(first);
  });

  it('come from what was kept, too', () => {
    const source = new InputSource(targetOf([OTHER]), [OTHER], 3);
    drawn(source, 1);
    source.keep(new Uint8Array(30).fill(0x77));
    const near = drawn(source, 200).filter((input) => input.filter((b) => b === 0x77).length > 20);
    expect(near.length).toBeGreaterThan(30);
  });

  it('are repaired three times of four, seeds never', () => {
    const target = targetOf([SEED], (input) => input.fill(9));
    const [seed, ...others] = drawn(new InputSource(target, [SEED], 3), 1001);
    expect(seed).toEqual(BYTES);
    const repaired = others.filter((input) => input.every((byte) => byte === 9)).length;
    expect(repaired).toBeGreaterThan(680);
    expect(repaired).toBeLessThan(820);
  });
});

describe('marks', () => {
  it('of a message of Kafka are where its numbers and lengths are', () => {
    const writer = new MarkingWriter();
    APIS.Metadata.request.write(writer, 1, { topics: [{ name: 'ab' }] });
    expect(joined(writer.chunks())).toEqual(Uint8Array.of(0, 0, 0, 1, 0, 2, 97, 98));
    expect(writer.marks).toEqual([
      { at: 0, width: 4 },
      { at: 4, width: 2 },
    ]);
  });

  it('of protobuf are tags with their fields, values and lengths, inside of messages too', () => {
    // 1: 5, 2: { 3: 7 }
    const bytes = Uint8Array.of(0x08, 5, 0x12, 2, 0x18, 7);
    const marks = protobufMarks(bytes).toSorted((a, b) => a.at - b.at);
    expect(marks.map(({ at, end }) => [at, end])).toEqual([
      [0, 2],
      [1, undefined],
      [2, 6],
      [3, undefined],
      [4, 6],
      [5, undefined],
    ]);
  });
});
