/**
 * The first three frames of a connection between brokers: who are you, and are you of this cluster?
 *
 *   dialer: hello -> listener: hello or refusal -> dialer: welcome or refusal
 *
 * Nothing else is read before both sides know and accept each other, and the identity is on disk before the first
 * message counts. The listener waits for the welcome: what refuses it must not be taken for a peer's message.
 */
import type { NodeId, Uuid } from '../model/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Address, Connection } from '../platform/network.ts';
import { decodeHello, encodeHello, type Hello, type Opening } from './peer-hello.ts';
import type { PeerIdentities } from './peer-identity.ts';

/** What a connection becomes once both sides know each other: a link, or a tunnel. */
export interface Greeted {
  attach(connection: Connection): void;
  frame(connection: Connection, frame: Uint8Array): void;
  disconnected(connection: Connection, reason: string): void;
  drained?(): void;
}

export interface GreetingModules {
  readonly clock: Clock;
  readonly identities: PeerIdentities;
  readonly self: Hello;
  /** The directory that the cluster's metadata names for this broker, where it does. */
  readonly expectedDirectory: (peer: NodeId) => Uuid | undefined;
  /** Undefined: no broker of this cluster. */
  readonly linkOf: (peer: NodeId) => Greeted | undefined;
  /** Of a peer that is a broker of this cluster; throws GreetingRefused when there is no room for it. */
  readonly acceptTunnel: (peer: NodeId, client: Address) => Greeted;
}

const GREETING_MS_MAX = 3000;

export class GreetingRefused extends Error {
  override readonly name = 'GreetingRefused';
  /** What the other broker gave as its reason, when it was the one that refused. */
  readonly theirReason: string | undefined;

  constructor(message: string, theirReason?: string) {
    super(message);
    this.theirReason = theirReason;
  }
}

/** On the dialing side: resolves when the link has the connection. */
export function greetAsDialer(
  modules: GreetingModules,
  connection: Connection,
  peer: NodeId,
): Promise<void> {
  const greeted = greet(modules, connection, { peer, as: () => modules.linkOf(peer)! });
  connection.send([encodeHello({ kind: 'hello', hello: modules.self })]);
  return greeted;
}

/** On the dialing side too: resolves when the tunnel has the connection. */
export function greetForTunnel(
  modules: GreetingModules,
  connection: Connection,
  { peer, client, tunnel }: { peer: NodeId; client: Address; tunnel: Greeted },
): Promise<void> {
  const greeted = greet(modules, connection, { peer, as: () => tunnel });
  connection.send([encodeHello({ kind: 'hello', hello: { ...modules.self, client } })]);
  return greeted;
}

/** On the listening side; failures end the connection and are the caller's to log. */
export function greetAsListener(modules: GreetingModules, connection: Connection): Promise<void> {
  return greet(modules, connection, undefined);
}

/** Whom a dialer called, and what the connection is to be. */
interface Called {
  readonly peer: NodeId;
  readonly as: () => Greeted;
}

function greet(
  modules: GreetingModules,
  connection: Connection,
  called: Called | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let greeted: Greeted | undefined;
    let state: 'waiting' | 'checking' | 'offered' | 'open' | 'ended' = 'waiting';
    const timer = modules.clock.setTimer(GREETING_MS_MAX, () => end('the greeting took too long'));

    function end(reason: string, refusal?: GreetingRefused): void {
      if (state === 'open' || state === 'ended') return;
      state = 'ended';
      timer.cancel();
      connection.close(reason);
      greeted?.disconnected(connection, reason);
      reject(refusal ?? new GreetingRefused(reason));
    }

    async function check(frame: Uint8Array): Promise<void> {
      const opening = decodeHello(frame);
      if (opening.kind !== 'hello') throw refusalOf(opening);
      const fault = faultOf(modules, opening.hello, called?.peer);
      if (fault !== undefined) {
        connection.send([encodeHello({ kind: 'refusal', reason: fault })]);
        throw new GreetingRefused(fault);
      }
      await modules.identities.remember(opening.hello);
      if (state === 'ended') return;
      if (called === undefined) {
        greeted = offeredTo(opening.hello);
        state = 'offered';
        connection.send([encodeHello({ kind: 'hello', hello: modules.self })]);
      } else {
        connection.send([encodeHello({ kind: 'welcome' })]);
        open(called.as());
      }
      connection.resume();
    }

    function offeredTo({ nodeId, client }: Hello): Greeted {
      if (client === undefined) return modules.linkOf(nodeId)!;
      try {
        return modules.acceptTunnel(nodeId, client);
      } catch (error) {
        if (!(error instanceof GreetingRefused)) throw error;
        connection.send([encodeHello({ kind: 'refusal', reason: error.message })]);
        throw error;
      }
    }

    async function confirm(frame: Uint8Array): Promise<void> {
      const opening = decodeHello(frame);
      if (opening.kind !== 'welcome') throw refusalOf(opening);
      open(greeted!);
      connection.resume();
    }

    function open(to: Greeted): void {
      greeted = to;
      state = 'open';
      timer.cancel();
      to.attach(connection);
      resolve();
    }

    connection.handle({
      frame: (frame) => {
        if (state === 'open') return greeted!.frame(connection, frame);
        if (state === 'ended') return undefined;
        // The peer may talk as soon as it trusts us. What it says waits in the socket until we trust it too.
        connection.pause();
        const step = state === 'offered' ? confirm : check;
        state = 'checking';
        step(frame).catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          end(reason, error instanceof GreetingRefused ? error : undefined);
        });
        return undefined;
      },
      drained: () => {
        if (state === 'open') greeted!.drained?.();
      },
      closed: (reason) => {
        if (state === 'open') greeted!.disconnected(connection, reason);
        else end(`closed during the greeting: ${reason}`);
      },
    });
  });
}

function refusalOf(opening: Opening): GreetingRefused {
  if (opening.kind !== 'refusal') {
    return new GreetingRefused(
      `the other broker's greeting is out of order: a ${opening.kind} came`,
    );
  }
  return new GreetingRefused(`refused by the other broker: ${opening.reason}`, opening.reason);
}

function faultOf(
  modules: GreetingModules,
  hello: Hello,
  expected: NodeId | undefined,
): string | undefined {
  const { self } = modules;
  if (hello.clusterId !== self.clusterId) {
    return `broker ${hello.nodeId} belongs to cluster ${hello.clusterId}, not to ${self.clusterId}`;
  }
  if (expected !== undefined && hello.nodeId !== expected) {
    return `broker ${expected} was called and broker ${hello.nodeId} answered; check the addresses`;
  }
  if (modules.linkOf(hello.nodeId) === undefined) {
    return `broker ${hello.nodeId} is not a member of this cluster`;
  }
  const directory = modules.expectedDirectory(hello.nodeId);
  if (directory !== undefined && directory !== hello.directoryId) {
    return `broker ${hello.nodeId} has data directory ${hello.directoryId}, but the cluster was formed with ${directory}; it was wiped or replaced, and replacing it needs a membership change`;
  }
  return modules.identities.faultOf(hello);
}
