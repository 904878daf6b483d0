/** One side of a broker pair: identities on a disk, links, and the greeting, in a simulated world. */
import {
  greetAsDialer,
  greetAsListener,
  greetForTunnel,
  type GreetingModules,
} from '../../src/host/greeting.ts';
import type { Hello } from '../../src/host/peer-hello.ts';
import { PeerIdentities } from '../../src/host/peer-identity.ts';
import type { PeerItem } from '../../src/host/peer-item.ts';
import { PeerLink, type PeerLinkOptions } from '../../src/host/peer-link.ts';
import { Tunnels } from '../../src/host/tunnels.ts';
import { nodeId, uuid, type NodeId, type Uuid } from '../../src/model/ids.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Network } from '../../src/platform/network.ts';
import type { Simulation } from '../../src/sim/simulation.ts';
import { SILENT } from './log-entries.ts';

export const PEER_PORT = 9090;
export const CLUSTER_ID = uuid('CCCCCCCCCCCCCCCCCCCCCA');

export function hostOf(id: number): string {
  return `broker-${id}`;
}

/** Ids that tell node and purpose apart. */
export function idOf(kind: 'D' | 'F', id: number): Uuid {
  return uuid(`${kind}${String(id).padStart(20, '0')}A`);
}

export function helloOf(id: number, changes: Partial<Hello> = {}): Hello {
  return {
    nodeId: nodeId(id),
    clusterId: CLUSTER_ID,
    directoryId: idOf('D', id),
    formatId: idOf('F', id),
    ...changes,
  };
}

/** `count` items of so many bytes; each travels as one number, the frame as one chunk. */
export function requestItem(id: number, bytes = 0): PeerItem {
  return { kind: 'request', id, body: new Uint8Array(bytes), payloads: [] };
}

export function responseItem(id: number, bytes = 0): PeerItem {
  return { kind: 'response', id, body: new Uint8Array(bytes), payloads: [] };
}

function encodeIds(items: readonly PeerItem[]): Uint8Array[] {
  return [Uint8Array.from(items, (item) => ('id' in item ? item.id : 0))];
}

export class PeerSide {
  readonly self: Hello;
  readonly network: Network;
  readonly clock: Clock;
  readonly events: string[] = [];
  /** The ids in each frame that came. */
  readonly frames: number[][] = [];
  readonly refusals: string[] = [];
  readonly links = new Map<NodeId, PeerLink>();
  readonly tunnels: Tunnels;
  private readonly greeting: GreetingModules;
  private readonly simulation: Simulation;

  private constructor(
    simulation: Simulation,
    self: Hello,
    identities: PeerIdentities,
    tunnelsMax: number,
  ) {
    this.simulation = simulation;
    this.self = self;
    const host = hostOf(self.nodeId);
    this.network = simulation.network.node(host);
    this.clock = simulation.clock(host);
    this.greeting = {
      clock: this.clock,
      identities,
      self,
      expectedDirectory: (peer) => idOf('D', peer),
      linkOf: (peer) => this.links.get(peer),
      acceptTunnel: (peer, client) => this.tunnels.accept(peer, client),
    };
    this.tunnels = new Tunnels(tunnelsMax, async (peer, tunnel) => {
      const connection = await this.network.connect({ host: hostOf(peer), port: PEER_PORT });
      const client = tunnel.remote;
      await greetForTunnel(this.greeting, connection, { peer, client, tunnel });
    });
  }

  static async start(simulation: Simulation, self: Hello, tunnelsMax = 8): Promise<PeerSide> {
    const disk = simulation.disk(hostOf(self.nodeId));
    await disk.makeDirectory('/data');
    return new PeerSide(simulation, self, await PeerIdentities.open(disk, '/data'), tunnelsMax);
  }

  async listen(): Promise<void> {
    await this.network.listen({ host: hostOf(this.self.nodeId), port: PEER_PORT }, (connection) => {
      greetAsListener(this.greeting, connection).catch((error: Error) => {
        this.refusals.push(error.message);
      });
    });
  }

  /** Connects and greets once, as the links do again and again. */
  async dial(peer: number, at = peer): Promise<void> {
    const connection = await this.network.connect({ host: hostOf(at), port: PEER_PORT });
    await greetAsDialer(this.greeting, connection, nodeId(peer));
  }

  linkTo(peer: number, options: Partial<PeerLinkOptions> = {}): PeerLink {
    const link = new PeerLink(
      {
        peer: nodeId(peer),
        isDialer: this.self.nodeId < peer,
        address: () => ({ host: hostOf(peer), port: PEER_PORT }),
        reconnectMsMin: 20,
        reconnectMsMax: 500,
        bufferedBytesMax: 1 << 20,
        frameBytesMax: 1 << 16,
        ...options,
      },
      {
        network: this.network,
        clock: this.clock,
        random: this.simulation.random(`link/${this.self.nodeId}`),
        logger: {
          ...SILENT,
          warn: (event, fields) => this.note(`${event}: ${String(fields?.['reason'])}`),
        },
        greet: (connection, node) => greetAsDialer(this.greeting, connection, node),
        encode: encodeIds,
        received: (_from, frame) => this.frames.push([...frame]),
        opened: (node) => this.note(`opened ${node}`),
        closed: (node, reason) => this.note(`closed ${node}: ${reason}`),
      },
    );
    this.links.set(nodeId(peer), link);
    return link;
  }

  private note(event: string): void {
    this.events.push(event);
  }
}
