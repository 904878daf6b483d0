/**
 * Golden traces: a text file of blocks, each of some commands, a line `----`, and what the servers did and said.
 * The commands, one a line ("#" begins a comment; ids are server numbers):
 *
 *   cluster 3 | cluster voters=1,2>2,3     servers 1 to n; all voters, or the configuration as in raft-logs.ts
 *   quiet                                  the rest of the block prints nothing
 *   cluster 3 append=16 window=99          at most 16 bytes an AppendEntries (a marker counts 64), 99 in flight
 *   server 2 term=7 vote=1 log=1 s4 4*3    reboots a server with this state; base=(3,0)^2 for a log that begins there
 *   elect 1 | campaign 1                   an election with all messages delivered | only its beginning
 *   tick 1 30 | tick all 5                 time; `all` delivers between the ticks
 *   heartbeat 1                            one tick at which heartbeats are due
 *   propose 1 3                            a batch of three records
 *   deliver 1->2 | deliver 1->2 all        the oldest message of a link | all that are there
 *   drop 1->2 | repeat 1->2 | swap 1->2    loses the oldest | delivers it and keeps it | newest first
 *   save 1->2 | replay                     takes the oldest aside | delivers all that was taken aside
 *   stabilize | stabilize 1 2              delivers until nothing is left | among these servers only
 *   hold 2 | release 2 | release 2 1       writes of the log | lets all go | the oldest one
 *   hold-term 2 | release-term 2           writes of term and vote
 *   crash 2 | restart 2 | cut 2 | heal     a cut server's messages are lost in both directions
 *   disconnect 2 1                         server 2 sees its connection to 1 close
 *   transfer 1 2 | read 1 7 | retain 1 (3,0)
 *   report 2 (1,0)^1                       tells the core of a write that is durable, true or not
 *   log 1 | state 1                        print
 */
import { invariant } from '../../src/base/invariant.ts';
import { nodeId } from '../../src/model/ids.ts';
import { configurationFrom, logFrom, pointFrom, positionFrom } from './raft-logs.ts';
import { showEffect, showLog, showMessage, showState } from './raft-print.ts';
import { RaftWorld, voters, type Packet } from './raft-world.ts';

export class RaftScript {
  private lines: string[] = [];
  private isQuiet = false;
  private saved: Packet[] = [];
  private world: RaftWorld | undefined;
  private readonly cut = new Set<number>();

  /** The whole file with the outputs as they are now. */
  rewrite(text: string): string {
    const blocks = text.trimEnd().split(/\n\n+/);
    return `${blocks.map((block) => this.rewriteBlock(block)).join('\n\n')}\n`;
  }

  private rewriteBlock(block: string): string {
    const commands = block.split(/^----$/m)[0]!.trimEnd();
    const wanted = commands.split('\n').filter((line) => !line.startsWith('#'));
    if (wanted.length === 0) return block;
    this.lines = [];
    this.isQuiet = false;
    for (const command of wanted) this.run(command);
    if (this.isQuiet) return commands;
    return `${commands}\n----\n${this.lines.length === 0 ? 'nothing' : this.lines.join('\n')}`;
  }

  private run(command: string): void {
    const [verb, ...words] = command.split(' ');
    if (verb === 'cluster') return this.cluster(words[0]!, command);
    if (verb === 'server') return this.server(Number(words[0]), command);
    if (['deliver', 'drop', 'repeat', 'swap', 'save'].includes(verb!))
      return this.link(verb!, words);
    if (verb === 'stabilize') return this.stabilize(words.map(Number));
    if (verb === 'quiet') {
      this.isQuiet = true;
      return;
    }
    if (verb === 'replay') {
      for (const packet of this.saved.splice(0)) this.world!.deliver(packet);
      return;
    }
    if (verb === 'heal') return this.cut.clear();
    const [first, second] = words.map(Number);
    if (words[0] === 'all') return this.tickAll(second!);
    this.runOn(verb!, first!, words[1]);
  }

  private runOn(verb: string, id: number, argument: string | undefined): void {
    const world = this.world!;
    const count = argument === undefined ? undefined : Number(argument);
    const actions: Record<string, () => unknown> = {
      elect: () => {
        world.step(id, { kind: 'campaign-requested' });
        this.stabilize([]);
      },
      campaign: () => world.step(id, { kind: 'campaign-requested' }),
      tick: () => world.tick(id, count ?? 1),
      heartbeat: () => world.heartbeat(id),
      propose: () => world.propose(id, count ?? 1),
      hold: () => world.hold(id),
      release: () => world.release(id, count),
      'hold-term': () => (world.server(id).isHardStateHeld = true),
      'release-term': () => world.releaseHardState(id),
      crash: () => world.crash(id),
      restart: () => world.restart(id),
      cut: () => this.cut.add(id),
      disconnect: () => world.step(id, { kind: 'peer-disconnected', peer: nodeId(count!) }),
      transfer: () => world.step(id, { kind: 'transfer-requested', to: nodeId(count!) }),
      read: () => world.step(id, { kind: 'read-requested', id: count! }),
      retain: () => world.moveBase(id, positionFrom(argument!)),
      report: () => {
        world.step(id, { kind: 'persisted', ...pointFrom(argument!) });
      },
      log: () => this.lines.push(`${id}: ${showLog(world.server(id).disk.memory)}`),
      state: () => this.lines.push(`${id}: ${showState(world.raft(id))}`),
    };
    const action = actions[verb];
    invariant(action !== undefined, `"${verb}" is a command`);
    action();
  }

  private cluster(size: string, command: string): void {
    const configuration = size.startsWith('voters=')
      ? configurationFrom(size.slice('voters='.length))
      : voters(...Array.from({ length: Number(size) }, (_, i) => i + 1));
    const { oldVoters = [], learners } = configuration;
    const ids = [...configuration.voters, ...oldVoters, ...learners].map((one) => one.nodeId);
    this.cut.clear();
    const appendBytesMax = Number(/append=(\d+)/.exec(command)?.[1] ?? 1_000_000);
    const inflightBytesMax = Number(/window=(\d+)/.exec(command)?.[1] ?? 1_000_000);
    this.world = new RaftWorld({
      servers: Math.max(...ids),
      configuration,
      raft: { appendBytesMax, inflightBytesMax },
      onTrace: (id, event) => this.print(id, event.text),
      onEffect: (id, effect) => {
        const shown = showEffect(effect);
        if (shown !== undefined) this.print(id, shown);
      },
      onPost: ({ from, to, message }) => this.print(`${from} -> ${to}`, showMessage(message)),
    });
  }

  private server(id: number, command: string): void {
    const option = (name: string): string | undefined =>
      new RegExp(`${name}=([^=]*?)(?: [a-z]+=|$)`).exec(command)?.[1];
    const { configuration } = this.world!.raft(id);
    const base = { ...pointFrom(option('base') ?? '(0,0)^0'), configuration };
    const vote = option('vote');
    this.world!.boot(id, {
      term: Number(option('term') ?? 0),
      ...(vote === undefined ? {} : { votedFor: Number(vote) }),
      log: logFrom(base, option('log') ?? ''),
    });
  }

  private link(verb: string, [name, count]: string[]): void {
    const world = this.world!;
    const [from, to] = name!.split('->').map(Number);
    const isOnLink = (packet: Packet): boolean => packet.from === from && packet.to === to;
    const packets = world.takePackets(isOnLink);
    invariant(packets.length > 0, `there is a message ${name}`);
    if (verb === 'swap') packets.unshift(packets.pop()!);
    else {
      const taken = packets.splice(0, count === 'all' ? packets.length : 1);
      if (verb === 'repeat') packets.unshift(...taken);
      if (verb === 'save') this.saved.push(...taken);
      else if (verb !== 'drop') for (const packet of taken) world.deliver(packet);
    }
    world.pool.unshift(...packets);
  }

  private stabilize(ids: readonly number[]): void {
    const world = this.world!;
    world.takePackets(({ from, to }) => this.cut.has(from) || this.cut.has(to));
    world.stabilize((packet) => {
      if (this.cut.has(packet.from) || this.cut.has(packet.to)) return false;
      return ids.length === 0 || (ids.includes(packet.from) && ids.includes(packet.to));
    });
    world.takePackets(({ from, to }) => this.cut.has(from) || this.cut.has(to));
  }

  private tickAll(count: number): void {
    const world = this.world!;
    for (let i = 0; i < count; i += 1) {
      world.ticks += 1;
      for (const { id, raft } of world.servers.values()) {
        const isHeartbeatDue = world.ticks % 5 === 0;
        if (raft !== undefined) world.step(id, { kind: 'tick', isHeartbeatDue });
      }
      this.stabilize([]);
    }
  }

  private print(who: number | string, text: string): void {
    const time = `${this.world?.ticks ?? 0}`.padStart(4);
    this.lines.push(`[${time}] ${`${who}`.padEnd(6)} ${text}`);
  }
}
