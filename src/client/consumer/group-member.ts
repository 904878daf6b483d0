/** Carries out what membership.ts decides: its requests to the coordinator, its timer, its one task at a time. */
import type { SyncGroupRequest, JoinedMember } from '../../group/requests.ts';
import type { Timer } from '../../platform/clock.ts';
import type { FlotillaConnection } from '../open-connection.ts';
import {
  KafkaJSError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
} from '../errors.ts';
import { asKafkaJSError, type ConsumerContext } from './consumer-context.ts';
import {
  type Generation,
  type MemberEffect,
  type MemberInput,
  Membership,
  type MembershipOptions,
} from './membership.ts';

type Requests = Extract<MemberEffect, { kind: 'join' | 'sync' | 'heartbeat' }>;

export interface GroupMemberOptions extends MembershipOptions {
  readonly assign: (
    protocolName: string,
    members: readonly JoinedMember[],
  ) => Promise<SyncGroupRequest['assignments']>;
  readonly adopt: (generation: Generation) => void;
  /** Resolves when all partitions are handed back. Never rejects. */
  readonly revoke: (reason: 'rebalance' | 'lost') => Promise<void>;
  readonly failed: (error: Error) => void;
}

const API_NAMES = { join: 'JoinGroup', sync: 'SyncGroup', heartbeat: 'Heartbeat' } as const;

export class GroupMember {
  private readonly context: ConsumerContext;
  private readonly options: GroupMemberOptions;
  private readonly membership: Membership;
  private timer: Timer | undefined;

  constructor(context: ConsumerContext, options: GroupMemberOptions) {
    this.context = context;
    this.options = options;
    this.membership = new Membership(options);
  }

  /** The generation in which a commit may be sent. */
  get generation(): Generation | undefined {
    return this.membership.generation;
  }

  start(): void {
    this.step({ kind: 'start' });
  }

  /** A commit was refused. */
  fenced(generationId: number, error: KafkaJSError): void {
    this.step({ kind: 'fenced', generationId, error });
  }

  subscriptionChanged(topicsDiffer: boolean): void {
    this.step({ kind: 'subscription-changed', topicsDiffer });
  }

  /** One try: a member that cannot say so is missed when its session times out. Never rejects. */
  async leave(): Promise<void> {
    const { cluster, logger } = this.context;
    const farewells = this.membership.step({ kind: 'leave' }, this.nowMs());
    this.timer?.cancel();
    for (const effect of farewells) {
      const connection = cluster.currentConnection();
      if (effect.kind !== 'leave' || connection === undefined) continue;
      const leave = (broker: FlotillaConnection) => broker.group<'leave'>(effect.body);
      await cluster
        .send('LeaveGroup', connection, leave)
        .catch((error: unknown) => logger.debug('Could not leave', { error: String(error) }));
    }
  }

  private step(input: MemberInput): void {
    const effects = this.membership.step(input, this.nowMs());
    for (const effect of effects) this.carryOut(effect);
    this.arm();
  }

  private carryOut(effect: MemberEffect): void {
    switch (effect.kind) {
      case 'join':
      case 'sync':
      case 'heartbeat':
        return void this.request(effect);
      case 'assign':
        return void this.assign(effect);
      case 'adopt':
        return this.options.adopt(effect.generation);
      case 'revoke':
        return void this.options.revoke(effect.reason).then(() => this.step({ kind: 'revoked' }));
      case 'fail':
        return this.options.failed(failureOf(effect));
      case 'leave':
        return;
    }
  }

  private async request(effect: Requests): Promise<void> {
    const { request } = effect;
    const { cluster } = this.context;
    try {
      const connection = await cluster.connection();
      const input = await cluster.send(API_NAMES[effect.kind], connection, (broker) =>
        answerOf(broker, effect),
      );
      if (effect.kind === 'heartbeat') this.reportHeartbeat(effect);
      this.step(input);
    } catch (error) {
      this.refused(request, error);
    }
  }

  private async assign({
    request,
    protocolName,
    members,
  }: MemberEffect & { kind: 'assign' }): Promise<void> {
    try {
      const assignments = await this.options.assign(protocolName, members);
      this.step({ kind: 'assigned', request, assignments });
    } catch (error) {
      this.refused(request, error);
    }
  }

  private refused(request: number, cause: unknown): void {
    const known = asKafkaJSError(cause);
    const error = known instanceof KafkaJSError ? known : new KafkaJSNonRetriableError(known);
    this.step({ kind: 'refused', request, error });
  }

  private reportHeartbeat({ body }: MemberEffect & { kind: 'heartbeat' }): void {
    const { groupId, memberId, generationId } = body;
    const payload = { groupId, memberId, groupGenerationId: generationId };
    this.context.emitter.emit('consumer.heartbeat', payload);
  }

  private arm(): void {
    this.timer?.cancel();
    const atMs = this.membership.nextTickMs();
    if (atMs === undefined) return;
    const delayMs = Math.max(atMs - this.nowMs(), 0);
    this.timer = this.context.platform.clock.setTimer(delayMs, () => this.step({ kind: 'tick' }));
  }

  private nowMs(): number {
    return this.context.platform.clock.monotonic();
  }
}

async function answerOf(broker: FlotillaConnection, effect: Requests): Promise<MemberInput> {
  const { request } = effect;
  if (effect.kind === 'join') {
    return { kind: 'joined', request, response: await broker.group<'join'>(effect.body) };
  }
  if (effect.kind === 'sync') {
    return { kind: 'synced', request, response: await broker.group<'sync'>(effect.body) };
  }
  await broker.group<'heartbeat'>(effect.body);
  return { kind: 'beaten', request };
}

/** Whoever ran out of retries begins anew, also when the last answer was that its generation is over. */
function failureOf({ error, retries }: MemberEffect & { kind: 'fail' }): Error {
  if (retries === 0) return error;
  return new KafkaJSNumberOfRetriesExceeded(error, { retryCount: retries - 1, retryTime: 0 });
}
