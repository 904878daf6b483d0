/**
 * The beats of quiet groups, gathered: at a heartbeat one message to each broker says for all groups that it follows
 * "I still lead you, and you have everything", and one answer names those that do not agree.
 */
import type { NodeId } from '../model/ids.ts';
import { groupKey, type GroupKey } from '../model/topic-partition.ts';
import type { Replica } from '../partition/replica.ts';
import type { Beat, PeerItem } from './peer-item.ts';

type BeatItem = Extract<PeerItem, { kind: 'beats' | 'beat-answer' }>;

export interface HeartbeatsModules {
  readonly replica: (key: GroupKey) => Replica | undefined;
  readonly send: (to: NodeId, item: BeatItem) => void;
}

/** What is unanswered for so many heartbeats is lost, and its answer would tell nothing new. */
const UNANSWERED_MAX = 8;

export class Heartbeats {
  private readonly modules: HeartbeatsModules;
  private gathered = new Map<NodeId, Beat[]>();
  private readonly unanswered = new Map<NodeId, Map<number, readonly Beat[]>>();
  private sequence = 0;

  constructor(modules: HeartbeatsModules) {
    this.modules = modules;
  }

  /** The first one of a turn sends, at the end of the turn, all that came in it. */
  add(to: NodeId, beat: Beat): void {
    if (this.gathered.size === 0) void Promise.resolve().then(() => this.flush());
    const beats = this.gathered.get(to);
    if (beats === undefined) this.gathered.set(to, [beat]);
    else beats.push(beat);
  }

  received(from: NodeId, item: BeatItem): void {
    if (item.kind === 'beats') this.answer(from, item);
    else this.answered(from, item);
  }

  private flush(): void {
    const { gathered } = this;
    this.gathered = new Map();
    this.sequence = (this.sequence + 1) >>> 0;
    for (const [to, beats] of gathered) {
      const unanswered = this.unanswered.get(to) ?? new Map<number, readonly Beat[]>();
      this.unanswered.set(to, unanswered);
      if (unanswered.size >= UNANSWERED_MAX) unanswered.delete(unanswered.keys().next().value!);
      unanswered.set(this.sequence, beats);
      this.modules.send(to, { kind: 'beats', sequence: this.sequence, beats });
    }
  }

  private answer(from: NodeId, { sequence, beats }: Extract<BeatItem, { kind: 'beats' }>): void {
    const refused: number[] = [];
    for (const [place, { group, term, commitIndex }] of beats.entries()) {
      const replica = this.modules.replica(groupKey(group));
      if (replica?.hearBeat(from, term, commitIndex) !== true) refused.push(place);
    }
    this.modules.send(from, { kind: 'beat-answer', sequence, refused });
  }

  private answered(
    from: NodeId,
    { sequence, refused }: Extract<BeatItem, { kind: 'beat-answer' }>,
  ): void {
    const unanswered = this.unanswered.get(from);
    const beats = unanswered?.get(sequence);
    if (beats === undefined) return;
    unanswered!.delete(sequence);
    const disagreeing = new Set(refused);
    for (const [place, { group, term }] of beats.entries()) {
      this.modules.replica(groupKey(group))?.beatAnswered(from, term, !disagreeing.has(place));
    }
  }
}
