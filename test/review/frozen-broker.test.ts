// A broker that is frozen holds nobody who wants to go. Method: a door that says hello and then reads nothing more.
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { connect } from '../../src/client/connection.ts';
import { encodeResponse, SUBPROTOCOL } from '../../src/protocol/client-frame.ts';
import { CLUSTER_ID } from '../unit/gateway/broker.ts';
import { streamOf } from '../e2e/raw-sockets.ts';

it('a client closes its connection to a frozen broker within seconds', async () => {
  const options = { host: '127.0.0.1', port: 0, handleProtocols: () => SUBPROTOCOL };
  const server = new WebSocketServer(options);
  server.on('connection', (socket) => {
    socket.once('message', () => {
      socket.send(
        Buffer.concat(
          encodeResponse(1, { hello: { protocolVersion: 1, clusterId: CLUSTER_ID, nodeId: 1 } }),
        ),
      );
      streamOf(socket).pause();
    });
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const client = await connect(`ws://127.0.0.1:${port}`);
  const startedAt = performance.now();
  await client.close();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  for (const socket of server.clients) socket.terminate();
  server.close();
});
