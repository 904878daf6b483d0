/**
 * One process of the bare pipeline, forked by pipeline.ts. A follower checks, appends and answers; the leader
 * also forwards, and answers the client when a majority of the files holds the frame. No terms, offsets, indexes
 * or retries: this is the machine's price for moving the bytes, nothing else.
 */
import { connect, createServer, type AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { AppendFile, type Durability } from './append-file.ts';
import { encodeCount, majorityCount, onCounts } from './counts.ts';
import { FrameSplitter } from './frames.ts';

export interface ReplicaOrder {
  readonly path: string;
  readonly durability: Durability;
  readonly leg: ClientLeg;
  /** Of the leader; empty for a follower, and for a pipeline of one replica. */
  readonly followerPorts: readonly number[];
}

export type ClientLeg = 'tcp' | 'ws';

export type ReplicaCommand = ReplicaOrder | 'measure' | 'report';

export type ReplicaReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'measured'; readonly cpuMicros: number };

/** Gives back what takes received bytes; `committed` gets every growth of the majority's count. */
function makeReplica(
  order: ReplicaOrder,
  committed: (count: number) => void,
): (chunk: Buffer) => void {
  const counts = [0, ...order.followerPorts.map(() => 0)];
  let last = 0;
  const reached = (replica: number, count: number): void => {
    counts[replica] = count;
    const majority = majorityCount(counts);
    if (majority === last) return;
    last = majority;
    committed(majority);
  };
  const file = new AppendFile(order.path, order.durability, (count) => reached(0, count));
  const followers = order.followerPorts.map((port, index) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    onCounts(socket, (count) => reached(index + 1, count));
    return socket;
  });
  const splitter = new FrameSplitter();
  return (chunk) => {
    const run = splitter.push(chunk);
    if (run === undefined) return;
    for (const follower of followers) {
      // One system call for all that this turn of the event loop forwards.
      if (follower.writableCorked === 0) {
        follower.cork();
        process.nextTick(() => follower.uncork());
      }
      for (const part of run.chunks) follower.write(part);
    }
    file.append(run);
  };
}

function listenTcp(order: ReplicaOrder, listening: (port: number) => void): void {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on(
      'data',
      makeReplica(order, (count) => socket.write(encodeCount(count))),
    );
  });
  server.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port));
}

function listenWebSocket(order: ReplicaOrder, listening: (port: number) => void): void {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket) => {
    const receive = makeReplica(order, (count) => socket.send(encodeCount(count)));
    socket.on('message', (message) => receive(message as Buffer));
  });
  server.on('listening', () => listening((server.address() as AddressInfo).port));
}

function report(message: ReplicaReport): void {
  process.send?.(message);
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`The bare pipeline failed: ${error.message}\n`);
  process.exit(1);
});
// The parent's end closes the channel, also when it is killed.
process.on('disconnect', () => process.exit(0));
let cpuAtStart = process.cpuUsage();
process.on('message', (command: ReplicaCommand) => {
  if (command === 'measure') {
    cpuAtStart = process.cpuUsage();
  } else if (command === 'report') {
    const cpu = process.cpuUsage(cpuAtStart);
    report({ kind: 'measured', cpuMicros: cpu.user + cpu.system });
  } else {
    const listening = (port: number): void => report({ kind: 'listening', port });
    if (command.leg === 'ws') listenWebSocket(command, listening);
    else listenTcp(command, listening);
  }
});
