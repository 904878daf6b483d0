/**
 * Who may call from a web page. A browser sends the page's Origin with every WebSocket handshake and does not let the
 * page change it; other programs send none and are not meant here.
 *
 * DNS rebinding: a foreign page can make its own name resolve to this address, and then its Origin and Host
 * agree. So a name counts only if nobody else can own it: an IP address, localhost, or one from the allow-list.
 */
import { isIP } from 'node:net';

export interface HostPolicy {
  /** `https://console.example.com`, exact; `*` allows every page. */
  readonly allowedOrigins: readonly string[];
  /** Where the listener is bound. */
  readonly host: string;
}

export function mayConnect(
  policy: HostPolicy,
  origin: string | undefined,
  host: string | undefined,
): boolean {
  if (origin === undefined) return true;
  if (policy.allowedOrigins.includes('*') || policy.allowedOrigins.includes(origin)) return true;
  const page = parse(origin);
  return (
    page !== undefined && page.host === host?.toLowerCase() && isOwnName(policy, page.hostname)
  );
}

/** Of a plain HTTP request, where a browser sends no Origin. Names of a public listener are the operator's business. */
export function mayAsk(policy: HostPolicy, host: string | undefined): boolean {
  if (!isLoopback(policy.host) || host === undefined) return true;
  const asked = parse(`http://${host}`);
  return asked !== undefined && isOwnName(policy, asked.hostname);
}

function isOwnName(policy: HostPolicy, hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 || bare === 'localhost' || bare.endsWith('.localhost')) return true;
  return (
    bare === policy.host.toLowerCase() ||
    policy.allowedOrigins.some((origin) => parse(origin)?.hostname === hostname)
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
