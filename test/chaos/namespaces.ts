/**
 * A network namespace for each broker, with one veth pair to this machine's own: the kernel drops what does not get
 * through, so TCP retransmits, backs off and times out as it does over a real network. All traffic of a broker passes
 * this machine's end of its pair: the proxies listen there. Only root may have them.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { Direction } from './link.ts';

/** The name of an interface has at most 15 characters: one is left. */
const INTERFACE = 'flotilla-chaos';
const LAST_CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz'.split('');
/** Addresses that hardly anybody uses: `NET.n.1` is this machine's end of pair n, `NET.n.2` the broker's. */
const NET = '10.213';

interface Place {
  readonly namespace: string;
  readonly interfaceName: string;
  readonly number: number;
}

export class Namespaces {
  private readonly places = new Map<number, Place>();

  /** Removed by the reaper of the run, by their names. */
  constructor(directory: string, nodeIds: readonly number[]) {
    for (const nodeId of nodeIds) {
      const number = freeNumber();
      const interfaceName = `${INTERFACE}${LAST_CHARACTERS[number]}`;
      const place = { namespace: `${basename(directory)}-${nodeId}`, interfaceName, number };
      this.places.set(nodeId, place);
      ip('netns', 'add', place.namespace);
      const peer = ['peer', 'name', 'eth0', 'netns', place.namespace];
      ip('link', 'add', interfaceName, 'type', 'veth', ...peer);
      ip('address', 'add', `${this.gatewayOf(nodeId)}/30`, 'dev', interfaceName);
      // By which the reaper knows whose it is.
      ip('link', 'set', interfaceName, 'up', 'alias', basename(directory));
      ip('-n', place.namespace, 'link', 'set', 'lo', 'up');
      ip('-n', place.namespace, 'address', 'add', `${this.hostOf(nodeId)}/30`, 'dev', 'eth0');
      this.up(nodeId);
    }
  }

  /** Where the broker listens. */
  hostOf(nodeId: number): string {
    return `${NET}.${this.at(nodeId).number}.2`;
  }

  /** Where its proxies listen. */
  gatewayOf(nodeId: number): string {
    return `${NET}.${this.at(nodeId).number}.1`;
  }

  wrapperOf(nodeId: number): [program: string, ...args: string[]] {
    return ['nsenter', `--net=/run/netns/${this.at(nodeId).namespace}`];
  }

  down(nodeId: number): void {
    ip('-n', this.at(nodeId).namespace, 'link', 'set', 'eth0', 'down');
  }

  up(nodeId: number): void {
    const { namespace } = this.at(nodeId);
    ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    ip('-n', namespace, 'route', 'replace', 'default', 'via', this.gatewayOf(nodeId));
  }

  /** Drops what the broker sends to a port ('there'), or what comes back from it. */
  drop(nodeId: number, port: number, directions: readonly Direction[]): void {
    const rules = directions.map((direction) =>
      direction === 'there'
        ? `chain out { type filter hook output priority 0; tcp dport ${port} drop; }`
        : `chain in { type filter hook input priority 0; tcp sport ${port} drop; }`,
    );
    const [program, ...args] = this.wrapperOf(nodeId);
    const input = `table ip chaos {\n${rules.join('\n')}\n}\n`;
    execFileSync(program, [...args, 'nft', '-f', '-'], {
      input,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  }

  pass(nodeId: number): void {
    const [program, ...args] = this.wrapperOf(nodeId);
    const command = ['nft', 'delete', 'table', 'ip', 'chaos'];
    execFileSync(program, [...args, ...command], { stdio: ['ignore', 'ignore', 'inherit'] });
  }

  private at(nodeId: number): Place {
    return this.places.get(nodeId)!;
  }
}

/** Of the pairs that this machine may have in all its runs. */
function freeNumber(): number {
  const taken = readdirSync('/sys/class/net');
  const free = LAST_CHARACTERS.filter((last) => !taken.includes(`${INTERFACE}${last}`));
  if (free.length === 0) throw new Error('All names of interfaces are taken by other runs.');
  return LAST_CHARACTERS.indexOf(free[0]!);
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
