// Goal: what only a real file system does. Method: a temporary directory, /dev/full, and other processes.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { diskFaultOf } from '../../../src/node/disk-fault.ts';
import { NodeDisk } from '../../../src/node/disk.ts';
import { dropBytes } from '../../../src/node/file.ts';
import { NodeClock } from '../../../src/node/clock.ts';
import { until } from '../../support/worlds.ts';

const root = mkdtempSync(`${tmpdir()}/flotilla-node-`);
const disk = new NodeDisk();
const clock = new NodeClock();

afterAll(() => rmSync(root, { recursive: true }));

describe('NodeFile', () => {
  it.runIf(process.platform === 'linux')('reports a full disk as such', async () => {
    const file = await disk.open('/dev/full', 'write');
    await expect(file.write(0, [Uint8Array.of(1)])).rejects.toMatchObject({
      name: 'DiskFault',
      kind: 'no-space',
      path: '/dev/full',
    });
    await file.close();
  });

  it('goes on after a short write from the byte where it stopped', () => {
    const chunks = [Uint8Array.of(1, 2), Uint8Array.of(3), Uint8Array.of(4, 5, 6)];
    for (let count = 0; count <= 6; count += 1) {
      const rest = dropBytes(chunks, count);
      expect(rest.flatMap((chunk) => [...chunk])).toEqual([1, 2, 3, 4, 5, 6].slice(count));
      expect(rest.every((chunk) => chunk.length > 0)).toBe(true);
    }
  });

  it('does not keep a long buffer alive for a short answer', async () => {
    writeFileSync(`${root}/short`, 'abc');
    const file = await disk.open(`${root}/short`, 'read');
    const read = await file.read(0, 1 << 20);
    expect(Buffer.from(read).toString()).toBe('abc');
    expect(read.buffer.byteLength).toBe(3);
    await file.close();
  });

  it('writes beyond 4 GiB', async () => {
    const file = await disk.open(`${root}/sparse`, 'write');
    await file.write(5_000_000_000, [Uint8Array.of(7)]);
    expect(await file.size()).toBe(5_000_000_001);
    expect([...(await file.read(4_999_999_999, 9))]).toEqual([0, 7]);
    await file.close();
  });
});

describe('NodeDisk', () => {
  it('shows what is neither file nor directory as other', async () => {
    mkdirSync(`${root}/links`);
    symlinkSync('/dev/null', `${root}/links/link`);
    expect(await disk.list(`${root}/links`)).toEqual([{ name: 'link', kind: 'other' }]);
  });

  it.each([
    ['ENOENT', 'not-found'],
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EFBIG', 'no-space'],
    ['EACCES', 'not-permitted'],
    ['EROFS', 'not-permitted'],
    ['EMFILE', 'too-many-files'],
    ['EIO', 'io'],
    ['ESOMETHING', 'io'],
  ])('calls %s %s', (code, kind) => {
    const fault = diskFaultOf(Object.assign(new Error('said the system'), { code }), '/a');
    expect([fault.kind, fault.path, fault.message]).toEqual([kind, '/a', 'said the system']);
  });
});

/** A process that takes the lock, says how it went, and stays. */
async function locker(path: string): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { NodeDisk } from '${new URL('../../../src/node/disk.ts', import.meta.url).href}';
    setInterval(() => {}, 1000);
    new NodeDisk().lock(process.argv[1]).then(() => console.log('got it'), (e) => console.log(e.kind));`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script, path],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: new URL('../../..', import.meta.url).pathname },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: line.toString().trim() };
}

describe('a lock between processes', () => {
  it('is refused while its holder lives, even stopped, and free after kill -9', async () => {
    const path = `${root}/lock-a`;
    const { child, said } = await locker(path);
    expect(said).toBe('got it');
    child.kill('SIGSTOP');
    await expect(disk.lock(path)).rejects.toMatchObject({ kind: 'locked' });
    await expect(disk.lock(path)).rejects.toThrow(`process ${child.pid} holds the lock ${path}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await disk.lock(path);
    const second = await locker(path);
    expect(second.said).toBe('locked');
    second.child.kill('SIGKILL');
    await lock.release();
    expect(readdirSync(path)).toEqual([]);
  });

  it('does not take a later process with the same pid for the holder', async () => {
    const path = `${root}/lock-b`;
    mkdirSync(path);
    // Announcements of this very process, of a process long gone, and a file that is nobody's.
    writeFileSync(`${path}/${process.pid}.12345678-1.1`, '');
    writeFileSync(`${path}/999999999.12345678-1.1`, '');
    writeFileSync(`${path}/README`, '');
    const lock = await disk.lock(path);
    expect(readdirSync(path).length).toBe(2);
    await lock.release();
    expect(readdirSync(path)).toEqual(['README']);
  });

  it('is refused by a holder of which nothing but its pid is known', async () => {
    const path = `${root}/lock-c`;
    mkdirSync(path);
    writeFileSync(`${path}/${process.pid}.unknown.1`, '');
    await expect(disk.lock(path)).rejects.toMatchObject({ kind: 'locked' });
  });

  it.runIf(process.platform === 'linux')('is free when its holder is only a zombie', async () => {
    const path = `${root}/lock-d`;
    mkdirSync(path);
    // The shell execs into a program that never waits for its child, so the child stays a zombie.
    const parent = spawn('sh', ['-c', 'sleep 30 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    writeFileSync(`${path}/${pid}.unknown.1`, '');
    await expect(disk.lock(path)).rejects.toMatchObject({ kind: 'locked' });
    process.kill(pid, 'SIGKILL');
    await until(clock, () => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
    await (await disk.lock(path)).release();
    parent.kill('SIGKILL');
  });
});
