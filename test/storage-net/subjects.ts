import { liveDamage } from './damage-life.ts';
import { liveWithFault } from './fault-life.ts';
import type { Subject } from './figures.ts';
import { liveHardState } from './hard-state-life.ts';
import { liveLog } from './log-life.ts';
import { liveMeta } from './meta-life.ts';

export const SUBJECTS: Readonly<Record<string, Subject>> = {
  log: { what: 'crashes of a partition log', share: 50, live: liveLog },
  'hard-state': { what: 'crashes of the file of votes', share: 12, live: liveHardState },
  meta: { what: 'crashes of a format', share: 3, live: liveMeta },
  faults: { what: 'a partition log whose disk fails', share: 10, live: liveWithFault },
  damage: { what: 'what a disk gives back changed', share: 25, live: liveDamage },
};
