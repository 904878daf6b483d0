// Goal: the core's view of its log is right at every moment, also for what the host has not taken over yet.
// Method: the log of a RaftDisk as index, handed over late.
import { describe, expect, it } from 'vitest';
import { showPosition } from '../../../src/model/position.ts';
import { RaftLog } from '../../../src/raft/raft-log.ts';
import { RaftDisk } from '../../support/raft-disk.ts';
import { entryFrom, logFrom, pointFrom, positionFrom } from '../../support/raft-logs.ts';
import { voters } from '../../support/raft-world.ts';

function logOf(text: string, base = '(0,0)^0'): { disk: RaftDisk; log: RaftLog } {
  const disk = new RaftDisk(logFrom({ ...pointFrom(base), configuration: voters(1) }, text));
  return { disk, log: new RaftLog(disk.recovered(), disk) };
}

function append(log: RaftLog, ...items: string[]): void {
  for (const item of items) log.append(entryFrom(item, log.lastPosition));
}

describe('RaftLog', () => {
  it.each([
    { at: '(9,0)^9', found: '(8,0)^4' },
    { at: '(8,0)^4', found: '(8,0)^4' },
    { at: '(7,0)^4', found: '(5,0)^4' },
    { at: '(4,0)^4', found: '(3,1)^4' },
    { at: '(9,0)^3', found: '(3,0)^1' },
    { at: '(2,0)^3', found: '(0,0)^0' },
    { at: '(9,0)^0', found: '(0,0)^0' },
  ])('the greatest boundary at or below $at is $found', ({ at, found }) => {
    const { log } = logOf('1*3 s4 4*2 4*3');
    const { position, term } = log.greatestBoundary(pointFrom(at))!;
    expect(`${showPosition(position)}^${term}`).toBe(found);
  });

  it('there is none below the base, nor at it in an earlier term', () => {
    const { log } = logOf('2', '(3,0)^2');
    expect(log.greatestBoundary(pointFrom('(3,0)^1'))).toBe(undefined);
    expect(log.greatestBoundary(pointFrom('(2,0)^2'))).toBe(undefined);
    expect(log.greatestBoundary(pointFrom('(3,0)^2'))).toEqual(pointFrom('(3,0)^2'));
  });

  it('entries that the index has not seen yet count', () => {
    const { log } = logOf('1*3');
    append(log, '1*2', 's2', '2*4');
    expect(log.boundaryAfter(positionFrom('(0,0)'), 1000).end).toEqual(positionFrom('(9,0)'));
    expect(log.boundaryAfter(positionFrom('(3,0)'), 1).end).toEqual(positionFrom('(5,0)'));
    expect(log.boundaryAfter(positionFrom('(5,0)'), 64).end).toEqual(positionFrom('(5,1)'));
    expect(log.greatestBoundary(pointFrom('(8,0)^2'))).toEqual(pointFrom('(5,1)^2'));
    expect(log.isHandedOver(positionFrom('(3,0)'))).toBe(true);
    expect(log.isHandedOver(positionFrom('(5,0)'))).toBe(false);
  });

  it('a truncation that the index has not seen yet counts, and what is appended behind it', () => {
    const { disk, log } = logOf('1*3 1*3 1*3');
    log.truncate(positionFrom('(3,0)'));
    append(log, '2*2');
    expect(log.isHandedOver(positionFrom('(6,0)'))).toBe(false);
    expect(log.greatestBoundary(pointFrom('(4,0)^9'))).toEqual(pointFrom('(3,0)^1'));
    expect(log.boundaryAfter(positionFrom('(3,0)'), 1000).end).toEqual(positionFrom('(5,0)'));
    disk.write({ kind: 'truncate', to: positionFrom('(3,0)') });
    disk.write({ kind: 'append', entries: [entryFrom('2*2', positionFrom('(3,0)'))] });
    log.handOver();
    expect(log.boundaryAfter(positionFrom('(0,0)'), 1000).end).toEqual(positionFrom('(5,0)'));
  });

  it('an entry must begin where the log ends', () => {
    const { log } = logOf('1*3');
    expect(() => log.append(entryFrom('1', positionFrom('(2,0)')))).toThrow('begins where');
  });
});
