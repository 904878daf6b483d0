// Goal: whoever takes a Network cannot tell the one of flotilla/testing from TCP, and cuts behave as cuts under TCP do.
// Method: the contract suite of networks, then links that are cut, healed, and ends that are killed.
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/platform/network.ts';
import { Lifetime } from '../../../src/sim/lifetime.ts';
import { LocalNetwork } from '../../../src/testing/local-network.ts';
import { connectPair, Ear, networkCases, text, type Pair } from '../../contract/network.cases.ts';
import { realWorld, until } from '../../support/worlds.ts';
import { settle } from '../../support/settle.ts';

const HOST = '127.0.0.1';
const [SERVER, CLIENT] = [1, 2];

describe('LocalNetwork', () => {
  networkCases(() => {
    const network = new LocalNetwork();
    const server = network.of(SERVER, new Lifetime());
    const client = network.of(CLIENT, new Lifetime());
    return { ...realWorld(), server, client, host: HOST };
  });
});

interface Links {
  readonly network: LocalNetwork;
  readonly server: Network;
  readonly client: Network;
  readonly serverLife: Lifetime;
  readonly clientLife: Lifetime;
}

function makeLinks(): Links {
  const network = new LocalNetwork();
  const [serverLife, clientLife] = [new Lifetime(), new Lifetime()];
  return {
    network,
    serverLife,
    clientLife,
    server: network.of(SERVER, serverLife),
    client: network.of(CLIENT, clientLife),
  };
}

async function makePair(links: Links): Promise<Pair> {
  return await connectPair({ ...realWorld(), ...links, host: HOST });
}

/** Far more turns than anything takes that is on its way. */
async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await settle();
}

const { clock } = realWorld();

describe('a cut link', () => {
  it('holds frames back in one direction, and heal delivers them in order', async () => {
    const links = makeLinks();
    const { near, far } = await makePair(links);
    links.network.cut(CLIENT, SERVER);
    near.connection.send([text('a')]);
    near.connection.send([text('b')]);
    far.connection.send([text('back')]);
    await until(clock, () => near.frames.length === 1);
    await manyTurns();
    expect(far.frames).toEqual([]);
    links.network.heal();
    await until(clock, () => far.frames.length === 2);
    expect(far.texts).toEqual(['a', 'b']);
  });

  it('holds back the news that the other end is dead', async () => {
    const links = makeLinks();
    const { near, far } = await makePair(links);
    links.network.cut(CLIENT, SERVER);
    near.connection.send([text('last words')]);
    links.clientLife.end();
    links.network.kill(CLIENT);
    await manyTurns();
    expect(far.closings).toEqual([]);
    links.network.heal();
    await until(clock, () => far.closings.length === 1);
    expect(far.texts).toEqual(['last words']);
    expect(far.closings).toEqual(['the peer reset the connection']);
    expect(near.closings).toEqual([]);
  });

  it('keeps whoever connects waiting until it is healed, whichever direction is cut', async () => {
    for (const [from, to] of [
      [CLIENT, SERVER],
      [SERVER, CLIENT],
    ] as const) {
      const links = makeLinks();
      const listener = await links.server.listen({ host: HOST, port: 0 }, (far) => new Ear(far));
      links.network.cut(from, to);
      let isConnected = false;
      const connecting = links.client.connect(listener.address).then((connection) => {
        isConnected = true;
        return connection;
      });
      await manyTurns();
      expect(isConnected).toBe(false);
      links.network.heal();
      expect((await connecting).remote).toEqual(listener.address);
    }
  });
});

describe('a life that ended', () => {
  it('sends nothing, hears nothing, and neither listens nor connects', async () => {
    const links = makeLinks();
    const { near, far, listener } = await makePair(links);
    far.connection.send([text('under way')]);
    links.clientLife.end();
    links.network.kill(CLIENT);
    expect(near.connection.send([text('from the grave')])).toBe(false);
    let hasConnected = false;
    void links.client.connect(listener.address).then(() => (hasConnected = true));
    await until(clock, () => far.closings.length === 1);
    await manyTurns();
    expect(hasConnected).toBe(false);
    expect(near.frames).toEqual([]);
    expect(near.closings).toEqual([]);
    expect(far.frames).toEqual([]);
  });

  it('frees its ports, and whoever connects to one waits for the next life', async () => {
    const links = makeLinks();
    const port = 9091;
    await links.server.listen({ host: HOST, port }, () => undefined);
    links.serverLife.end();
    links.network.kill(SERVER);
    const connecting = links.client.connect({ host: HOST, port });
    await manyTurns();
    const next = links.network.of(SERVER, new Lifetime());
    const accepted: Ear[] = [];
    await next.listen({ host: HOST, port }, (connection) => accepted.push(new Ear(connection)));
    (await connecting).send([text('hello')]);
    await until(clock, () => accepted[0]?.frames.length === 1);
  });
});
