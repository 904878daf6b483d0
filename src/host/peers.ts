/** The other brokers: one link each, who they are, and the requests that were forwarded to them. */
import { MalformedBytes } from '../base/byte-reader.ts';
import { InvariantViolation } from '../base/invariant.ts';
import type { QueueLength } from '../base/queue-length.ts';
import { BrokerError } from '../model/errors.ts';
import type { NodeId, Uuid } from '../model/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Address, Listener, Network } from '../platform/network.ts';
import type { Random } from '../platform/random.ts';
import {
  greetAsDialer,
  greetAsListener,
  greetForTunnel,
  GreetingRefused,
  type GreetingModules,
} from './greeting.ts';
import { decodePeerFrame, encodePeerFrame } from './peer-codec.ts';
import type { Hello } from './peer-hello.ts';
import type { PeerIdentities } from './peer-identity.ts';
import type { GroupItem, PeerItem, PeerRequest } from './peer-item.ts';
import { PeerLink } from './peer-link.ts';
import { ForwardedRequests } from './requests.ts';
import type { Tunnel } from './tunnel.ts';
import { Tunnels } from './tunnels.ts';

export interface PeerAddress {
  readonly nodeId: NodeId;
  readonly directoryId: Uuid;
  readonly address: Address;
}

export interface Answer {
  readonly body: Uint8Array;
  readonly payloads: readonly Uint8Array[];
}

/** Answers what another broker forwarded here. Must not reject. */
export type RequestHandler = (from: NodeId, request: PeerRequest) => Promise<Answer>;

export interface PeersOptions {
  readonly self: Hello;
  readonly bufferedBytesMax: number;
  readonly frameBytesMax: number;
  readonly forwardedMax: number;
  /** That lead here, of all brokers together. */
  readonly tunnelsMax: number;
}

export interface PeersModules {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  readonly logger: Logger;
  readonly identities: PeerIdentities;
  /** Everything but requests and responses, which stay here. */
  readonly received: (from: NodeId, item: GroupItem) => void;
  readonly opened: (peer: NodeId) => void;
  readonly closed: (peer: NodeId) => void;
}

const SHOWN_REFUSALS_MAX = 100;

export class Peers {
  private readonly options: PeersOptions;
  private readonly modules: PeersModules;
  private readonly greeting: GreetingModules;
  private readonly links = new Map<NodeId, PeerLink>();
  private readonly addresses = new Map<NodeId, PeerAddress>();
  private readonly forwarded: ForwardedRequests;
  /** Connections of clients that are passed on. */
  readonly tunnels: Tunnels;
  private handleRequest: RequestHandler | undefined;
  private readonly openedListeners: ((peer: NodeId) => void)[] = [];
  private listener: Listener | undefined;
  private theirReason: string | undefined;
  private readonly shownRefusals = new Set<string>();

  constructor(options: PeersOptions, modules: PeersModules) {
    this.options = options;
    this.modules = modules;
    this.forwarded = new ForwardedRequests(modules.clock, options.forwardedMax);
    this.tunnels = new Tunnels(options.tunnelsMax, (peer, tunnel) => this.dialTunnel(peer, tunnel));
    this.greeting = {
      clock: modules.clock,
      identities: modules.identities,
      self: options.self,
      expectedDirectory: (peer) => this.addresses.get(peer)?.directoryId,
      linkOf: (peer) => this.links.get(peer),
      acceptTunnel: (peer, client) => this.tunnels.accept(peer, client),
    };
  }

  async listen(address: Address): Promise<void> {
    this.listener = await this.modules.network.listen(address, (connection) => {
      greetAsListener(this.greeting, connection).catch((error: unknown) => this.refused(error));
    });
  }

  /** Why the others do not take this broker for one of theirs; undefined when one of them does. */
  get refusal(): string | undefined {
    return this.theirReason;
  }

  get address(): Address {
    return this.listener!.address;
  }

  onRequest(handler: RequestHandler): void {
    this.handleRequest = handler;
  }

  /** Called for each connection to another broker, once it can be asked something. */
  onOpened(listener: (peer: NodeId) => void): void {
    this.openedListeners.push(listener);
  }

  /** All brokers of the cluster, this one included or not; a changed address is used at the next attempt. */
  set(peers: readonly PeerAddress[]): void {
    for (const peer of peers) {
      if (peer.nodeId === this.options.self.nodeId) continue;
      this.addresses.set(peer.nodeId, peer);
      if (this.links.has(peer.nodeId)) continue;
      const link = this.makeLink(peer.nodeId);
      this.links.set(peer.nodeId, link);
      link.start();
    }
  }

  /** One of the cluster, this one included. */
  isKnown(peer: NodeId): boolean {
    return peer === this.options.self.nodeId || this.links.has(peer);
  }

  isConnected(peer: NodeId): boolean {
    return peer === this.options.self.nodeId || this.links.get(peer)?.isOpen === true;
  }

  send(to: NodeId, item: PeerItem): void {
    this.links.get(to)?.send(item);
  }

  queueLengths(): readonly QueueLength[] {
    return [
      this.forwarded.queueLength,
      ...[...this.links.values()].map((link) => link.queueLength),
    ];
  }

  broadcast(item: PeerItem): void {
    for (const link of this.links.values()) link.send(item);
  }

  beat(silentBeatsMax: number): void {
    for (const link of this.links.values()) link.beat(silentBeatsMax);
  }

  /** One hop to the broker that leads. In order per peer. */
  async forward(
    to: NodeId,
    request: Pick<PeerRequest, 'body' | 'payloads'>,
    timeoutMs: number,
  ): Promise<Answer> {
    const link = this.links.get(to);
    if (link === undefined)
      throw new BrokerError('LEADER_NOT_AVAILABLE', `Broker ${to} is not known here.`);
    return this.forwarded.forward(to, request, timeoutMs, (item) => link.send(item));
  }

  async stop(): Promise<void> {
    this.tunnels.stop();
    for (const [peer, link] of this.links) {
      link.stop();
      this.forwarded.disconnected(peer);
    }
    await this.listener?.close();
  }

  private async dialTunnel(peer: NodeId, tunnel: Tunnel): Promise<void> {
    try {
      const connection = await this.modules.network.connect(this.addresses.get(peer)!.address);
      const client = tunnel.remote;
      await greetForTunnel(this.greeting, connection, { peer, client, tunnel });
    } catch (error) {
      tunnel.end(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  private makeLink(peer: NodeId): PeerLink {
    const { clock, random, network, logger } = this.modules;
    return new PeerLink(
      {
        peer,
        isDialer: this.options.self.nodeId < peer,
        address: () => this.addresses.get(peer)?.address,
        reconnectMsMin: 20,
        reconnectMsMax: 500,
        bufferedBytesMax: this.options.bufferedBytesMax,
        frameBytesMax: this.options.frameBytesMax,
      },
      {
        network,
        clock,
        random,
        logger,
        greet: async (connection, node) => {
          try {
            await greetAsDialer(this.greeting, connection, node);
          } catch (error) {
            this.noteRefusal(error);
            throw error;
          }
        },
        encode: encodePeerFrame,
        received: (from, frame) => this.receivedFrame(from, frame),
        opened: (node) => {
          this.theirReason = undefined;
          logger.info('peer-connected', { peer: node });
          this.modules.opened(node);
          for (const listener of this.openedListeners) listener(node);
        },
        closed: (node, reason) => {
          logger.warn('peer-disconnected', { peer: node, reason });
          this.forwarded.disconnected(node);
          this.tunnels.disconnected(node);
          this.modules.closed(node);
        },
      },
    );
  }

  /** Anyone can knock, again and again: each reason is logged once. */
  private refused(error: unknown): void {
    this.noteRefusal(error);
    const reason = error instanceof Error ? error.message : String(error);
    if (this.shownRefusals.has(reason) || this.shownRefusals.size >= SHOWN_REFUSALS_MAX) return;
    this.shownRefusals.add(reason);
    this.modules.logger.warn('peer-refused', { reason });
  }

  private noteRefusal(error: unknown): void {
    if (error instanceof GreetingRefused) this.theirReason = error.theirReason ?? this.theirReason;
  }

  private receivedFrame(from: NodeId, frame: Uint8Array): void {
    let items: readonly PeerItem[];
    try {
      items = decodePeerFrame(frame);
    } catch (error) {
      // Numbers that no broker of ours sends break invariants of the model; they are as malformed as any other nonsense.
      if (!(error instanceof MalformedBytes || error instanceof InvariantViolation)) throw error;
      this.modules.logger.error('peer-frame-malformed', { peer: from, reason: error.message });
      this.links.get(from)?.hangUp(`a frame was malformed: ${error.message}`);
      return;
    }
    for (const item of items) {
      if (item.kind === 'request') this.receivedRequest(from, item);
      else if (item.kind === 'response') this.forwarded.answered(item);
      else this.modules.received(from, item);
    }
  }

  /**
   * The answer goes over the connection that brought the request, or nowhere: on a later one the id may be that of
   * another request, of a peer that has restarted and counts from 1 again.
   */
  private receivedRequest(from: NodeId, request: PeerRequest): void {
    const link = this.links.get(from);
    if (this.handleRequest === undefined || link === undefined) return;
    const { connectionNumber } = link;
    void this.handleRequest(from, request).then((answer) => {
      if (link.connectionNumber !== connectionNumber) return;
      link.send({ kind: 'response', id: request.id, ...answer });
    });
  }
}
