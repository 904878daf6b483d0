/**
 * Changes of a valid input. Each leaves most of it as it was, so that what lies behind the first field is reached too;
 * several of them one after another make an input.
 */
import type { Draft } from './draft.ts';
import type { FuzzRandom } from './random.ts';
import type { Mark, Seed } from './seed.ts';

/** What a mutation may draw from. */
export interface Material {
  readonly random: FuzzRandom;
  /** The seed that the draft was loaded with. Its marks are true as long as nothing was moved. */
  readonly seed: Seed;
  /** Another one, for splices. */
  readonly other: Seed;
}

type Mutation = (draft: Draft, material: Material) => void;

/** Where decoders go wrong: ends of ranges, and what is negative when the sign is not looked at. */
const NUMBERS: readonly number[] = [
  0, 1, 2, 3, 5, 7, 8, 15, 16, 17, 61, 62, 63, 64, 65, 127, 128, 129, 254, 255, 256, 257, 0x7ffe, 0x7fff, 0x8000,
  0x8001, 0xfffe, 0xffff, 0x1_0000, 0xf_4240, 0x7fff_fffe, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0xffff_fffe,
  0xffff_ffff,
]; // prettier-ignore
const HIGH_HALVES: readonly number[] = [
  0, 0, 0, 1, 0x1f_ffff, 0x20_0000, 0x7fff_ffff, 0x8000_0000, 0xffe0_0000, 0xffff_ffff,
]; // prettier-ignore
const INSERTED_BYTES_MAX = 16;
const REPEATS_MAX = 64;

const flipBit: Mutation = (draft, { random }) => {
  const at = random.below(draft.length);
  draft.bytes[at]! ^= 1 << random.below(8);
};

const setByte: Mutation = (draft, { random }) => {
  draft.bytes[random.below(draft.length)] = random.below(256);
};

const extremeByte: Mutation = (draft, { random }) => {
  draft.bytes[random.below(draft.length)] = random.pick([0, 1, 0x7f, 0x80, 0xfe, 0xff]);
};

const writeInteger: Mutation = (draft, { random }) => {
  const width = random.pick([2, 4, 4, 8]);
  writeAt(draft, random.below(draft.length), { width, isLittle: random.isOneIn(4) }, random);
};

const writeVarint: Mutation = (draft, { random }) => {
  const at = random.below(draft.length);
  if (random.isOneIn(2)) draft.overwrite(at, anyVarint(random));
  else replaceVarint(draft, at, anyVarint(random));
};

const truncate: Mutation = (draft, { random }) => {
  draft.truncate(random.below(draft.length + 1));
};

const insertBytes: Mutation = (draft, { random }) => {
  const piece = new Uint8Array(1 + random.below(INSERTED_BYTES_MAX));
  const filling = random.below(3);
  for (let i = 0; i < piece.length; i += 1) {
    piece[i] = filling === 0 ? random.below(256) : filling === 1 ? 0 : 0xff;
  }
  draft.insert(random.below(draft.length + 1), piece);
};

const removeRegion: Mutation = (draft, material) => {
  const [start, end] = regionOf(draft, material);
  draft.remove(start, end - start);
};

const duplicateRegion: Mutation = (draft, material) => {
  const [start, end] = regionOf(draft, material);
  draft.insert(end, draft.bytes.subarray(start, end));
};

/** The same field, list element or tag many times. */
const repeatRegion: Mutation = (draft, material) => {
  const [start, end] = regionOf(draft, material);
  const count = 2 + material.random.below(REPEATS_MAX);
  const unit = draft.bytes.slice(start, end);
  const repeated = new Uint8Array(Math.min(unit.length * count, draft.bytes.length));
  for (let at = 0; at + unit.length <= repeated.length; at += unit.length) repeated.set(unit, at);
  draft.insert(end, repeated);
};

const moveRegion: Mutation = (draft, material) => {
  const [start, end] = regionOf(draft, material);
  const moved = draft.bytes.slice(start, end);
  draft.remove(start, end - start);
  draft.insert(material.random.below(draft.length + 1), moved);
};

const copyOver: Mutation = (draft, material) => {
  const [start, end] = regionOf(draft, material);
  draft.overwrite(material.random.below(draft.length), draft.bytes.slice(start, end));
};

/** Begins as this one and ends as another. */
const splice: Mutation = (draft, { random, other }) => {
  const at = random.below(draft.length + 1);
  const from = random.isOneIn(2)
    ? Math.min(at, other.bytes.length)
    : random.below(other.bytes.length);
  draft.truncate(at);
  draft.insert(at, other.bytes.subarray(from));
};

const insertFromOther: Mutation = (draft, { random, other }) => {
  const mark = other.marks.length > 0 ? random.pick(other.marks) : undefined;
  const from = mark?.at ?? random.below(other.bytes.length);
  const end = mark?.end ?? from + 1 + random.below(64);
  draft.insert(random.below(draft.length + 1), other.bytes.subarray(from, end));
};

/** A length, count or id that is another. */
const changeMarked: Mutation = (draft, { random, seed }) => {
  if (seed.marks.length === 0) return writeInteger(draft, { random, seed, other: seed });
  const { at, width } = random.pick(seed.marks);
  if (at + width >= draft.length) return;
  if (random.isOneIn(2)) nudge(draft, at, width, random);
  else if (width === 0) replaceVarint(draft, at, anyVarint(random));
  else writeAt(draft, at, { width, isLittle: false }, random);
};

/** Off by one, or by a few. */
function nudge(draft: Draft, at: number, width: number, random: FuzzRandom): void {
  const step = random.pick([-2, -1, 1, 2, 4, 16]);
  const last = at + Math.max(width, 1) - 1;
  draft.bytes[last] = draft.bytes[last]! + step;
}

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  flipBit,
  setByte,
  extremeByte,
  extremeByte,
  writeInteger,
  writeVarint,
  truncate,
  insertBytes,
  removeRegion,
  duplicateRegion,
  repeatRegion,
  moveRegion,
  copyOver,
  splice,
  insertFromOther,
  changeMarked,
  changeMarked,
  changeMarked,
  changeMarked,
];

/** Half of the inputs are one change away from a valid one. */
export function mutate(draft: Draft, material: Material): void {
  do {
    const mutation = material.random.pick(MUTATIONS);
    if (draft.length === 0) insertBytes(draft, material);
    else mutation(draft, material);
  } while (material.random.isOneIn(2));
}

/** A whole field if one is known, else a stretch from anywhere. */
function regionOf(draft: Draft, { random, seed }: Material): [start: number, end: number] {
  const mark: Mark | undefined = seed.marks.length > 0 ? random.pick(seed.marks) : undefined;
  if (mark?.end !== undefined && mark.end <= draft.length) return [mark.at, mark.end];
  const start = mark !== undefined && mark.at < draft.length ? mark.at : random.below(draft.length);
  const length = 1 + random.below(random.isOneIn(4) ? draft.length : 24);
  return [start, Math.min(start + length, draft.length)];
}

interface IntegerForm {
  readonly width: number;
  readonly isLittle: boolean;
}

function writeAt(draft: Draft, at: number, form: IntegerForm, random: FuzzRandom): void {
  const piece = new Uint8Array(form.width);
  const low = random.isOneIn(8) ? random.uint32() : random.pick(NUMBERS);
  const high = random.pick(HIGH_HALVES);
  for (let i = 0; i < form.width; i += 1) {
    const shift = 8 * (i % 4);
    piece[form.isLittle ? i : form.width - 1 - i] = (i < 4 ? low : high) >>> shift;
  }
  draft.overwrite(at, piece);
}

function anyVarint(random: FuzzRandom): Uint8Array {
  if (random.isOneIn(8)) {
    // As long as a varint may be, and longer; with a value that may be small.
    const padded = new Uint8Array(2 + random.below(10)).fill(random.isOneIn(2) ? 0x80 : 0xff);
    padded[padded.length - 1] = random.pick([0, 1, 0x0f, 0x10, 0x7f]);
    return padded;
  }
  const encoded: number[] = [];
  let rest = random.isOneIn(4) ? random.uint32() : random.pick(NUMBERS);
  while (rest >= 0x80) {
    encoded.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.from([...encoded, rest]);
}

/** What stood there goes, however long it was. */
function replaceVarint(draft: Draft, at: number, varint: Uint8Array): void {
  let end = at;
  while (end < draft.length - 1 && end - at < 9 && draft.bytes[end]! >= 0x80) end += 1;
  draft.remove(at, end + 1 - at);
  draft.insert(at, varint);
}
