/** The tunnels of this broker, those that it opened and those that lead here. They end with the link to the other broker. */
import type { NodeId } from '../model/ids.ts';
import type { Address } from '../platform/network.ts';
import { GreetingRefused } from './greeting.ts';
import { Tunnel } from './tunnel.ts';

/** Takes a tunnel that leads here. */
export type AcceptTunnel = (tunnel: Tunnel) => TunnelGuest;

export interface TunnelGuest {
  drain(): void;
}

/** Connects and greets; rejects with a reason. */
export type OpenTunnel = (peer: NodeId, tunnel: Tunnel) => Promise<void>;

export class Tunnels {
  private readonly byPeer = new Map<NodeId, Set<Tunnel>>();
  private readonly arrivedMax: number;
  private readonly openTunnel: OpenTunnel;
  private acceptTunnel: AcceptTunnel | undefined;
  /** Those that lead here. */
  private arrived = 0;

  constructor(arrivedMax: number, openTunnel: OpenTunnel) {
    this.arrivedMax = arrivedMax;
    this.openTunnel = openTunnel;
  }

  onTunnel(accept: AcceptTunnel): void {
    this.acceptTunnel = accept;
  }

  /** It may be handled at once, and sends when `opened` has resolved, which rejects with the reason. */
  open(peer: NodeId, client: Address): { tunnel: Tunnel; opened: Promise<void> } {
    const tunnel: Tunnel = new Tunnel(client, {
      opened: () => undefined,
      draining: () => undefined,
      ended: () => this.forget(peer, tunnel),
    });
    this.remember(peer, tunnel);
    return { tunnel, opened: this.openTunnel(peer, tunnel) };
  }

  /** Throws GreetingRefused. */
  accept(peer: NodeId, client: Address): Tunnel {
    const accept = this.acceptTunnel;
    if (accept === undefined) throw new GreetingRefused('this broker takes no clients yet');
    if (this.arrived >= this.arrivedMax) {
      throw new GreetingRefused(
        `this broker has ${this.arrived} tunnels, which is the most it takes`,
      );
    }
    let guest: TunnelGuest | undefined;
    const tunnel: Tunnel = new Tunnel(client, {
      opened: () => (guest = accept(tunnel)),
      draining: () => guest?.drain(),
      ended: () => {
        this.arrived -= 1;
        this.forget(peer, tunnel);
      },
    });
    this.arrived += 1;
    this.remember(peer, tunnel);
    return tunnel;
  }

  disconnected(peer: NodeId): void {
    for (const tunnel of [...(this.byPeer.get(peer) ?? [])]) {
      tunnel.end(`broker ${peer} cannot be reached any more`);
    }
  }

  stop(): void {
    for (const peer of [...this.byPeer.keys()]) this.disconnected(peer);
  }

  private remember(peer: NodeId, tunnel: Tunnel): void {
    const tunnels = this.byPeer.get(peer) ?? new Set();
    this.byPeer.set(peer, tunnels.add(tunnel));
  }

  private forget(peer: NodeId, tunnel: Tunnel): void {
    this.byPeer.get(peer)?.delete(tunnel);
  }
}
