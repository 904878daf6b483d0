/** Which protocol, that is which assignor, the members of a group have in common. */
import type { Member } from './member.ts';
import type { GroupProtocol } from './requests.ts';

/** The names that every member has. Of no members, none. */
export function commonProtocols(members: readonly Member[]): ReadonlySet<string> {
  const supporters = new Map<string, number>();
  for (const { protocols } of members) {
    for (const name of new Set(protocols.map((protocol) => protocol.name))) {
      supporters.set(name, (supporters.get(name) ?? 0) + 1);
    }
  }
  const common = [...supporters].filter(([, count]) => count === members.length);
  return new Set(common.map(([name]) => name));
}

/** Each member votes for the first of its protocols that all members support; undefined without members. */
export function selectProtocol(members: readonly Member[]): string | undefined {
  const common = commonProtocols(members);
  const votes = new Map<string, number>();
  for (const { protocols } of members) {
    const vote = protocols.find(({ name }) => common.has(name))?.name;
    if (vote !== undefined) votes.set(vote, (votes.get(vote) ?? 0) + 1);
  }
  const most = Math.max(...votes.values());
  return [...votes].find(([, count]) => count === most)?.[0];
}

export function areSameProtocols(
  ours: readonly GroupProtocol[],
  theirs: readonly GroupProtocol[],
): boolean {
  return (
    ours.length === theirs.length &&
    ours.every(({ name, metadata }, i) => {
      const other = theirs[i];
      return other?.name === name && areSameBytes(other.metadata, metadata);
    })
  );
}

export function areSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
