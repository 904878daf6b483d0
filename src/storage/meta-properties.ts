/**
 * `meta.properties`: whose data directory this is (DESIGN.md section 5, Formation). Written once, as text that people
 * can read, in the form of Kafka's file of that name; the last line is a checksum over the lines before it.
 */
import { crc32c } from '../base/crc32c.ts';
import { isUuidText } from '../base/uuid.ts';
import { NODE_ID_MAX, nodeId, uuid, type NodeId, type Uuid } from '../model/ids.ts';
import { DiskFault, type Disk } from '../platform/disk.ts';
import { readWholeFile, replaceFile, TEMPORARY_SUFFIX } from './framed-file.ts';
import { decodeHardStateFile, encodeHardStateFile } from './hard-state-file.ts';
import { StorageRefused } from './storage-refused.ts';

export const META_PROPERTIES = 'meta.properties';
export const HARD_STATE = 'hard-state';
export const FORMAT_VERSION = 1;
const PORT_MAX = 65_535;

export interface MetaProperties {
  readonly formatVersion: number;
  readonly clusterId: Uuid;
  readonly nodeId: NodeId;
  readonly directoryId: Uuid;
  /** Drawn anew by each format, so that a wiped directory is not taken for the one it was (host/peer-identity.ts). */
  readonly formatId: Uuid;
  /** Of the metadata group, at its beginning. */
  readonly voters: readonly MetaVoter[];
}

export interface MetaVoter {
  readonly nodeId: NodeId;
  readonly host: string;
  /** For the other brokers. */
  readonly port: number;
  readonly directoryId: Uuid;
}

/** What may lie in a directory that is not formatted yet: the lock, and what an interrupted format left. */
const HARMLESS = new Set(['lock', '.lock', 'lost+found', HARD_STATE]);

/** Rejects with StorageRefused when something is there already. Durable when it resolves. */
export async function formatDirectory(
  disk: Disk,
  directory: string,
  meta: MetaProperties,
): Promise<void> {
  for (const voter of meta.voters) checkVoter(voter);
  await disk.makeDirectory(directory);
  await disk.syncDirectory(directory.slice(0, directory.lastIndexOf('/')) || '/');
  const names = (await disk.list(directory)).map((entry) => entry.name);
  if (names.includes(META_PROPERTIES)) {
    throw new StorageRefused(
      `${directory} is formatted already; start the broker with it, or name another directory.`,
    );
  }
  const foreign = names.find((name) => !HARMLESS.has(name) && !name.endsWith(TEMPORARY_SUFFIX));
  if (foreign !== undefined) {
    throw new StorageRefused(
      `${directory} is not empty (it has ${foreign}); name an empty or a new directory.`,
    );
  }
  if (names.includes(HARD_STATE)) await refuseVotes(disk, directory);
  await replaceFile(disk, directory, HARD_STATE, encodeHardStateFile([]).bytes);
  await replaceFile(disk, directory, META_PROPERTIES, encodeMeta(meta));
}

/** Rejects with StorageRefused when the directory is not formatted, of a newer format, or damaged. */
export async function readMetaProperties(disk: Disk, directory: string): Promise<MetaProperties> {
  const path = `${directory}/${META_PROPERTIES}`;
  const bytes = await readWholeFile(disk, path).catch((error: unknown) => {
    if (error instanceof DiskFault && error.kind === 'not-permitted') {
      throw new StorageRefused(`${path} cannot be read: ${error.message}; run as its owner.`);
    }
    throw error;
  });
  if (bytes === undefined) {
    throw new StorageRefused(
      `${directory} is not formatted; format it with: npx flotilla broker format --data ${directory} ...`,
    );
  }
  return decodeMeta(bytes, path);
}

export function encodeMeta(meta: MetaProperties): Uint8Array {
  const lines = [
    '#flotilla data directory; do not edit',
    `version=${meta.formatVersion}`,
    `cluster.id=${meta.clusterId}`,
    `node.id=${meta.nodeId}`,
    `directory.id=${meta.directoryId}`,
    `format.id=${meta.formatId}`,
    `voters=${meta.voters.map(showVoter).join(',')}`,
    '',
  ].join('\n');
  return new TextEncoder().encode(`${lines}crc32c=${checksumOf(lines)}\n`);
}

export function decodeMeta(bytes: Uint8Array, path: string): MetaProperties {
  const text = new TextDecoder().decode(bytes);
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) values.set(line.slice(0, at), line.slice(at + 1));
  }
  const [, lines, checksum] = /^([^]*\n)crc32c=([0-9a-f]{8})\n$/.exec(text) ?? [];
  if (lines === undefined || checksum !== checksumOf(lines)) throw damaged(path);
  // Under a true checksum another version is a newer format, and no damage.
  const version = Number(values.get('version'));
  if (version !== FORMAT_VERSION) {
    throw new StorageRefused(
      `${path} has format version ${version}; this Flotilla reads ${FORMAT_VERSION}, so start a newer one.`,
    );
  }
  return {
    formatVersion: version,
    clusterId: readUuid(values.get('cluster.id'), path),
    nodeId: readNodeId(values.get('node.id'), path),
    directoryId: readUuid(values.get('directory.id'), path),
    formatId: readUuid(values.get('format.id'), path),
    voters: readVoters(values.get('voters'), path),
  };
}

function showVoter(voter: MetaVoter): string {
  return `${voter.nodeId}@${voter.host}:${voter.port}:${voter.directoryId}`;
}

function readVoters(text: string | undefined, path: string): MetaVoter[] {
  if (text === undefined) throw damaged(path);
  if (text === '') return [];
  return text.split(',').map((one) => {
    const [, id, host, port, directory] = /^(\d+)@(.+):(\d+):([^:]+)$/.exec(one) ?? [];
    if (host === undefined || Number(port) > PORT_MAX) throw damaged(path);
    return {
      nodeId: readNodeId(id, path),
      host,
      port: Number(port),
      directoryId: readUuid(directory, path),
    };
  });
}

function readUuid(text: string | undefined, path: string): Uuid {
  if (text === undefined || !isUuidText(text)) throw damaged(path);
  return uuid(text);
}

function readNodeId(text: string | undefined, path: string): NodeId {
  if (text === undefined || !/^\d{1,10}$/.test(text) || Number(text) > NODE_ID_MAX) {
    throw damaged(path);
  }
  return nodeId(Number(text));
}

/** What could not be read back is not written. */
function checkVoter(voter: MetaVoter): void {
  const isHost = /^[^\s,=@]+$/.test(voter.host);
  const isPort = Number.isInteger(voter.port) && voter.port >= 0 && voter.port <= PORT_MAX;
  if (!isHost || !isPort) {
    throw new StorageRefused(
      `Voter ${voter.nodeId} has the address "${voter.host}:${voter.port}", which is none; give host:port.`,
    );
  }
}

/** The hard-state file of an interrupted format holds nothing; any other one belongs to a broker that lost its name. */
async function refuseVotes(disk: Disk, directory: string): Promise<void> {
  const path = `${directory}/${HARD_STATE}`;
  const bytes = (await readWholeFile(disk, path)) ?? new Uint8Array(0);
  if (decodeHardStateFile(bytes, path).states.size > 0) {
    throw new StorageRefused(
      `${directory} has votes of a broker but no ${META_PROPERTIES}; restore that file, or name an empty directory.`,
    );
  }
}

function checksumOf(lines: string): string {
  return crc32c(new TextEncoder().encode(lines)).toString(16).padStart(8, '0');
}

function damaged(path: string): StorageRefused {
  return new StorageRefused(
    `${path} is damaged; restore it from a copy, or format the broker anew with a new directory id.`,
  );
}
