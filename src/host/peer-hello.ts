/** The greeting's frames (greeting.ts has their order): magic, version, kind, then fields. Checked byte by byte, since anyone can connect. */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import { uuidToBytes, uuidToText } from '../base/uuid.ts';
import type { Address } from '../platform/network.ts';
import { nodeId, NODE_ID_MAX, uuid, type Uuid } from '../model/ids.ts';
import type { PeerIdentity } from './peer-identity.ts';

export interface Hello extends PeerIdentity {
  readonly clusterId: Uuid;
  /** Of a dialer that wants a tunnel (tunnel.ts), not a link: where the client is for whom it is. */
  readonly client?: Address;
}

export type Opening =
  | { readonly kind: 'hello'; readonly hello: Hello }
  /** The dialer's answer to the listener's hello. */
  | { readonly kind: 'welcome' }
  | { readonly kind: 'refusal'; readonly reason: string };

/** "FLPR" */
const MAGIC = 0x464c5052;
/** Of the whole peer protocol; a newer one is refused by name. */
const VERSION = 1;
const KIND_HELLO = 1;
const KIND_REFUSAL = 2;
const KIND_WELCOME = 3;
const KIND_TUNNEL_HELLO = 4;

export function encodeHello(opening: Opening): Uint8Array {
  const writer = new ByteWriter(128).uint32(MAGIC).uint16(VERSION);
  if (opening.kind === 'welcome') return writer.uint8(KIND_WELCOME).finish();
  if (opening.kind === 'refusal') return writer.uint8(KIND_REFUSAL).string(opening.reason).finish();
  const { hello } = opening;
  const { client } = hello;
  writer
    .uint8(client === undefined ? KIND_HELLO : KIND_TUNNEL_HELLO)
    .uint32(hello.nodeId)
    .bytes(uuidToBytes(hello.clusterId))
    .bytes(uuidToBytes(hello.directoryId))
    .bytes(uuidToBytes(hello.formatId));
  if (client !== undefined) writer.uint16(client.port).string(client.host);
  return writer.finish();
}

export function decodeHello(frame: Uint8Array): Opening {
  const reader = new ByteReader(frame);
  if (reader.uint32() !== MAGIC) throw new MalformedBytes('this is not a Flotilla broker');
  const version = reader.uint16();
  if (version !== VERSION) {
    throw new MalformedBytes(`peer protocol version ${version} is not known here, only ${VERSION}`);
  }
  const kind = reader.uint8();
  if (kind === KIND_REFUSAL) return { kind: 'refusal', reason: reader.string() };
  if (kind === KIND_WELCOME) return { kind: 'welcome' };
  if (kind !== KIND_HELLO && kind !== KIND_TUNNEL_HELLO) {
    throw new MalformedBytes(`a greeting of kind ${kind} is not known`);
  }
  const node = reader.uint32();
  if (node > NODE_ID_MAX) throw new MalformedBytes('a node id is out of range');
  const hello = {
    nodeId: nodeId(node),
    clusterId: readUuid(reader),
    directoryId: readUuid(reader),
    formatId: readUuid(reader),
  };
  if (kind === KIND_HELLO) return { kind: 'hello', hello };
  const port = reader.uint16();
  return { kind: 'hello', hello: { ...hello, client: { host: reader.string(), port } } };
}

function readUuid(reader: ByteReader): Uuid {
  return uuid(uuidToText(reader.bytes(16)));
}
