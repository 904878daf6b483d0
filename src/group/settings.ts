/** What a coordinator takes from the broker's settings, in Kafka's words where Kafka has them. */
export interface GroupSettings {
  /** group.min.session.timeout.ms, Kafka: 6,000. */
  readonly sessionTimeoutMinMs: number;
  /** group.max.session.timeout.ms, Kafka: 1,800,000. */
  readonly sessionTimeoutMaxMs: number;
  /** group.initial.rebalance.delay.ms, Kafka: 3,000: how long an empty group waits for more members than the first. */
  readonly initialRebalanceDelayMs: number;
  /** group.max.size: members of one group. */
  readonly groupSizeMax: number;
  /** offset.metadata.max.bytes, Kafka: 4,096. At most 32,767. */
  readonly offsetMetadataBytesMax: number;
  /** offsets.retention.minutes, Kafka: 7 days. */
  readonly offsetsRetentionMs: number;
  /** offsets.retention.check.interval.ms, Kafka: 600,000. */
  readonly offsetsRetentionCheckMs: number;
  /** Groups of one coordinator, whatever their state. */
  readonly groupsMax: number;
  /** What one member may say of itself: its protocols with their subscriptions. */
  readonly memberBytesMax: number;
  /** Joins and syncs of one coordinator that wait for other members. */
  readonly waitingMax: number;
  /** The records of one outcome: what fits into one batch of __consumer_offsets. */
  readonly batchBytesMax: number;
  /** All groups and offsets of one coordinator, as bytes of records: what fits into a snapshot. */
  readonly stateBytesMax: number;
}
