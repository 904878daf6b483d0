/** The end of a run in words. */
import type { Violation, ViolationKind } from './checker/violation.ts';
import type { Verdict } from './run.ts';

const SHOWN_OF_A_KIND = 5;
const count = (number: number): string => number.toLocaleString('en-US');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export function violationLines(violations: readonly Violation[]): string[] {
  const byKind = new Map<ViolationKind, Violation[]>();
  for (const violation of violations) {
    byKind.set(violation.kind, [...(byKind.get(violation.kind) ?? []), violation]);
  }
  return [...byKind].flatMap(([kind, found]) => [
    `VIOLATION ${kind}: ${count(found.length)}`,
    ...found.slice(0, SHOWN_OF_A_KIND).map(({ log, text }) => `  ${log}: ${text}`),
  ]);
}

export function reportLines(seed: number, verdict: Verdict): string[] {
  const { violations, complaints, figures, faults, skipped, images, losses } = verdict;
  const total = [...faults.values()].reduce((sum, one) => sum + one, 0);
  const byKind = [...faults].map(([name, times]) => `${name} ${times}`).join(', ');
  const { ms, log, fromMs } = figures.longestSilence;
  const of = (...kinds: ViolationKind[]): number =>
    violations.filter(({ kind }) => kinds.includes(kind)).length;
  return [
    ...[...skipped].map(([name, why]) => `skipped: ${name} (${why})`),
    ...violationLines(violations),
    ...complaints.map((complaint) => `COMPLAINT: ${complaint}`),
    `${(verdict.faultMs / 60_000).toFixed(1)} minutes, ${total} faults: ${byKind}`,
    `${images} power-cut images, ${losses} of which lost a file that was not synced`,
    `${count(figures.acknowledged)} records acknowledged of ${count(figures.sent)} sent: ` +
      `${of('lost-write', 'unseen')} lost, ${of('duplicate')} twice, ` +
      `${count(figures.unknown)} of unknown outcome, ${count(figures.refused)} refused`,
    `${count(figures.polled)} polled, ${count(figures.commits)} commits`,
    `longest without an acknowledgement: ${seconds(ms)} (${log}, from ${seconds(fromMs)}); ` +
      `longest until all was well after a fault: ${seconds(verdict.longestRecoveryMs)}`,
    ...(verdict.kept === undefined ? [] : [`kept: ${verdict.kept}`]),
    `seed ${seed}: ${violations.length + complaints.length} violations`,
  ];
}
