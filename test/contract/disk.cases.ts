import { expect, it } from 'vitest';
import {
  DiskFault,
  type Disk,
  type DiskFile,
  type DiskFaultKind,
} from '../../src/platform/disk.ts';

export interface DiskWorld {
  readonly disk: Disk;
  /** An empty directory to work in. */
  readonly directory: string;
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

export function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

async function expectFault(kind: DiskFaultKind, work: Promise<unknown>): Promise<void> {
  const fault: unknown = await work.then(
    () => 'no fault',
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(DiskFault);
  expect((fault as DiskFault).kind).toBe(kind);
  expect((fault as DiskFault).path).toContain('/');
}

/** Copied, so that Buffer and Uint8Array compare as equal. */
async function content(file: DiskFile): Promise<number[]> {
  return [...(await file.read(0, 1 << 20))];
}

export function diskCases(makeWorld: () => Promise<DiskWorld>): void {
  function diskIt(title: string, body: (disk: Disk, directory: string) => Promise<void>): void {
    it(title, async () => {
      const world = await makeWorld();
      await world.run(() => body(world.disk, world.directory));
    });
  }

  diskIt('what is written in chunks is read back', async (disk, directory) => {
    const file = await disk.open(`${directory}/a`, 'write');
    await file.write(0, [bytes(1, 2), bytes(), bytes(3)]);
    await file.write(3, [bytes(4)]);
    await file.sync();
    expect(await content(file)).toEqual([1, 2, 3, 4]);
    expect(await file.size()).toBe(4);
    await file.close();
    const again = await disk.open(`${directory}/a`, 'read');
    expect([...(await again.read(1, 2))]).toEqual([2, 3]);
    await again.close();
  });

  diskIt('a write of nothing changes nothing', async (disk, directory) => {
    const file = await disk.open(`${directory}/a`, 'write');
    await file.write(10, []);
    await file.write(10, [bytes()]);
    expect(await file.size()).toBe(0);
    await file.close();
  });

  diskIt('opening to write keeps what is there', async (disk, directory) => {
    const first = await disk.open(`${directory}/a`, 'write');
    await first.write(0, [bytes(1, 2, 3)]);
    await first.close();
    const second = await disk.open(`${directory}/a`, 'write');
    await second.write(1, [bytes(9)]);
    expect(await content(second)).toEqual([1, 9, 3]);
    await second.close();
  });

  diskIt('a gap reads as zeros, and so does what a truncation cut off', async (disk, directory) => {
    const file = await disk.open(`${directory}/a`, 'write');
    await file.write(2, [bytes(7, 8, 9)]);
    expect(await content(file)).toEqual([0, 0, 7, 8, 9]);
    await file.truncate(3);
    expect(await content(file)).toEqual([0, 0, 7]);
    await file.truncate(5);
    expect(await content(file)).toEqual([0, 0, 7, 0, 0]);
    await file.close();
  });

  diskIt('a read is short only at the end of the file', async (disk, directory) => {
    const file = await disk.open(`${directory}/a`, 'write');
    await file.write(0, [bytes(1, 2, 3)]);
    expect([...(await file.read(2, 10))]).toEqual([3]);
    expect([...(await file.read(3, 10))]).toEqual([]);
    expect([...(await file.read(100, 10))]).toEqual([]);
    expect([...(await file.read(0, 0))]).toEqual([]);
    await file.close();
  });

  diskIt('what was read belongs to the reader', async (disk, directory) => {
    const file = await disk.open(`${directory}/a`, 'write');
    await file.write(0, [bytes(1, 2, 3)]);
    const read = await file.read(0, 3);
    read.fill(9);
    expect(await content(file)).toEqual([1, 2, 3]);
    await file.close();
  });

  diskIt('thousands of chunks go out in one write, in order', async (disk, directory) => {
    const chunks = Array.from({ length: 3000 }, (_, i) => new Uint8Array(1 + (i % 97)).fill(i));
    const file = await disk.open(`${directory}/a`, 'write');
    await file.write(5, chunks);
    const expected = Uint8Array.from([0, 0, 0, 0, 0, ...chunks.flatMap((chunk) => [...chunk])]);
    const read = await file.read(0, 1 << 20);
    expect(read.length).toBe(expected.length);
    expect(expected.every((byte, i) => byte === read[i])).toBe(true);
    await file.close();
  });

  diskIt('writes to different places may run at once', async (disk, directory) => {
    const file = await disk.open(`${directory}/a`, 'write');
    await Promise.all([0, 1, 2, 3, 4, 5].map((i) => file.write(i * 2, [bytes(i, i)])));
    expect(await content(file)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    await file.close();
  });

  diskIt(
    'a closed file refuses, waits for what is under way, and closes twice',
    async (disk, directory) => {
      const file = await disk.open(`${directory}/a`, 'write');
      let isWritten = false;
      const writing = file.write(0, [bytes(1)]).then(() => (isWritten = true));
      await Promise.all([file.close(), file.close()]);
      expect(isWritten).toBe(true);
      await writing;
      await expectFault('io', file.read(0, 1));
      await expectFault('io', file.sync());
      await file.close();
    },
  );

  diskIt('a file opened to read refuses writes', async (disk, directory) => {
    await (await disk.open(`${directory}/a`, 'write')).close();
    const file = await disk.open(`${directory}/a`, 'read');
    await expectFault('io', file.write(0, [bytes(1)]));
    await file.close();
  });

  diskIt('what is absent is not found', async (disk, directory) => {
    const absent = `${directory}/absent`;
    await expectFault('not-found', disk.open(absent, 'read'));
    await expectFault('not-found', disk.open(`${absent}/a`, 'write'));
    await expectFault('not-found', disk.list(absent));
    await expectFault('not-found', disk.remove(absent));
    await expectFault('not-found', disk.removeDirectory(absent));
    await expectFault('not-found', disk.rename(absent, `${directory}/b`));
    await expectFault('not-found', disk.syncDirectory(absent));
    await expectFault('not-found', disk.lock(`${absent}/lock`));
  });

  diskIt('a directory is listed by name, with kinds', async (disk, directory) => {
    await disk.makeDirectory(`${directory}/d/e/f`);
    await disk.makeDirectory(`${directory}/d/e`);
    for (const name of ['b', 'a', '10', '9']) {
      await (await disk.open(`${directory}/d/${name}`, 'write')).close();
    }
    await disk.syncDirectory(`${directory}/d`);
    expect(await disk.list(`${directory}/d`)).toEqual([
      { name: '10', kind: 'file' },
      { name: '9', kind: 'file' },
      { name: 'a', kind: 'file' },
      { name: 'b', kind: 'file' },
      { name: 'e', kind: 'directory' },
    ]);
  });

  diskIt(
    'a rename replaces its target, whose readers keep what they had',
    async (disk, directory) => {
      const [a, b] = [`${directory}/a`, `${directory}/b`];
      const first = await disk.open(a, 'write');
      await first.write(0, [bytes(1)]);
      const second = await disk.open(b, 'write');
      await second.write(0, [bytes(2)]);
      await disk.rename(a, b);
      await disk.syncDirectory(directory);
      expect((await disk.list(directory)).map(({ name }) => name)).toEqual(['b']);
      const now = await disk.open(b, 'read');
      expect(await content(now)).toEqual([1]);
      expect(await content(second)).toEqual([2]);
      await Promise.all([first, second, now].map((file) => file.close()));
    },
  );

  diskIt('a directory is renamed with what is in it', async (disk, directory) => {
    await disk.makeDirectory(`${directory}/d`);
    await (await disk.open(`${directory}/d/a`, 'write')).close();
    await disk.rename(`${directory}/d`, `${directory}/e`);
    expect(await disk.list(`${directory}/e`)).toEqual([{ name: 'a', kind: 'file' }]);
    await expectFault('not-found', disk.list(`${directory}/d`));
  });

  diskIt('a removed file is gone for all but those who have it open', async (disk, directory) => {
    const file = await disk.open(`${directory}/a`, 'write');
    await file.write(0, [bytes(5)]);
    await disk.remove(`${directory}/a`);
    expect(await disk.list(directory)).toEqual([]);
    expect(await content(file)).toEqual([5]);
    await file.close();
  });

  diskIt('only an empty directory is removed', async (disk, directory) => {
    await disk.makeDirectory(`${directory}/d`);
    await (await disk.open(`${directory}/d/a`, 'write')).close();
    await expectFault('io', disk.removeDirectory(`${directory}/d`));
    await disk.remove(`${directory}/d/a`);
    await disk.removeDirectory(`${directory}/d`);
    expect(await disk.list(directory)).toEqual([]);
  });

  diskIt('a lock has one holder at a time', async (disk, directory) => {
    const path = `${directory}/lock`;
    const lock = await disk.lock(path);
    await expectFault('locked', disk.lock(path));
    await expectFault('locked', disk.lock(path));
    const other = await disk.lock(`${directory}/other`);
    await lock.release();
    await lock.release();
    const next = await disk.lock(path);
    expect(await disk.list(directory)).toEqual([
      { name: 'lock', kind: 'directory' },
      { name: 'other', kind: 'directory' },
    ]);
    await Promise.all([next.release(), other.release()]);
  });

  diskIt('of many who want a lock at once, at most one gets it', async (disk, directory) => {
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => disk.lock(`${directory}/lock`)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  });
}
