// Goal: whoever takes a Network cannot tell the simulated one from TCP. Method: one suite over both.
import { describe } from 'vitest';
import { TcpNetwork } from '../../src/transport/tcp-network.ts';
import { realWorld, simulatedWorld } from '../support/worlds.ts';
import { networkCases } from './network.cases.ts';

describe('TcpNetwork', () => {
  networkCases(() => {
    const network = new TcpNetwork();
    return { ...realWorld(), server: network, client: network, host: '127.0.0.1' };
  });
});

describe('SimNetwork', () => {
  networkCases(() => {
    const { simulation, clock, run } = simulatedWorld();
    const [server, client] = [simulation.network.node('n1'), simulation.network.node('n2')];
    return { clock, run, server, client, host: 'n1' };
  });
});
