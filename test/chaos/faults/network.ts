/** The proxies between brokers, and between brokers and clients (link.ts); and the kernel's own drops (namespaces.ts). */
import type { Direction, Link } from '../link.ts';
import { anyOf, shuffled, type Fault, type Turn } from './fault.ts';

const SLOW_MS = { least: 5, most: 400 };
const TEAR_EVERY_MS = { least: 300, most: 1200 };

/** After the last of them has healed; what was held either arrives late, or is lost with its connection. */
function healing(links: readonly Link[], isLost: boolean): () => void {
  return () => {
    if (isLost) for (const link of links) link.cut();
    for (const link of links) link.heal();
  };
}

const fate = (isLost: boolean): string => (isLost ? 'lost' : 'late');

export const delay: Fault = {
  needs: [],
  isOfNetwork: true,
  begin: ({ world: { network }, random }) => {
    const least = random.integer(0, SLOW_MS.least * 10);
    const most = least + random.integer(SLOW_MS.least, SLOW_MS.most);
    const links = network.links();
    for (const link of links) link.delay(least, most);
    return { text: `${least} to ${most} ms between brokers`, end: healing(links, false) };
  },
};

/** Connections are torn again and again, while what was sent over the old ones is still on its way. */
export const reorder: Fault = {
  needs: [],
  isOfNetwork: true,
  begin: ({ world: { network }, random }) => {
    const links = network.links();
    for (const link of links) link.delay(0, SLOW_MS.most);
    const everyMs = random.integer(TEAR_EVERY_MS.least, TEAR_EVERY_MS.most);
    const timer = setInterval(() => anyOf(random, links).tear(), everyMs);
    const heal = healing(links, false);
    return {
      text: `0 to ${SLOW_MS.most} ms between brokers, a connection torn every ${everyMs} ms`,
      end: () => {
        clearInterval(timer);
        heal();
      },
    };
  },
};

export const oneWay: Fault = {
  needs: [],
  isOfNetwork: true,
  begin: ({ world: { network, fleet }, random }) => {
    const [from, to] = shuffled(random, fleet.nodeIds);
    const link = network.between(from!, to!);
    link.hold(from! < to! ? 'there' : 'back');
    const isLost = random.chance(0.5);
    return {
      text: `nothing from ${from} to ${to} (${fate(isLost)} in the end)`,
      end: healing([link], isLost),
    };
  },
};

/** Two do not hear each other, and the third hears both. */
export const partialPartition: Fault = {
  needs: [],
  isOfNetwork: true,
  begin: ({ world: { network, fleet }, random }) => {
    const [a, b] = shuffled(random, fleet.nodeIds);
    const link = network.between(a!, b!);
    link.hold('there', 'back');
    const isLost = random.chance(0.5);
    return { text: `${a} apart from ${b} (${fate(isLost)})`, end: healing([link], isLost) };
  },
};

export const isolate: Fault = {
  needs: [],
  isOfNetwork: true,
  begin: async ({ world: { network, fleet, topics }, random }) => {
    const victim = await fleet.pickVictim(random, topics);
    const links = network.links(victim);
    for (const link of links) link.hold('there', 'back');
    const isLost = random.chance(0.5);
    return { text: `broker ${victim} alone (${fate(isLost)})`, end: healing(links, isLost) };
  },
};

export const fullPartition: Fault = {
  needs: [],
  isOfNetwork: true,
  begin: ({ world: { network }, random }) => {
    const links = network.links();
    for (const link of links) link.hold('there', 'back');
    const isLost = random.chance(0.5);
    return { text: `every broker alone (${fate(isLost)})`, end: healing(links, isLost) };
  },
};

/** Its clients reach it no more, or hear nothing of it, or are cut off again and again. */
export const clients: Fault = {
  needs: [],
  isOfNetwork: true,
  begin: async ({ world: { network, fleet, topics }, random }) => {
    const victim = await fleet.pickVictim(random, topics);
    const link = network.clientsOf(victim);
    const ways = anyOf<readonly Direction[]>(random, [['there'], ['back'], ['there', 'back']]);
    link.hold(...ways);
    return {
      text: `clients of broker ${victim} cut off (${ways.join(' and ')})`,
      end: healing([link], true),
    };
  },
};

export const namespaceDown: Fault = {
  needs: ['root', 'ip', 'nsenter'],
  isOfNetwork: true,
  begin: async ({ world: { namespaces, fleet, topics }, random }) => {
    const victim = await fleet.pickVictim(random, topics);
    namespaces!.down(victim);
    return { text: `interface of broker ${victim} down`, end: () => namespaces!.up(victim) };
  },
};

function dropping({ world, random }: Turn, ways: readonly Direction[]) {
  const { fleet, cluster, namespaces } = world;
  const two = shuffled(random, fleet.nodeIds).slice(0, 2);
  // The one with the lower id dials.
  const [a, b] = two.sort((one, other) => one - other);
  namespaces!.drop(a!, cluster.place(b!).peerPort, ways);
  return {
    text: `packets between ${a} and ${b} dropped (${ways.join(' and ')})`,
    end: () => namespaces!.pass(a!),
  };
}

export const namespacePartition: Fault = {
  needs: ['root', 'ip', 'nsenter', 'nft'],
  isOfNetwork: true,
  begin: (turn) => dropping(turn, ['there', 'back']),
};

export const namespaceOneWay: Fault = {
  needs: ['root', 'ip', 'nsenter', 'nft'],
  isOfNetwork: true,
  begin: (turn) => dropping(turn, [anyOf<Direction>(turn.random, ['there', 'back'])]),
};
