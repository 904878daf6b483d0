/**
 * What the subscriptions of all clients of a door ask of the broker. Subscribers at the same place of a partition share one
 * fetch, so a hundred readers at the end of a log are one long poll there, one hop to its leader, and one copy of each batch.
 */
import type { BrokerApi, FetchRequest, FetchResult } from '../../broker/api.ts';

export class SharedFetches {
  private readonly broker: BrokerApi;
  private readonly underWay = new Map<string, Promise<FetchResult>>();

  constructor(broker: BrokerApi) {
    this.broker = broker;
  }

  fetch(request: FetchRequest): Promise<FetchResult> {
    const { topic, partition, offset, lastFetchedEpoch, bytesMax, waitMsMax } = request;
    const key = `${partition} ${offset} ${lastFetchedEpoch} ${bytesMax} ${waitMsMax} ${topic}`;
    const shared = this.underWay.get(key);
    if (shared !== undefined) return shared;
    const own = this.broker.fetch(request).finally(() => this.underWay.delete(key));
    this.underWay.set(key, own);
    return own;
  }
}
