/**
 * Which directory stands behind a node id, remembered on disk at the first meeting. Every format of a data directory
 * draws a format id; so a broker whose disk was wiped and formatted again is known to be another one, even if it was
 * given the same ids, and is refused: it must not vote for what it has forgotten (FAILURES.md row 2).
 */
import { crc32c } from '../base/crc32c.ts';
import { isUuidText } from '../base/uuid.ts';
import { nodeId, NODE_ID_MAX, uuid, type NodeId, type Uuid } from '../model/ids.ts';
import { DiskFault, type Disk } from '../platform/disk.ts';
import { StorageRefused } from '../storage/storage-refused.ts';

export interface PeerIdentity {
  readonly nodeId: NodeId;
  readonly directoryId: Uuid;
  readonly formatId: Uuid;
}

const HEADER = 'flotilla-peers 2';
/** Without a checksum. Read once more, and written anew. */
const OLD_HEADER = 'flotilla-peers 1';
/** The last line: over all lines before it. */
const CHECKSUM = 'crc32c=';

export class PeerIdentities {
  private readonly known = new Map<NodeId, PeerIdentity>();
  private readonly disk: Disk;
  private readonly path: string;
  private writing: Promise<void> = Promise.resolve();

  private constructor(disk: Disk, path: string) {
    this.disk = disk;
    this.path = path;
  }

  static async open(disk: Disk, directory: string): Promise<PeerIdentities> {
    const identities = new PeerIdentities(disk, `${directory}/peers`);
    const { known, isOld } = await readIdentities(disk, identities.path);
    for (const identity of known) identities.known.set(identity.nodeId, identity);
    if (isOld) await identities.store();
    return identities;
  }

  /** Undefined when it is who it was, else the sentence that refuses it. */
  faultOf(identity: PeerIdentity): string | undefined {
    const known = this.known.get(identity.nodeId);
    if (known === undefined) return undefined;
    if (known.directoryId === identity.directoryId && known.formatId === identity.formatId)
      return undefined;
    return (
      `broker ${identity.nodeId} has another data directory than the one this cluster knows (it was wiped or replaced), ` +
      'so it may not vote; the others go on as a majority, and replacing it needs a membership change'
    );
  }

  /** Resolves when it is on disk; only then may the peer be listened to. */
  remember(identity: PeerIdentity): Promise<void> {
    if (this.known.has(identity.nodeId)) return this.writing;
    this.known.set(identity.nodeId, identity);
    this.writing = this.writing.then(() => this.store());
    return this.writing;
  }

  private async store(): Promise<void> {
    const draft = `${this.path}.new`;
    const file = await this.disk.open(draft, 'write');
    try {
      await file.truncate(0);
      await file.write(0, [encodeIdentities([...this.known.values()])]);
      await file.sync();
    } finally {
      await file.close();
    }
    await this.disk.rename(draft, this.path);
    await this.disk.syncDirectory(this.path.slice(0, this.path.lastIndexOf('/')));
  }
}

export function encodeIdentities(identities: readonly PeerIdentity[]): Uint8Array {
  const rows = identities.map((row) => `${row.nodeId} ${row.directoryId} ${row.formatId}`);
  const lines = [HEADER, ...rows, ''].join('\n');
  return new TextEncoder().encode(`${lines}${checksumLine(lines)}`);
}

async function readIdentities(
  disk: Disk,
  path: string,
): Promise<{ known: readonly PeerIdentity[]; isOld: boolean }> {
  let bytes: Uint8Array;
  try {
    const file = await disk.open(path, 'read');
    try {
      bytes = await file.read(0, await file.size());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof DiskFault && error.kind === 'not-found') {
      return { known: [], isOld: false };
    }
    throw error;
  }
  const text = new TextDecoder().decode(bytes);
  const isOld = text.startsWith(`${OLD_HEADER}\n`) && !text.includes(CHECKSUM);
  const lines = isOld ? text : text.slice(0, Math.max(0, text.lastIndexOf(CHECKSUM)));
  const isWhole =
    isOld || (lines.startsWith(`${HEADER}\n`) && text === `${lines}${checksumLine(lines)}`);
  const rows = lines.split('\n').slice(1);
  const isEnded = rows.pop() === '';
  const fields = rows.map((line) => line.split(' '));
  if (!isWhole || !isEnded || !fields.every(isRow)) {
    throw new StorageRefused(
      `${path} is damaged, so this broker no longer knows whom it may trust and must not take part: ` +
        'restore it from a copy, or format the broker anew with a new directory id.',
    );
  }
  const known = fields.map(([node, directory, format]) => ({
    nodeId: nodeId(Number(node)),
    directoryId: uuid(directory!),
    formatId: uuid(format!),
  }));
  return { known, isOld };
}

function checksumLine(lines: string): string {
  const checksum = crc32c(new TextEncoder().encode(lines)).toString(16).padStart(8, '0');
  return `${CHECKSUM}${checksum}\n`;
}

function isRow(row: readonly string[]): boolean {
  const [node, directory, format] = row;
  return (
    row.length === 3 &&
    /^\d{1,10}$/.test(node!) &&
    Number(node) <= NODE_ID_MAX &&
    isUuidText(directory!) &&
    isUuidText(format!)
  );
}
