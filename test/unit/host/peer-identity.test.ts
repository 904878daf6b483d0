// Goal: a broker whose disk was wiped is never taken for the one it was, also after a restart of those who knew it.
import { describe, expect, test } from 'vitest';
import { encodeIdentities, PeerIdentities } from '../../../src/host/peer-identity.ts';
import { nodeId, uuid } from '../../../src/model/ids.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { StorageRefused } from '../../../src/storage/storage-refused.ts';

const KNOWN = {
  nodeId: nodeId(2),
  directoryId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'),
  formatId: uuid('AAAAAAAAAAAAAAAAAAAAAg'),
};
const FORMATTED_AGAIN = { ...KNOWN, formatId: uuid('AAAAAAAAAAAAAAAAAAAAAw') };

async function diskWithData(): Promise<SimDisk> {
  const disk = new SimDisk();
  await disk.makeDirectory('/data');
  await disk.syncDirectory('/');
  return disk;
}

describe('the identities of the other brokers', () => {
  test('a first meeting is believed, and remembered over a power cut', async () => {
    const disk = await diskWithData();
    const identities = await PeerIdentities.open(disk, '/data');
    expect(identities.faultOf(KNOWN)).toBeUndefined();
    await identities.remember(KNOWN);
    disk.crash('power');
    const reopened = await PeerIdentities.open(disk, '/data');
    expect(reopened.faultOf(KNOWN)).toBeUndefined();
    expect(reopened.faultOf(FORMATTED_AGAIN)).toMatch(/another data directory .* may not vote/);
  });

  test('every legal node id is remembered, the greatest too', async () => {
    const disk = await diskWithData();
    const identities = await PeerIdentities.open(disk, '/data');
    await identities.remember({ ...KNOWN, nodeId: nodeId(0x7fff_ffff) });
    await expect(PeerIdentities.open(disk, '/data')).resolves.toBeDefined();
  });

  test('the same ids on a directory that was formatted again are refused in one sentence', async () => {
    const identities = await PeerIdentities.open(await diskWithData(), '/data');
    await identities.remember(KNOWN);
    expect(identities.faultOf(FORMATTED_AGAIN)).toBe(
      'broker 2 has another data directory than the one this cluster knows (it was wiped or replaced), ' +
        'so it may not vote; the others go on as a majority, and replacing it needs a membership change',
    );
  });

  test('a damaged file is an error, not a clean slate', async () => {
    const disk = await diskWithData();
    const identities = await PeerIdentities.open(disk, '/data');
    await identities.remember(KNOWN);
    const file = await disk.open('/data/peers', 'write');
    await file.truncate((await file.size()) - 4);
    await file.close();
    await expect(PeerIdentities.open(disk, '/data')).rejects.toThrow(/peers is damaged/);
  });

  test('whatever bit of it is flipped, it is refused as damaged', async () => {
    const disk = await diskWithData();
    await (await PeerIdentities.open(disk, '/data')).remember(KNOWN);
    const size = disk.fileAt('/data/peers')!.size;
    for (let at = 0; at < size * 8; at += 1) {
      const copy = disk.clone('process');
      copy.corrupt('/data/peers', at >> 3, 1 << (at & 7));
      await expect(PeerIdentities.open(copy, '/data'), `bit ${at}`).rejects.toThrow(StorageRefused);
    }
  });

  test('a file of the first format, which has no checksum, is read and written anew with one', async () => {
    const disk = await diskWithData();
    const row = `${KNOWN.nodeId} ${KNOWN.directoryId} ${KNOWN.formatId}`;
    const file = await disk.open('/data/peers', 'write');
    await file.write(0, [new TextEncoder().encode(`flotilla-peers 1\n${row}\n`)]);
    await file.sync();
    await file.close();
    await disk.syncDirectory('/data');
    const identities = await PeerIdentities.open(disk, '/data');
    expect(identities.faultOf(KNOWN)).toBeUndefined();
    expect(identities.faultOf(FORMATTED_AGAIN)).toMatch(/may not vote/);
    const written = await (await disk.open('/data/peers', 'read')).read(0, 1000);
    expect(written).toEqual(encodeIdentities([KNOWN]));
    disk.crash('power');
    expect((await PeerIdentities.open(disk, '/data')).faultOf(KNOWN)).toBeUndefined();
  });
});
